import type { Box } from './box.ts';
import { colors, frame, marks, missing, text } from './colors.ts';
import { type Cluster, drawing, type Line } from './drawing.ts';
import type { LegendEntry } from './legend.ts';
import type { NodeKind, Picture } from './picture-data.ts';
import type { Stroke } from './strokes.ts';

const shapes: Readonly<Record<NodeKind, string>> = {
  apps: 'box3d',
  app: 'box',
  component: 'cylinder',
  topic: 'cds',
  configuration: 'note',
  secret: 'hexagon',
  httpEndpoint: 'tab',
  mcpServer: 'tab',
  resiliency: 'note',
  workflowAccessPolicy: 'note',
};

const strokes: Readonly<Record<Stroke, string>> = {
  plain: '',
  thick: 'penwidth=2.5',
  dotted: 'style=dashed',
  crossed: `arrowhead=tee, color="${marks.error}"`,
};

/** The picture in the language of Graphviz. */
export const dot = (picture: Picture): string => {
  const { boxes, clusters, lines, legend } = drawing(picture);
  const isEmpty = boxes.length + clusters.length === 0;
  return [
    'digraph dapr {',
    `  graph [rankdir=LR, fontname="Helvetica", fontsize=12, ranksep=1, nodesep=0.2, style="rounded", color="${frame}"]`,
    `  node [fontname="Helvetica", fontsize=11, fontcolor="${text}", margin="0.2,0.1"]`,
    '  edge [fontname="Helvetica", fontsize=10, color="#64748b", fontcolor="#475569"]',
    ...(isEmpty ? [`  nothing [shape=box, label=${quoted(["nothing of Dapr's here"])}]`] : []),
    ...boxes.map((box) => `  ${boxText(box)}`),
    ...clusters.flatMap((cluster) => clusterText(cluster, '  ')),
    ...lines.map((line) => `  ${lineText(line)}`),
    ...legendText(legend),
    '}',
    '',
  ].join('\n');
};

const boxText = ({ id, kind, lines, mark, isMissing }: Box): string => {
  const { fill, stroke } = isMissing ? missing : colors[kind];
  const style = ['filled', ...(kind === 'app' ? ['rounded'] : []), ...(isMissing ? ['dashed'] : [])];
  const attributes = [
    `label=${quoted(lines)}`,
    `shape=${shapes[kind]}`,
    `style="${style.join(',')}"`,
    `fillcolor="${fill}"`,
    `color="${mark ? marks[mark] : stroke}"`,
    ...(isMissing ? [`fontcolor="${missing.text}"`] : []),
    ...(mark ? [`penwidth=${mark === 'error' ? 4 : 3}`] : []),
  ];
  return `${id} [${attributes.join(', ')}]`;
};

const clusterText = ({ id, title, boxes, clusters }: Cluster, indent: string): readonly string[] => [
  `${indent}subgraph cluster_${id} {`,
  `${indent}  label=${quoted([title])}`,
  ...boxes.map((box) => `${indent}  ${boxText(box)}`),
  ...clusters.flatMap((cluster) => clusterText(cluster, `${indent}  `)),
  `${indent}}`,
];

const lineText = ({ from, to, stroke, label }: Line): string => {
  const attributes = [strokes[stroke], ...(label === undefined ? [] : [`label=${quoted([label])}`])].filter(
    (attribute) => attribute !== '',
  );
  return `${from} -> ${to}${attributes.length === 0 ? '' : ` [${attributes.join(', ')}]`}`;
};

/** Graphviz reads entities of HTML in labels, and its own escapes of a backslash. */
const quoted = (lines: readonly string[]): string =>
  `"${lines.map((line) => line.replaceAll('&', '&amp;').replaceAll('\\', '\\\\').replaceAll('"', '\\"')).join('\\n')}"`;

const legendText = (legend: readonly LegendEntry[]): readonly string[] => {
  if (legend.length === 0) return [];
  const entries = legend.map(({ sample, text: words }, index) => {
    const id = `legend_${index + 1}`;
    if (Object.hasOwn(strokes, sample)) {
      const attributes = [strokes[sample as Stroke], `label=${quoted([words])}`].filter((each) => each !== '');
      return `    ${id} [shape=point]; ${id}_to [shape=point]; ${id} -> ${id}_to [${attributes.join(', ')}]`;
    }
    const look =
      sample === 'missing'
        ? `style="filled,dashed", fillcolor="${missing.fill}", color="${missing.stroke}"`
        : sample === 'note'
          ? 'style="filled", fillcolor="white", color="white"'
          : `style="filled", fillcolor="white", color="${marks[sample as keyof typeof marks]}", penwidth=3`;
    return `    ${id} [shape=box, label=${quoted([words])}, ${look}]`;
  });
  return ['  subgraph cluster_legend {', '    label="Legend"', ...entries, '  }'];
};
