import { counted, countText, type Mark } from './box.ts';
import type { Picture, PictureEdge } from './picture-data.ts';
import { meanings, type Stroke } from './strokes.ts';

/** What a mark, a dashed frame or a line stands for, where the picture has some. */
export type LegendEntry =
  | { readonly sample: Mark | 'missing' | 'note'; readonly text: string }
  | { readonly sample: Stroke; readonly text: string };

export const legendOf = (picture: Picture, edges: readonly PictureEdge[]): readonly LegendEntry[] => [
  ...marksOf(picture),
  ...linesIn(edges),
];

const marksOf = ({ nodes, elsewhere }: Picture): readonly LegendEntry[] => {
  const entry = (sample: Mark): readonly LegendEntry[] => {
    const marked = nodes.filter(({ findings: { errors, warnings } }) =>
      sample === 'error' ? errors > 0 : warnings > 0 && errors === 0,
    );
    if (marked.length === 0) return [];
    const sum = (name: 'errors' | 'warnings'): number =>
      marked.reduce((total, { findings }) => total + findings[name], 0);
    const found = countText({ errors: sum('errors'), warnings: sum('warnings'), infos: 0 });
    return [{ sample, text: `${found} in ${counted(marked.length, 'object')}` }];
  };
  const rest = countText(elsewhere);
  return [
    ...entry('error'),
    ...entry('warning'),
    ...(rest === '' ? [] : [{ sample: 'note' as const, text: `${rest} in what is not drawn` }]),
    ...(nodes.some(({ isMissing }) => isMissing)
      ? [{ sample: 'missing' as const, text: 'named, but not in the input' }]
      : []),
  ];
};

const linesIn = (edges: readonly PictureEdge[]): readonly LegendEntry[] => {
  const used = new Set(edges.map(({ relation }) => relation));
  return (['plain', 'thick', 'crossed', 'dotted'] as const).flatMap((stroke) => {
    const texts = Object.entries(meanings[stroke]).flatMap(([relation, text]) =>
      used.has(relation as never) ? [text] : [],
    );
    return texts.length === 0 ? [] : [{ sample: stroke, text: texts.join(', ') }];
  });
};
