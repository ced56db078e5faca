import { type Finding, type Fix, type Level, milder, type Problem, type ResourceIdentity } from './finding.ts';
import { isKustomization } from './model/grouping/kustomization.ts';
import type { Resource } from './model/resource.ts';
import type { Workspace } from './model/workspace.ts';
import type { Raised } from './raise.ts';
import { type Secrecy, withoutSecrets } from './report/secret-texts.ts';
import { fingerprint } from './triage/fingerprint.ts';
import type { Settings } from './triage/settings.ts';
import type { Document } from './yaml/document.ts';
import { Field } from './yaml/field.ts';
import { contains, type Locatable, type Location, overlaps, type Range, type Source } from './yaml/location.ts';
import { formatPath, type Path } from './yaml/path.ts';
import { isTemplated } from './yaml/template.ts';

/** Turns what rules raised into findings: with severity, resource, path and fingerprint, and without any secret. */
export const place = (raised: readonly Raised[], settings: Settings, secrecy: () => Secrecy): readonly Finding[] => {
  const occurrences = new Map<string, number>();
  return raised.flatMap(({ rule, problem, workspaces: all }): readonly Finding[] => {
    const { location } = problem.at;
    const { level, workspaces } = worst(all, location, (identity) =>
      settings.of(rule, { path: location.source.path, ...identity }),
    );
    if (level === 'off') return [];
    const [workspace] = workspaces;
    const resource = workspace?.resourceAt(location);
    const conceal = concealing(problem, secrecy());
    const message = conceal(problem.message);
    const identity = resource && identityIn(workspaces, resource, location);
    const parts = {
      rule: rule.id,
      // Items of a list are called by their names, which a user has written.
      field: withoutSecrets(fieldPath(problem.at, resource, workspace), [], secrecy().marks()),
      message,
      path: location.source.path,
      ...(identity && { resource: identity }),
    };
    const key = JSON.stringify(parts);
    const occurrence = occurrences.get(key) ?? 0;
    occurrences.set(key, occurrence + 1);
    return [
      {
        rule: rule.id,
        severity: problem.atMost ? milder(level, problem.atMost) : level,
        effect: rule.effect,
        message,
        ...(problem.help !== undefined && { help: conceal(problem.help) }),
        location,
        field: parts.field,
        ...(identity && { resource: identity }),
        related: (problem.related ?? []).map(({ at, message }) => ({
          location: at.location,
          message: conceal(message),
        })),
        ...(problem.fix && isSafeToWrite(problem.at, problem.fix, workspace) && { fix: problem.fix }),
        ...namesOf(workspaces, location),
        fingerprint: fingerprint(parts, occurrence),
      },
    ];
  });
};

/** How bad it is where it is worst, of the workspaces in which it is not off: overlays may put one object into several namespaces. */
const worst = (
  workspaces: readonly Workspace[],
  location: Location,
  judge: (identity: ResourceIdentity | undefined) => { readonly level: Level },
): { readonly level: Level; readonly workspaces: readonly Workspace[] } => {
  const judged = workspaces.map((workspace) => {
    const resources = workspace.resourcesAt(location);
    const levels = (resources.length > 0 ? resources : [undefined]).map((each) => judge(each?.identity).level);
    return { workspace, level: levels.reduce(harsher) };
  });
  return {
    level: judged.map(({ level }) => level).reduce(harsher),
    workspaces: judged.filter(({ level }) => level !== 'off').map(({ workspace }) => workspace),
  };
};

const harsher = (a: Level, b: Level): Level => (a === 'off' ? b : b === 'off' ? a : milder(a, b) === a ? b : a);

/** Who it is about. Overlays may put one object into several namespaces: then it has none of its own. */
const identityIn = (workspaces: readonly Workspace[], { identity }: Resource, location: Location): ResourceIdentity => {
  const { namespace, ...rest } = identity;
  const all = workspaces.flatMap((workspace) => workspace.resourcesAt(location));
  return all.every((resource) => resource.namespace === namespace) ? identity : rest;
};

const namesOf = (workspaces: readonly Workspace[], { source }: Location): Pick<Finding, 'workspaces'> => {
  // A config is in none.
  const holding = workspaces.filter((workspace) => workspace.documentsIn(source).length > 0);
  const names = holding.flatMap(({ name, origin }) => (origin === 'rest' ? [] : name || '.'));
  return names.length > 0 ? { workspaces: names } : {};
};

/** An edit behind an alias would change every place that shares the anchor; within quotes it would have to be quoted again. */
const isSafeToWrite = (at: Locatable, { edits }: Fix, workspace: Workspace | undefined): boolean =>
  edits.length > 0 &&
  !(at instanceof Field && at.isAliased) &&
  !edits.some(
    ({ at: { source, range } }) =>
      isFilledIn(source, range) ||
      inlineIn(source, workspace).some((document) => !document.isVerbatim && overlaps(document.range, range)) ||
      (workspace?.documentsIn(source) ?? []).some((document) => document.isShared(range)),
  );

/** Whether something else writes there, or an alias does. */
const isFilledIn = ({ text }: Source, { start, end }: Range): boolean => {
  const written = text.slice(start, end);
  return isTemplated(written) || /^(?:[*&!|>]|<<$)/.test(written);
};

/** What stands in texts of a file: patches in a Kustomization. */
const inlineIn = (source: Source, workspace: Workspace | undefined): readonly Document[] =>
  isKustomization(source.path) ? (workspace?.documentsIn(source) ?? []).filter(({ isInline }) => isInline) : [];

/** The path within the resource, so that it stays the same when the resource moves into a list. */
const fieldPath = (at: Locatable, resource: Resource | undefined, workspace: Workspace | undefined): string => {
  const path = at instanceof Field ? at.path : pathAt(at, resource, workspace);
  const outer = resource?.body.path ?? [];
  const isWithin = outer.length > 0 && formatPath(path.slice(0, outer.length)) === formatPath(outer);
  return formatPath(isWithin ? path.slice(outer.length) : path);
};

/** The path of the innermost field that a bare place lies in. */
const pathAt = ({ location }: Locatable, resource: Resource | undefined, workspace: Workspace | undefined): Path => {
  const { range, source } = location;
  const own = resource?.body.document.source === source ? resource.body : undefined;
  let field: Field | undefined =
    own ?? workspace?.documentsIn(source).findLast((document) => contains(document.range, range))?.root;
  for (let inner = field; inner; ) {
    field = inner;
    const children: readonly Field[] = inner.isList ? inner.items : inner.entries.map(([, child]) => child);
    inner = children.find(
      ({ document, extent, isAliased }) => !isAliased && document.source === source && contains(extent, range),
    );
  }
  return field?.path ?? [];
};

/** Takes every secret out of a text about a problem: the last guard, for messages that quote what the user wrote. */
const concealing = ({ at, related = [] }: Problem, { around, marks }: Secrecy): ((text: string) => string) => {
  const known = marks();
  const texts = [...new Set([at, ...related.map((place) => place.at)].map(({ location }) => around(location)))];
  const own = texts.filter(({ isEmpty }) => !isEmpty);
  return own.length === 0 && known.isEmpty ? (text) => text : (text) => withoutSecrets(text, own, known);
};
