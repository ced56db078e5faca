import type { Finding } from '../finding.ts';
import { auditAreas } from './audit-areas.ts';
import { findingsText } from './audit-findings.ts';
import { type ClusterRead, readText } from './audit-read.ts';
import { appsHit, type Concern, type Shown } from './audit-shown.ts';
import { areasTable, clustersTable, namespacesTable } from './audit-tables.ts';
import { withoutCommands } from './harmless.ts';
import { paletteOf } from './palette.ts';
import { presentable } from './redaction.ts';
import type { Report, View } from './report.ts';
import { counted, summaryLine } from './summary.ts';
import { wrap } from './wrap.ts';

export type { ClusterRead } from './audit-read.ts';
export type { Concern } from './audit-shown.ts';

export interface Audit {
  readonly report: Report;
  readonly clusters: readonly ClusterRead[];
  readonly concernOf: (finding: Finding) => Concern;
  readonly areaOf: (rule: string) => string;
}

/** For people: what was read, then what is wrong with each app, worst first, and in the end how much there is of it where. */
export const auditText = ({ report, clusters, concernOf, areaOf }: Audit, view: View): string => {
  const palette = paletteOf(view);
  const width = Math.max(view.width || 80, 40);
  // What is about a finding is asked of the one that was found, not of the one that is shown.
  const shown = presentable(report).findings.map((finding, index): Shown => {
    const original = report.findings[index] ?? finding;
    return { finding, concern: concernOf(original), area: areaOf(original.rule) };
  });
  const blocks = clusters.flatMap((cluster, index) => [
    readText(cluster, palette, width),
    ...findingsText(
      shown.filter(({ concern }) => concern.cluster === index),
      palette,
      width,
    ),
  ]);
  const tables =
    shown.length === 0
      ? []
      : [
          ...clustersTable(shown, clusters, palette, width),
          ...namespacesTable(shown, clusters, palette, width),
          areasTable(shown, palette, width),
        ];
  const clean = auditAreas.filter((area) => shown.every((each) => each.area !== area));
  return `${withoutCommands(
    [
      ...blocks,
      ...tables,
      ...(shown.length > 0 && clean.length > 0
        ? [
            wrap(`nothing found about ${clean.join(', ')}`, width)
              .map((line) => palette.faint(line))
              .join('\n'),
          ]
        : []),
      [palette.strong(summaryLine(report)), ...appsLine(shown, clusters)].join('\n'),
    ].join('\n\n'),
  )}\n`;
};

/** How many of the apps are hit by an error. */
const appsLine = (shown: readonly Shown[], clusters: readonly ClusterRead[]): readonly string[] => {
  const all = clusters.reduce((sum, { apps }) => sum + apps, 0);
  const hit = appsHit(shown.filter(({ finding }) => finding.severity === 'error'));
  return hit.size === 0 || all === 0 ? [] : [`errors hit ${Math.min(hit.size, all)} of ${counted(all, 'app')}`];
};
