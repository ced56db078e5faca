import type { AuditCall } from './cli/call.ts';
import { type Cluster, clusterRead, concerns, hintsOf, objectsIn, troublesOf } from './cluster.ts';
import { kindsNeeded } from './export/kinds.ts';
import { Selection } from './export/selection.ts';
import { areas, rules } from './index.ts';
import { examine } from './lint.ts';
import { findExport } from './read/export-files.ts';
import { search } from './read/exports.ts';
import { emptyNotes, type Notes, noteTrouble } from './read/notes.ts';
import { auditText } from './report/audit.ts';
import { auditAreaOf } from './report/audit-areas.ts';
import { harmless } from './report/harmless.ts';
import { reporters } from './report/index.ts';
import type { Report, Summary, View } from './report/report.ts';
import { counted } from './report/summary.ts';
import { deliver, type ExitStatus, type Outside, settle, statusOf, timed } from './run.ts';
import { hurry } from './run-hurry.ts';
import { unitedSecrecy } from './secrecy.ts';
import type { Settings } from './triage/settings.ts';
import { readingProgress } from './write/reading.ts';
import { checkDestinations } from './write/report.ts';

/** Does what `daprlint audit` asks for. Throws `UserError` or `RuleCrash`, which are for the caller to tell. */
export const audit = async (call: AuditCall, outside: Outside): Promise<ExitStatus> => {
  const started = outside.now();
  // A cluster is one whole, whatever folders its export is in.
  const { isWorkspace: _, ...settings } = await settle(call, outside);
  await checkDestinations(
    call.outputs.map(({ file }) => file),
    outside.cwd,
  );
  const clusters = await clustersOf(call, settings, outside);
  const report = timed(united(clusters), outside.now() - started);
  await deliver(call, textsOf(report, clusters), outside);
  // Other formats have no room for it.
  if (call.format !== 'pretty')
    for (const hint of clusters.flatMap(hintsOf)) await outside.complain?.(`daprlint: note: ${harmless(hint)}\n`);
  const troubles = clusters.flatMap(({ notes }) => troublesOf(notes));
  for (const trouble of troubles) await outside.complain?.(`daprlint: ${harmless(trouble)}\n`);
  return troubles.length > 0 ? 2 : statusOf(report, call);
};

/** Of so many bytes an audit lasts long enough to be hurried. */
const worthHurrying = 1_000_000;

/** Whether all of a cluster could be read. */
const isWhole = ({ troubles, isRefused }: Notes): boolean => troubles.length === 0 && !isRefused;

/** Reads and judges one cluster after the other. */
const clustersOf = async (
  { paths }: AuditCall,
  settings: Settings,
  outside: Outside,
): Promise<readonly [Cluster, ...Cluster[]]> => {
  const { progress } = outside;
  const needed = kindsNeeded(rules);
  const found = [];
  // All are looked for before the first is read: what is misspelt is told at once. No cluster is there twice.
  for (const path of new Set(paths)) {
    const notes = emptyNotes((file, byte) => progress?.(told(file, byte)));
    found.push({ name: path, notes, ...(await findExport(path, outside, notes)) });
  }
  const sizes = found.map(({ bytes }) => bytes);
  if (sizes.some((size = Number.POSITIVE_INFINITY) => size > worthHurrying)) hurry();
  const told = readingProgress(
    sizes.reduce((sum, size) => (sum === undefined || size === undefined ? undefined : sum + size), 0),
    outside.now,
  );
  const clusters: Cluster[] = [];
  for (const { name, notes, read } of found) {
    const selection = new Selection(needed, search);
    await read(selection, notes);
    const sources = selection.sources();
    progress?.(`reading ${counted(sources.length, 'object')} of ${name}`);
    const onRule = progress && ((id: string): void => progress(`checking ${id} in ${name}`));
    const clock = { today: outside.today(), withheld: selection.withheld, ...(onRule && { onRule }) };
    // Of what is not all there nothing is missing: it may be in the rest.
    const world = { ...settings.world, closedWorld: settings.world.closedWorld && isWhole(notes) };
    const cluster = { name, selection, notes, ...examine(sources, rules, { ...settings, world }, clock) };
    // Of nothing nothing can be told, and a pipe whose first half has failed must not look like a cluster without faults.
    if (objectsIn(cluster) === 0 && notes.troubles.length === 0) noteTrouble(notes, `${name} holds no object`);
    clusters.push(cluster);
  }
  return clusters as [Cluster, ...Cluster[]];
};

/** The reports of several clusters as one. */
const united = (clusters: readonly Cluster[]): Report => {
  const reports = clusters.map(({ report }) => report);
  const [first] = reports as [Report, ...Report[]];
  const total = (of: (summary: Summary) => number): number =>
    reports.reduce((sum, { summary }) => sum + of(summary), 0);
  return {
    ...first,
    findings: reports.flatMap(({ findings }) => findings),
    suppressed: reports.flatMap(({ suppressed }) => suppressed),
    secrets: (source) => reports.flatMap(({ secrets }) => secrets(source)),
    secrecy: unitedSecrecy(reports.flatMap(({ secrecy }) => secrecy ?? [])),
    summary: {
      errors: total(({ errors }) => errors),
      warnings: total(({ warnings }) => warnings),
      infos: total(({ infos }) => infos),
      files: clusters.reduce((sum, { notes }) => sum + notes.files, 0),
      resources: clusters.reduce((sum, cluster) => sum + objectsIn(cluster), 0),
      dapr: total(({ dapr }) => dapr),
      notRendered: total(({ notRendered }) => notRendered),
      suppressed: total(({ suppressed }) => suppressed),
    },
  };
};

/** The text of an audit in any format: `pretty` has a form of its own here. */
const textsOf = (
  report: Report,
  clusters: readonly Cluster[],
): ((format: AuditCall['format'], view: View) => string) => {
  const read = clusters.map(clusterRead);
  return (format, view) =>
    format === 'pretty'
      ? auditText({ report, clusters: read, concernOf: concerns(clusters), areaOf }, view)
      : reporters[format](report, view);
};

const areaOf = (rule: string): string => auditAreaOf(rule, areas[rule] ?? '');
