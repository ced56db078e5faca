import { group } from '../model/graph/group.ts';
import type { Box } from './box.ts';
import { colors, frame, marks, missing, text } from './colors.ts';
import { type Cluster, type Drawing, drawing, type Line } from './drawing.ts';
import type { LegendEntry } from './legend.ts';
import type { NodeKind, Picture } from './picture-data.ts';
import type { Stroke } from './strokes.ts';

/** What renderers of Mermaid refuse to draw more of, unless they are set up to: maxEdges and maxTextSize of their configuration. */
const [mostLines, mostCharacters] = [500, 50_000];

/** Whether most renderers would show an error in the place of a flowchart. */
export const isTooLarge = (flowchart: string): boolean =>
  flowchart.length > mostCharacters ||
  [...flowchart.matchAll(/^ +\w+(?:\[" "\])? (?:-->|==>|-\.->|--x)/gm)].length > mostLines;

const shapes: Readonly<Record<NodeKind, readonly [open: string, close: string]>> = {
  apps: ['[[', ']]'],
  app: ['(', ')'],
  component: ['[(', ')]'],
  topic: ['([', '])'],
  configuration: ['[', ']'],
  secret: ['{{', '}}'],
  httpEndpoint: ['[/', '/]'],
  mcpServer: ['[/', '/]'],
  resiliency: ['[', ']'],
  workflowAccessPolicy: ['[', ']'],
};

const arrows: Readonly<Record<Stroke, string>> = { plain: '-->', thick: '==>', dotted: '-.->', crossed: '--x' };

/** The picture as a flowchart of Mermaid. */
export const mermaid = (picture: Picture): string => {
  const drawn = drawing(picture);
  const { boxes, clusters, lines, legend } = drawn;
  const isEmpty = boxes.length + clusters.length === 0;
  return [
    '%%{init: {"flowchart": {"nodeSpacing": 20, "rankSpacing": 40, "subGraphTitleMargin": {"top": 4, "bottom": 8}}}}%%',
    'flowchart LR',
    '  accTitle: Apps of Dapr and what they use',
    '  accDescr: Made of manifests. Calls and subscriptions that stand in the code of apps are not in it.',
    ...(isEmpty ? [`  nothing[${quoted(["nothing of Dapr's here"])}]`] : []),
    ...boxes.map((box) => `  ${boxText(box)}`),
    ...clusters.flatMap((cluster) => clusterText(cluster, '  ')),
    ...lines.map((line) => `  ${lineText(line)}`),
    ...legendText(legend),
    ...stylesOf(drawn),
    '',
  ].join('\n');
};

const boxText = ({ id, kind, lines }: Box): string => {
  const [open, close] = shapes[kind];
  return `${id}${open}${quoted(lines)}${close}`;
};

const clusterText = ({ id, title, boxes, clusters }: Cluster, indent: string): readonly string[] => [
  `${indent}subgraph ${id}[${quoted([title])}]`,
  // One without a line to the outside would be drawn from top to bottom.
  `${indent}  direction LR`,
  ...boxes.map((box) => `${indent}  ${boxText(box)}`),
  ...clusters.flatMap((cluster) => clusterText(cluster, `${indent}  `)),
  `${indent}end`,
];

const lineText = ({ from, to, stroke, label }: Line): string =>
  `${from} ${arrows[stroke]}${label === undefined ? '' : `|${quoted([label])}|`} ${to}`;

const quoted = (lines: readonly string[]): string => `"${lines.map(escaped).join('<br/>')}"`;

/** Letters, digits and a few signs as they are, all else as numbers. */
const escaped = (line: string): string =>
  plain(line).replaceAll(/[^\p{L}\p{M}\p{N} .,/()-]/gu, (character) => `#${character.codePointAt(0)};`);

/** An invisible character that is part of a word. */
const joiner = '\u2060';
/** Signs that Markdown obeys wherever they stand, as others that look the same. */
const alike: ReadonlyMap<string, string> = new Map([
  ['*', '\u2217'],
  ['`', '\u02cb'],
  ['~', '\u223c'],
]);

/**
 * A line that is no Markdown, no formula, no icon and no link: the numbers are read before those are looked for, in most
 * versions of Mermaid. What names are usually made of stays as it is.
 */
const plain = (line: string): string =>
  line
    .replaceAll(/[*`~]/g, (sign) => alike.get(sign) ?? sign)
    .replaceAll(/^(?=[-+#>=_]|\d+[.)])/g, joiner)
    .replaceAll(/_/g, `${joiner}_${joiner}`)
    .replaceAll(/[$\\\]@&<]|:(?=\/\/|fa-)|\bwww(?=\.)/g, `$&${joiner}`);

const isStroke = (sample: LegendEntry['sample']): sample is Stroke => Object.hasOwn(arrows, sample);

const legendText = (legend: readonly LegendEntry[]): readonly string[] => {
  if (legend.length === 0) return [];
  const entries = legend.map(({ sample, text: words }, index) => {
    const id = `legend_${index + 1}`;
    if (!isStroke(sample)) return `    ${id}[${quoted([words])}]`;
    return `    ${id}[" "] ${arrows[sample]}|${quoted([words])}| ${id}_to[" "]`;
  });
  return ['  subgraph legend["Legend"]', '    direction LR', ...entries, '  end'];
};

const fixed = `color:${text}`;
const definitions: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.entries(colors).map(([kind, { fill, stroke }]) => [kind, `fill:${fill},stroke:${stroke},${fixed}`]),
  ),
  missing: `fill:${missing.fill},stroke:${missing.stroke},stroke-dasharray:5 4,color:${missing.text}`,
  note: 'fill:none,stroke:none',
  frame: `fill:none,stroke:${frame}`,
  error: `stroke:${marks.error},stroke-width:4px`,
  warning: `stroke:${marks.warning},stroke-width:3px`,
};

const stylesOf = ({ boxes, clusters, legend }: Drawing): readonly string[] => {
  const styled = [
    ...[...boxes, ...clusters.flatMap(boxesIn)].flatMap(({ id, kind, isMissing, mark }) => [
      { id, style: isMissing ? 'missing' : kind },
      ...(mark ? [{ id, style: mark }] : []),
    ]),
    ...legend.flatMap(({ sample }, index) => {
      const id = `legend_${index + 1}`;
      if (isStroke(sample))
        return [
          { id, style: 'note' },
          { id: `${id}_to`, style: 'note' },
        ];
      return sample in marks
        ? [
            { id, style: 'note' },
            { id, style: sample },
          ]
        : [{ id, style: sample }];
    }),
    ...[...clusters.flatMap(framesIn), ...(legend.length > 0 ? ['legend'] : [])].map((id) => ({ id, style: 'frame' })),
  ];
  return [...group(styled, ({ style }) => style)]
    .sort(([a], [b]) => rank(a) - rank(b))
    .flatMap(([style, members]) => {
      const definition = definitions[style];
      if (definition === undefined) return [];
      return [`  classDef ${style} ${definition}`, `  class ${members.map(({ id }) => id).join(',')} ${style}`];
    });
};

/** What comes later wins: marks are drawn over everything else. */
const rank = (style: string): number => Object.keys(definitions).indexOf(style);

const framesIn = ({ id, clusters }: Cluster): readonly string[] => [id, ...clusters.flatMap(framesIn)];

const boxesIn = ({ boxes, clusters }: Cluster): readonly Box[] => [...boxes, ...clusters.flatMap(boxesIn)];
