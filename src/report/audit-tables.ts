import type { Severity } from '../finding.ts';
import { auditAreas } from './audit-areas.ts';
import { byName, compareNumbers, numbersOf } from './audit-findings.ts';
import type { ClusterRead } from './audit-read.ts';
import { appsHit, type Shown } from './audit-shown.ts';
import { widthOf } from './columns.ts';
import { grouped } from './grouped.ts';
import { clipped, harmless } from './harmless.ts';
import type { Palette } from './palette.ts';

/** The worst namespaces are where to begin. */
const mostNamespaces = 10;
const columns: readonly (readonly [Severity, string])[] = [
  ['error', 'errors'],
  ['warning', 'warnings'],
  ['info', 'infos'],
];

interface Row {
  readonly title: string;
  readonly members: readonly Shown[];
}

/** How much was found in each cluster; nothing where there is one. */
export const clustersTable = (
  shown: readonly Shown[],
  clusters: readonly ClusterRead[],
  palette: Palette,
  width: number,
): readonly string[] => {
  if (clusters.length < 2) return [];
  const rows = clusters.map(({ name }, index) => ({
    title: name,
    members: shown.filter(({ concern }) => concern.cluster === index),
  }));
  return [table('cluster', rows, palette, width)];
};

/** The namespaces in which most was found; nothing where there is one. */
export const namespacesTable = (
  shown: readonly Shown[],
  clusters: readonly ClusterRead[],
  palette: Palette,
  width: number,
): readonly string[] => {
  const titleOf = ({ concern: { cluster, namespace } }: Shown): string => {
    const own = namespace ?? '(none)';
    return clusters.length > 1 ? `${own}, ${clusters[cluster]?.name ?? ''}` : own;
  };
  const rows = [...grouped(shown, titleOf)]
    .map(([title, members]): Row => ({ title, members }))
    .sort((a, b) => compareNumbers(a.members, b.members) || byName(a.title, b.title));
  if (rows.length < 2) return [];
  const left = rows.length - mostNamespaces;
  return [
    [
      table(left > 0 ? 'worst namespaces' : 'namespace', rows.slice(0, mostNamespaces), palette, width),
      ...(left > 0 ? [palette.faint(`and ${left} more with findings`)] : []),
    ].join('\n'),
  ];
};

/** How much was found in each area, and what most often. */
export const areasTable = (shown: readonly Shown[], palette: Palette, width: number): string => {
  const order: readonly string[] = auditAreas;
  const rows = [...grouped(shown, ({ area }) => area)]
    .map(([title, members]): Row => ({ title, members }))
    .sort((a, b) => compareNumbers(a.members, b.members) || order.indexOf(a.title) - order.indexOf(b.title));
  const worst = ({ members }: Row): string => {
    const { error, warning } = numbersOf(members);
    const severity = error > 0 ? 'error' : warning > 0 ? 'warning' : 'info';
    const rules = [
      ...grouped(
        members.filter(({ finding }) => finding.severity === severity),
        ({ finding }) => finding.rule,
      ),
    ];
    return rules.sort(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? '';
  };
  return table('area', rows, palette, width, ['worst of it', worst]);
};

const table = (
  heading: string,
  rows: readonly Row[],
  palette: Palette,
  width: number,
  last?: readonly [heading: string, of: (row: Row) => string],
): string => {
  const numbersWidth = columns.length * 9 + 6;
  const lastWidth = last ? Math.max(...rows.map((row) => last[1](row).length)) + 2 : 0;
  const room = Math.max(width - numbersWidth - lastWidth, 16);
  const titles = rows.map(({ title }) => clipped(harmless(title), room));
  const wide = Math.max(heading.length, ...titles.map(widthOf));
  const padded = (text: string): string => text + ' '.repeat(Math.max(wide - widthOf(text), 0));
  const head = [...columns.map(([, name]) => name.padStart(8)), 'apps'.padStart(5)].join(' ');
  return [
    palette.strong(`${padded(heading)} ${head}${last ? `  ${last[0]}` : ''}`),
    ...rows.map((row, index) => {
      const numbers = numbersOf(row.members);
      const cells = columns.map(([severity]) => {
        const text = `${numbers[severity]}`.padStart(8);
        return numbers[severity] > 0 ? palette.severity[severity](text) : palette.faint(text);
      });
      const apps = `${appsHit(row.members).size}`.padStart(5);
      return `${padded(titles[index] ?? '')} ${cells.join(' ')} ${apps}${last ? `  ${last[1](row)}` : ''}`;
    }),
  ].join('\n');
};
