import type { Finding, Suppressed } from './finding.ts';
import { isKustomization } from './model/patches.ts';
import { secretRanges } from './model/secret-ranges.ts';
import { Workspace } from './model/workspace.ts';
import { place } from './place.ts';
import { type Raised, raise, raiseOnSuppressions, withoutSuperseded } from './raise.ts';
import type { Report, Summary } from './report/report.ts';
import type { Rule } from './rule.ts';
import { holdsIn } from './triage/dapr-version.ts';
import type { Settings } from './triage/settings.ts';
import { applySuppressions, suppressionsIn } from './triage/suppressions.ts';
import { version } from './version.ts';
import type { Document } from './yaml/document.ts';
import type { Range, Source } from './yaml/location.ts';
import { parse } from './yaml/parse.ts';

/** What the outside world alone knows. */
export interface Clock {
  /** The day, as `2027-03-01`: suppressions and certificates expire. */
  readonly today: string;
}

/**
 * Sources → documents → workspace → raised → placed → suppressed → report. Pure: the same input gives the same report.
 * Throws `RuleCrash` if a rule fails.
 */
export const lint = (sources: readonly Source[], rules: readonly Rule[], settings: Settings, clock: Clock): Report => {
  const parsed = documentsIn(sources);
  const workspace = workspaceOf(parsed, settings);
  const { documents } = workspace;
  const secrets = secretsIn(workspace);
  const toFindings = (raised: readonly Raised[]): readonly Finding[] =>
    place(withoutSuperseded(raised), workspace, settings, secrets);

  const on = rules.filter((rule) => settings.isOn(rule) && holdsIn(rule, settings.world.daprVersion));
  const found = toFindings(on.flatMap((rule) => [...raise(rule, workspace, settings, clock.today)]));
  const suppressions = settings.honoursIgnores ? suppressionsIn(documents) : [];
  const first = applySuppressions(found, suppressions, clock.today, {
    known: new Set(rules.map(({ id }) => id)),
    // Those of the second round have not run yet.
    ran: new Set(on.filter(({ each }) => each !== 'suppression').map(({ id }) => id)),
  });
  const { judged } = first;
  const onSuppressions = toFindings(
    on.flatMap((rule) => [...raiseOnSuppressions(rule, judged, workspace, settings, clock.today)]),
  );
  const second = applySuppressions(onSuppressions, suppressions, clock.today);

  const findings = [...first.kept, ...second.kept].sort(byPlace);
  const suppressed = [...first.suppressed, ...second.suppressed];
  const summary = summarise(findings, suppressed, sources, parsed, workspace);
  return { version, findings, suppressed, summary, rules, secrets };
};

/** The documents that can have to do with Kubernetes. */
export const documentsIn = (sources: readonly Source[]): readonly Document[] =>
  sources.filter(mayHoldObjects).flatMap(parse);

/** What the documents amount to; templates that are no YAML yet are left out. */
export const workspaceOf = (documents: readonly Document[], settings: Settings): Workspace =>
  new Workspace(
    documents.filter((document) => !document.isNotRendered),
    settings.world,
  );

/** Whether parsing could bring an object to light; what the user names is always read, if only for its syntax. */
const mayHoldObjects = ({ path, text, named }: Source): boolean =>
  named === true || text.includes('apiVersion') || isKustomization(path);

const secretsIn = (workspace: Workspace): ((source: Source) => readonly Range[]) => {
  const known = new Map<Source, readonly Range[]>();
  return (source) => {
    const ranges = known.get(source) ?? secretRanges(source, workspace);
    known.set(source, ranges);
    return ranges;
  };
};

const byPlace = (a: Finding, b: Finding): number =>
  compare(a.location.source.path, b.location.source.path) ||
  a.location.range.start - b.location.range.start ||
  a.location.range.end - b.location.range.end ||
  compare(a.rule, b.rule);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const summarise = (
  findings: readonly Finding[],
  suppressed: readonly Suppressed[],
  sources: readonly Source[],
  parsed: readonly Document[],
  workspace: Workspace,
): Summary => {
  const count = (severity: Finding['severity']): number =>
    findings.filter((finding) => finding.severity === severity).length;
  const dapr = new Set([
    ...workspace.resources.filter(({ group }) => group === 'dapr.io'),
    ...workspace.apps.map(({ resource }) => resource),
  ]);
  return {
    errors: count('error'),
    warnings: count('warning'),
    infos: count('info'),
    files: new Set(sources.map(({ path }) => path)).size,
    resources: workspace.resources.length,
    dapr: dapr.size,
    notRendered: parsed.filter((document) => document.isNotRendered).length,
    suppressed: suppressed.length,
  };
};
