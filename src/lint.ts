import type { Finding, Suppressed } from './finding.ts';
import { isKustomization, patchPathsOf } from './model/grouping/kustomization.ts';
import { joined } from './model/grouping/paths.ts';
import { writtenAt } from './model/resource.ts';
import type { SecretMarks } from './model/secrets/marks.ts';
import type { Workspace } from './model/workspace.ts';
import { workspacesOf } from './model/workspaces.ts';
import { place } from './place.ts';
import { once, type Raised, raise, raiseOnSuppressions, withoutSuperseded } from './raise.ts';
import { countsIn, type Report, type Summary } from './report/report.ts';
import type { Rule } from './rule.ts';
import { secretsOf } from './secrecy.ts';
import { carriedIn } from './triage/carried.ts';
import { holdsIn } from './triage/dapr-version.ts';
import type { Settings } from './triage/settings.ts';
import { applySuppressions, type RulesRun, suppressionsIn } from './triage/suppressions.ts';
import { version } from './version.ts';
import type { Document } from './yaml/document.ts';
import { byPosition, type Source } from './yaml/location.ts';
import { parse } from './yaml/parse.ts';

/** What the outside world alone knows. */
export interface Clock {
  /** The day, as `2027-03-01`: suppressions and certificates expire. */
  readonly today: string;
  /** The sources are all that the config is about: what it ignores in vain is told. */
  readonly isWhole?: boolean;
  /** Secrets that were left out of the sources. */
  readonly withheld?: SecretMarks;
  /** Told of each rule before it runs, by its id; of one with many subjects several times. */
  readonly onRule?: (id: string) => void;
}

/** The documents of a source: `parse`, or what remembers what that said. */
export type Reader = (source: Source) => readonly Document[];

/** A report, and what it is about. */
export interface Examined {
  readonly report: Report;
  readonly workspaces: readonly Workspace[];
  /** All that was parsed, whether or not it is part of a workspace. */
  readonly documents: readonly Document[];
}

/** What is to be said of some sources. Throws `RuleCrash` if a rule fails. */
export const lint = (
  sources: readonly Source[],
  rules: readonly Rule[],
  settings: Settings,
  clock: Clock,
  read: Reader = parse,
): Report => examine(sources, rules, settings, clock, read).report;

/** Sources → documents → workspaces → raised → placed → suppressed → report. Pure: the same input gives the same report. */
export const examine = (
  sources: readonly Source[],
  rules: readonly Rule[],
  settings: Settings,
  clock: Clock,
  read: Reader = parse,
): Examined => {
  const parsed = sources.filter(mayHoldObjects(patchPathsAmong(sources, read))).flatMap((source) => read(source));
  const documents = parsed.filter((document) => !document.isNotRendered);
  const workspaces = workspacesOf(documents, settings.world, settings.isWorkspace);
  const secrets = secretsOf(workspaces, clock.withheld);
  // A Kustomization may make several objects of one text.
  const isOnceEach = workspaces.length === 1 && documents.every(({ source }) => !isKustomization(source.path));
  const toFindings = (raisedIn: (workspace: Workspace) => readonly Raised[]): readonly Finding[] => {
    const raised = workspaces.map((workspace) => withoutSuperseded(raisedIn(workspace)));
    return place(isOnceEach ? raised.flat() : once(raised.flat()), settings, () => secrets);
  };

  const on = rules.filter((rule) => settings.isOn(rule) && holdsIn(rule, settings.world.daprVersion));
  const { today, onRule } = clock;
  const found = toFindings((workspace) => raise(on, { workspace, settings, today, onRule }));
  const suppressions = settings.honoursIgnores ? suppressionsIn(documents) : [];
  const run: RulesRun = {
    known: new Set(rules.map(({ id }) => id)),
    // Those of the second round have not run yet.
    ran: new Set(on.filter(({ each }) => each !== 'suppression').map(({ id }) => id)),
  };
  const beyond = { ...settings, isWhole: clock.isWhole === true, carried: carriedIn(workspaces) };
  const first = applySuppressions(found, suppressions, today, run, beyond);
  const { judged } = first;
  const onSuppressions = toFindings((workspace) =>
    raiseOnSuppressions(
      on,
      judged.filter(({ at, by }) =>
        by === 'config' ? workspace === workspaces[0] : workspace.documentsIn(at.source).length > 0,
      ),
      { workspace, settings, today },
    ),
  );
  const second = applySuppressions(onSuppressions, suppressions, today, run, beyond);

  const findings = [...first.kept, ...second.kept].sort(byPlace);
  const suppressed = [...first.suppressed, ...second.suppressed];
  const summary = summarise(findings, suppressed, sources, parsed, workspaces);
  return {
    report: { version, findings, suppressed, summary, rules, secrets: secrets.in, secrecy: secrets },
    workspaces,
    documents: parsed,
  };
};

/**
 * Whether parsing could bring an object to light, or what is made of one: a JSON Patch says nothing of Kubernetes. What the user
 * names is always read, if only for its syntax.
 */
const mayHoldObjects =
  (patches: ReadonlySet<string>) =>
  ({ path, text, named, listed }: Source): boolean =>
    named === true ||
    listed !== undefined ||
    text.includes('apiVersion') ||
    isKustomization(path) ||
    patches.has(joined(path));

/** The paths of the files that Kustomizations name as patches. */
const patchPathsAmong = (sources: readonly Source[], read: Reader): ReadonlySet<string> => {
  const kustomizations = sources.filter(({ path }) => isKustomization(path)).flatMap((source) => read(source));
  return new Set(kustomizations.flatMap(patchPathsOf));
};

const byPlace = (a: Finding, b: Finding): number =>
  compare(a.location.source.path, b.location.source.path) ||
  byPosition(a.location, b.location) ||
  compare(a.rule, b.rule);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const summarise = (
  findings: readonly Finding[],
  suppressed: readonly Suppressed[],
  sources: readonly Source[],
  parsed: readonly Document[],
  workspaces: readonly Workspace[],
): Summary => {
  const dapr = workspaces.flatMap(({ resources, apps }) => [
    ...resources.filter(({ group }) => group === 'dapr.io'),
    ...apps.map(({ resource }) => resource),
  ]);
  return {
    ...countsIn(findings),
    files: new Set(sources.map(({ path }) => path)).size,
    resources: writtenAt(workspaces.flatMap(({ resources }) => resources)).size,
    dapr: writtenAt(dapr).size,
    notRendered: parsed.filter((document) => document.isNotRendered).length,
    suppressed: suppressed.length,
    ...(workspaces.length > 1 && {
      workspaces: workspaces.map(({ name, origin, resources }) => ({ name, origin, resources: resources.length })),
    }),
  };
};
