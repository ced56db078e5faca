import type {
  LogicalLocation,
  Replacement,
  Result,
  Fix as SarifFix,
  Location as SarifLocation,
  Suppression,
} from 'sarif';
import type { Edit, Finding, Fix, Suppressed } from '../finding.ts';
import { grouped } from './grouped.ts';
import { harmless } from './harmless.ts';
import { regionOf } from './region.ts';
import type { Candidate } from './sarif-limits.ts';
import { artifactOf, physicalLocation, placeInContext, type Shelf } from './sarif-place.ts';
import { sarifLevels } from './sarif-rule.ts';
import { sentence } from './sentence.ts';
import { whereabouts } from './whereabouts.ts';

/** GitHub shows no more of them, and refuses a thousand. */
const mostRelated = 100;
const mostLinked = 5;

/** A finding as SARIF has it, and why it is suppressed if it is; its texts are presentable already. */
export const sarifResult = (
  finding: Finding,
  ruleIndex: number,
  shelf: Shelf,
  suppressions?: Candidate['suppressions'],
): Result => {
  const { rule, severity, fingerprint, fix, workspaces } = finding;
  const related = finding.related.slice(0, mostRelated);
  const logicalLocations = logicalLocationsOf(finding);
  const text = textOf(finding);
  // What is undefined is not written, and objects of one shape are made and written much faster than those of many.
  return {
    ruleId: rule,
    ruleIndex: ruleIndex >= 0 ? ruleIndex : undefined,
    level: sarifLevels[severity],
    message: { text },
    locations: [
      {
        physicalLocation: placeInContext(finding.location, shelf),
        logicalLocations: logicalLocations.length > 0 ? logicalLocations : undefined,
      },
    ],
    relatedLocations:
      related.length > 0 ? related.map((place, index) => relatedLocation(place, index + 1, shelf)) : undefined,
    fixes: shelf.texts && fix && fix.edits.length > 0 ? [sarifFix(fix, shelf)] : undefined,
    partialFingerprints: { 'daprlint/v1': fingerprint },
    suppressions: suppressions?.map(suppression),
    properties: workspaces && { workspaces: workspaces.map(harmless) },
  };
};

/** What is decided beside the thing itself stands in its file; a config and a baseline are files of their own. */
const suppression = ({ by, reason }: Omit<Suppressed, 'finding'>): Suppression => ({
  kind: by === 'comment' || by === 'annotation' ? 'inSource' : 'external',
  status: 'accepted',
  ...(reason !== undefined && reason !== '' && { justification: reason }),
});

/** What, what to do, and links to the related places: `[text](1)` leads to the related location with the id 1. */
const textOf = (finding: Finding): string => {
  const { message, help, related } = finding;
  const shared = whereabouts(finding);
  const links = related.slice(0, mostLinked).map((place, index) => `[${linkText(place.message)}](${index + 1})`);
  return [
    withoutLinks(sentence(message)),
    ...(help === undefined || help === '' ? [] : [withoutLinks(sentence(help))]),
    ...(shared === undefined ? [] : [withoutLinks(sentence(`it holds in ${shared}`))]),
    ...(links.length > 0 ? [`See: ${links.join('; ')}.`] : []),
  ].join(' ');
};

const withoutLinks = (text: string): string => (text.includes('](') ? text.replaceAll('](', '] (') : text);

const linkText = (text: string): string => (text === '' ? 'here' : text.replace(/[[\]\\]/g, '\\$&'));

const relatedLocation = (
  { location, message }: Finding['related'][number],
  id: number,
  shelf: Shelf,
): SarifLocation => ({
  id,
  message: { text: withoutLinks(sentence(message === '' ? 'here' : message)) },
  physicalLocation: physicalLocation(location, shelf),
});

const logicalLocationsOf = ({ resource, field }: Finding): LogicalLocation[] => {
  const found: LogicalLocation[] = [];
  if (resource) {
    const { namespace, kind, name } = resource;
    const inKind = `${kind}/${name}`;
    found.push({
      fullyQualifiedName: harmless(namespace === undefined ? inKind : `${namespace}/${inKind}`),
      name: harmless(name),
      kind: 'resource',
    });
  }
  if (field !== '')
    found.push({ fullyQualifiedName: harmless(field), name: harmless(lastStep(field)), kind: 'property' });
  return found;
};

/** `value` of `spec.metadata[brokers].value`, `dapr.io/app-id` of `metadata.annotations["dapr.io/app-id"]`. */
const lastStep = (field: string): string =>
  (field.endsWith('"]') ? /\["(.*)"\]$/.exec(field)?.[1] : undefined) ?? /([^.[\]]+)\]?$/.exec(field)?.[1] ?? field;

const sarifFix = ({ title, edits, unsafe }: Fix, shelf: Shelf): SarifFix => ({
  description: { text: sentence(title) },
  artifactChanges: [...grouped(edits, ({ at }) => at.source.path)].map(([path, changes]) => ({
    artifactLocation: artifactOf(path, shelf),
    replacements: changes.map(replacement),
  })),
  properties: { safe: unsafe !== true },
});

const replacement = ({ at, text }: Edit): Replacement => ({
  deletedRegion: regionOf(at),
  ...(text !== '' && { insertedContent: { text } }),
});
