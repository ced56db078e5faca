import { type Finding, rank } from '../finding.ts';
import { grouped } from './grouped.ts';
import { harmless, withoutCommands } from './harmless.ts';
import { type Palette, paletteOf } from './palette.ts';
import { presentable } from './redaction.ts';
import { regionOf } from './region.ts';
import { type Counts, countsIn, type Report, type View } from './report.ts';
import { counted, countsOf, summaryLine } from './summary.ts';
import { wrap } from './wrap.ts';

/** What was read of one cluster. */
export interface ClusterRead {
  readonly name: string;
  /** Objects by kind; of files that are not written as kubectl writes them, what was found in them. */
  readonly counts: ReadonlyMap<string, number>;
  readonly bytes: number;
  readonly apps: number;
  readonly components: number;
  /** Objects that rules have seen. */
  readonly seen: number;
  /** What was not read, and why: a line each. */
  readonly notes: readonly string[];
}

/** What a finding is about, beside its object. */
export interface Concern {
  readonly namespace?: string | undefined;
  /** The app-id, if it is about one app. */
  readonly app?: string | undefined;
  /** The app-ids of those that it hits. */
  readonly hits: readonly string[];
}

export interface Audit {
  readonly report: Report;
  readonly clusters: readonly ClusterRead[];
  readonly concernOf: (finding: Finding) => Concern;
  readonly areaOf: (rule: string) => string;
}

const mostKinds = 12;
const mostHits = 5;

/** For people: what was read, then what is wrong with each app, worst first, and a summary by area. */
export const auditText = ({ report, clusters, concernOf, areaOf }: Audit, view: View): string => {
  const palette = paletteOf(view);
  const width = Math.max(view.width || 80, 40);
  // What is about a finding is asked of the one that was found, not of the one that is shown.
  const shown = presentable(report).findings.map((finding, index) => ({
    finding,
    concern: concernOf(report.findings[index] ?? finding),
  }));
  const groups = [...grouped(shown, ({ concern }) => titleOf(concern))]
    .map(([title, members]) => ({
      title,
      members: [...members].sort((a, b) => worseFirst(a.finding, b.finding)),
      counts: countsIn(members.map(({ finding }) => finding)),
    }))
    .sort((a, b) => byCounts(a.counts, b.counts) || (a.title < b.title ? -1 : 1));
  const blocks = [
    clusters.map((cluster) => clusterText(cluster, palette, width)).join('\n'),
    ...groups.map((group) => groupText(group, palette, width)),
    ...(shown.length > 0 ? [areasText(report, areaOf)] : []),
    palette.strong(summaryLine(report)),
  ];
  return `${withoutCommands(blocks.join('\n\n'))}\n`;
};

interface Shown {
  readonly finding: Finding;
  readonly concern: Concern;
}

/** What concerns one app, or a namespace as a whole. */
interface Group {
  readonly title: string;
  readonly members: readonly Shown[];
  readonly counts: Counts;
}

const titleOf = ({ namespace, app }: Concern): string => {
  const place = namespace === undefined ? 'the cluster' : `namespace ${harmless(namespace)}`;
  return app === undefined ? `${place}, not of one app` : `${place}, app ${harmless(app)}`;
};

const worseFirst = (a: Finding, b: Finding): number => rank(a.severity) - rank(b.severity);

/** More errors first, then more warnings, then more infos. */
const byCounts = (a: Counts, b: Counts): number => b.errors - a.errors || b.warnings - a.warnings || b.infos - a.infos;

const sizeOf = (bytes: number): string =>
  bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

const clusterText = (cluster: ClusterRead, palette: Palette, width: number): string => {
  const { name, counts, bytes, apps, components, seen, notes } = cluster;
  const kinds = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const total = kinds.reduce((sum, [, count]) => sum + count, 0);
  const listed = kinds.slice(0, mostKinds).map(([kind, count]) => `${count} ${harmless(kind)}`);
  const more = kinds.length - listed.length;
  const rest = more > 0 ? [counted(more, 'more kind')] : [];
  const lines = [
    [counted(total, 'object'), ...(total > 0 ? [[...listed, ...rest].join(', ')] : [])].join(': '),
    [
      `${counted(apps, 'app')} and ${counted(components, 'component')}`,
      ...(seen < total ? [`${seen} of the objects may concern Dapr, the rest are only counted`] : []),
    ].join('; '),
    ...notes.map((note) => `not read: ${harmless(note)}`),
  ];
  return [
    palette.strong(`${harmless(name)} (${sizeOf(bytes)})`),
    ...lines.flatMap((line) => wrap(line, width - 2)).map((line) => `  ${line}`),
  ].join('\n');
};

const groupText = ({ title, members, counts }: Group, palette: Palette, width: number): string =>
  [
    palette.strong(`${title}: ${countsOf(counts)}`),
    ...members.flatMap((member) => findingLines(member, palette, width)),
  ].join('\n');

const findingLines = ({ finding, concern }: Shown, palette: Palette, width: number): readonly string[] => {
  const { severity, rule, message, help, location, resource } = finding;
  const { startLine, startColumn } = regionOf(location);
  const subject = resource ? `${resource.kind} ${resource.name}, ` : '';
  const place = `${subject}${location.source.path}:${startLine}:${startColumn}`;
  const head = `${severity}[${rule}]: `;
  const [first = '', ...rest] = wrap(message, width - 4, width - 2 - head.length);
  const hits = concern.hits.slice(0, mostHits);
  const others = concern.hits.length - hits.length;
  const notes = [
    ...(hits.length > 0 ? [`hits: ${hits.join(', ')}${others > 0 ? ` and ${others} more` : ''}`] : []),
    ...(help ? [`help: ${help}`] : []),
  ];
  return [
    `  ${palette.severity[severity](head)}${first}`,
    ...rest.map((line) => `    ${line}`),
    `    ${palette.faint(harmless(place))}`,
    ...notes.flatMap((note) => wrap(harmless(note), width - 4)).map((line) => `    ${line}`),
  ];
};

/** A table: how much was found in each area. */
const areasText = ({ findings }: Report, areaOf: (rule: string) => string): string => {
  const rows = [...grouped(findings, ({ rule }) => areaOf(rule))]
    .map(([area, members]) => ({ area, ...countsIn(members) }))
    .sort((a, b) => byCounts(a, b) || (a.area < b.area ? -1 : 1));
  const wide = Math.max(4, ...rows.map(({ area }) => area.length));
  const line = (...cells: readonly (string | number)[]): string =>
    cells.map((cell, index) => (index === 0 ? `${cell}`.padEnd(wide) : `${cell}`.padStart(8))).join(' ');
  return [
    line('area', 'errors', 'warnings', 'infos'),
    ...rows.map((row) => line(row.area, row.errors, row.warnings, row.infos)),
  ].join('\n');
};
