import type { Relation } from './picture-data.ts';

export type Stroke = 'plain' | 'thick' | 'dotted' | 'crossed';

export const strokes: Readonly<Record<Relation, Stroke>> = {
  loads: 'plain',
  triggers: 'plain',
  runs: 'plain',
  publishes: 'plain',
  subscribes: 'plain',
  maySubscribe: 'dotted',
  deadLetters: 'dotted',
  calls: 'thick',
  mayNotCall: 'crossed',
  passes: 'plain',
  reads: 'dotted',
  protects: 'dotted',
  startsWorkflows: 'thick',
  guards: 'plain',
};

/** What is written beside a line whose ends do not tell it. */
export const words: Readonly<Partial<Record<Relation, string>>> = {
  maySubscribe: 'may subscribe',
  deadLetters: 'dead letters',
  protects: 'protects',
  startsWorkflows: 'may start workflows',
};

/** What a line says that has nothing written beside it, for the legend. */
export const meanings: Readonly<Record<Stroke, Readonly<Partial<Record<Relation, string>>>>> = {
  plain: {
    loads: 'loads',
    runs: 'runs with',
    triggers: 'triggers',
    publishes: 'may publish to',
    subscribes: 'delivers to',
    passes: 'sends requests through',
    guards: 'guards',
  },
  thick: { calls: 'may call' },
  crossed: { mayNotCall: 'may not call' },
  dotted: { reads: 'reads' },
};
