import type { AuditCall, Output } from './cli/call.ts';
import { fileView, viewOf } from './cli/view.ts';
import { kindsNeeded } from './export/kinds.ts';
import type { Finding } from './finding.ts';
import { areas, rules } from './index.ts';
import { type Examined, examine } from './lint.ts';
import type { Workspace } from './model/workspace.ts';
import { streamsOf } from './read/export-files.ts';
import { type ReadExport, readExport } from './read/exports.ts';
import { auditText, type ClusterRead, type Concern } from './report/audit.ts';
import { reporters } from './report/index.ts';
import type { Report, Summary, View } from './report/report.ts';
import { type ExitStatus, type Outside, settle, statusOf, timed } from './run.ts';
import { checkDestinations, writeReport } from './write/report.ts';

/** One cluster: what was read of its export, and what is to be said of it. */
interface Cluster extends Examined {
  readonly name: string;
  readonly files: readonly ReadExport[];
}

/** Does what `daprlint audit` asks for. Throws `UserError` or `RuleCrash`, which are for the caller to tell. */
export const audit = async (call: AuditCall, outside: Outside): Promise<ExitStatus> => {
  const started = outside.now();
  // A cluster is one whole, whatever folders its export is in.
  const { isWorkspace: _, ...settings } = await settle(call, outside);
  await checkDestinations(
    call.outputs.map(({ file }) => file),
    outside.cwd,
  );
  const needed = kindsNeeded(rules);
  const clusters: Cluster[] = [];
  for (const path of call.paths) {
    const files: ReadExport[] = [];
    for (const stream of await streamsOf(path, outside)) files.push(await readExport(stream, needed));
    const sources = files.flatMap((file) => file.sources);
    clusters.push({ name: path, files, ...examine(sources, rules, settings, { today: outside.today() }) });
  }
  const report = timed(united(clusters), outside.now() - started);
  await deliver(report, clusters, call, outside);
  const troubles = clusters.flatMap(({ files }) => files.flatMap((file) => file.troubles));
  for (const trouble of troubles) await outside.complain?.(`daprlint: ${trouble}\n`);
  return troubles.length > 0 ? 2 : statusOf(report, call);
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
    summary: {
      errors: total(({ errors }) => errors),
      warnings: total(({ warnings }) => warnings),
      infos: total(({ infos }) => infos),
      files: clusters.reduce((sum, { files }) => sum + files.length, 0),
      resources: clusters.reduce((sum, cluster) => sum + objectsIn(cluster), 0),
      dapr: total(({ dapr }) => dapr),
      notRendered: total(({ notRendered }) => notRendered),
      suppressed: total(({ suppressed }) => suppressed),
    },
  };
};

const objectsIn = (cluster: Cluster): number => [...countsOf(cluster).values()].reduce((sum, count) => sum + count, 0);

/** How many objects of each kind a cluster has. */
const countsOf = ({ files, workspaces }: Cluster): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  const add = (kind: string, more: number): void => {
    counts.set(kind, (counts.get(kind) ?? 0) + more);
  };
  for (const { counts: own = new Map<string, number>() } of files) for (const [kind, count] of own) add(kind, count);
  const whole = new Set(files.filter((file) => file.counts === undefined).flatMap(({ sources }) => sources));
  for (const { resources } of workspaces)
    for (const { kind, document } of resources) if (whole.has(document.source)) add(kind, 1);
  return counts;
};

const deliver = async (
  report: Report,
  clusters: readonly Cluster[],
  { format, outputs, color }: AuditCall,
  outside: Outside,
): Promise<void> => {
  const read = clusters.map(clusterRead);
  const workspaces = clusters.flatMap((cluster) => cluster.workspaces);
  const textOf = (wanted: AuditCall['format'], view: View): string =>
    wanted === 'pretty'
      ? auditText({ report, clusters: read, concernOf: concerns(workspaces), areaOf }, view)
      : reporters[wanted](report, view);
  const isFile = (output: Output): boolean => output.format !== undefined;
  for (const { file, format: own = format } of outputs) await writeReport(file, textOf(own, fileView), outside.cwd);
  if (outputs.every(isFile)) await outside.print(textOf(format, viewOf(color, outside)));
};

const areaOf = (rule: string): string => areas[rule] ?? 'other';

const clusterRead = (cluster: Cluster): ClusterRead => {
  const { name, files, workspaces } = cluster;
  const sum = (of: (workspace: Workspace) => number): number => workspaces.reduce((all, each) => all + of(each), 0);
  return {
    name,
    counts: countsOf(cluster),
    bytes: files.reduce((all, { bytes }) => all + bytes, 0),
    apps: sum(({ apps }) => apps.length),
    components: sum(({ components }) => components.length),
    seen: sum(({ resources }) => resources.length),
    notes: files.flatMap(({ path, asides, troubles }) => [
      ...asides.map(({ line, text }) => `${path}:${line}: ${text}`),
      ...troubles,
    ]),
  };
};

/** The namespace and the apps that a finding is about. */
const concerns =
  (workspaces: readonly Workspace[]) =>
  ({ location }: Finding): Concern => {
    const workspace = workspaces.find((each) => each.documentsIn(location.source).length > 0);
    const resource = workspace?.resourceAt(location);
    if (!workspace || !resource) return { hits: [] };
    const app = workspace.appOf(resource)?.appId;
    const isLoaded = resource.group === 'dapr.io' && app === undefined;
    const hit = isLoaded ? workspace.appsThatNeed(resource).flatMap(({ appId }) => appId ?? []) : [];
    return { namespace: resource.namespace, app, hits: [...new Set(hit)].sort() };
  };
