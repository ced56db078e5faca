import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawers } from '../../src/graph/index.ts';
import { type NodeKind, nodeKinds, type Picture, type Relation, relations } from '../../src/graph/picture-data.ts';
import { daprlint } from '../cli/call.ts';
import { app, component, pictured } from './pictured.ts';

const schema = JSON.parse(readFileSync('schemas/graph.json', 'utf8'));
const fits = new Ajv({ strict: true }).compile(schema);

/** What the languages of diagrams have words and signs for; all of it was drawn by their own programs too, and read as it is here. */
const hostile = [
  ...[
    'end',
    'click',
    'graph',
    'subgraph',
    'style',
    'class',
    'default',
    'direction',
    'node',
    'edge',
    'digraph',
    'strict',
  ],
  ...[
    'o',
    'x',
    '',
    ' ',
    '\t',
    'a"b',
    '"',
    '\\',
    'a\\',
    '\\"',
    'a\nb',
    'a\\nb',
    'a]b',
    '(a)',
    '[[a]]',
    '{{a}}',
    'a|b',
    'a;b',
  ],
  ...[
    'a:::error',
    'fa:fa-ban',
    '%%{init: {}}%%',
    '%% a',
    '$$x$$',
    '<b>a</b>',
    '<script>',
    '&lt;',
    '#35;',
    '-->',
    'a --x b',
  ],
  ...[
    '`a`',
    '**a**',
    '_a_',
    '~~a~~',
    '1. a',
    '- a',
    '# a',
    '> a',
    '---',
    '===',
    '[a](b)',
    '![a](b)',
    'https://a.example',
  ],
  ...[
    '日本語',
    'é',
    '😀',
    '\u202eevil',
    '\u0000',
    '__proto__',
    'constructor',
    'x'.repeat(300),
    'a@{shape: rect}',
    '\\N',
    '\\G',
  ],
] as const;

const text = fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'grapheme', maxLength: 20 }));
const counts = fc.record({ errors: fc.nat(2), warnings: fc.nat(2), infos: fc.nat(2) });
const node = fc.record({
  kind: fc.constantFrom(...nodeKinds),
  name: text,
  namespace: fc.option(text, { nil: undefined }),
  block: fc.option(text, { nil: undefined }),
  type: text,
  notes: fc.array(text, { maxLength: 2 }),
  isMissing: fc.boolean(),
  findings: counts,
});

/** Pictures of whatever may be written. */
const pictures: fc.Arbitrary<Picture> = fc
  .record({
    drafts: fc.array(node, { maxLength: 40 }),
    ends: fc.array(
      fc.tuple(
        fc.nat(),
        fc.nat(),
        fc.constantFrom(...(Object.keys(relations) as Relation[])),
        fc.array(text, { maxLength: 2 }),
      ),
      { maxLength: 30 },
    ),
    elsewhere: counts,
  })
  .map(({ drafts, ends, elsewhere }) => {
    const nodes = drafts.map(({ namespace, block, ...rest }, index) => ({
      ...rest,
      id: `${rest.kind}/${namespace ?? ''}/${rest.name}~${index}`,
      ...(namespace !== undefined && { namespace }),
      ...(rest.kind === 'component' && { block: block ?? '' }),
      ...(rest.kind === 'apps' && { members: 3 }),
    }));
    const at = (index: number): string => nodes[index % nodes.length]?.id ?? '';
    const edges =
      nodes.length === 0
        ? []
        : ends.map(([from, to, relation, labels]) => ({ from: at(from), to: at(to), relation, labels }));
    return { nodes, edges, elsewhere };
  });

const quoted = String.raw`"(?:[\p{L}\p{M}\p{N} .,/()\-]|#\d+;|<br/>)*"`;
const id = '[A-Za-z][A-Za-z0-9_]*';
/** Every line that the Mermaid reporter may write. */
const mermaidLine = new RegExp(
  `^(?:%%\\{init: .*\\}%%|flowchart LR| {2}acc(?:Title|Descr): [\\w ,.]+| +direction LR| +end| +subgraph ${id}\\[${quoted}\\]` +
    `| +(?!end\\b)${id}(?:\\(${quoted}\\)|\\[${quoted}\\]|\\[\\[${quoted}\\]\\]|\\[\\(${quoted}\\)\\]|\\(\\[${quoted}\\]\\)|\\{\\{${quoted}\\}\\}|\\[/${quoted}/\\])` +
    `| +${id}(?:\\[" "\\])? (?:-->|==>|-\\.->|--x)(?:\\|${quoted}\\|)? ${id}(?:\\[" "\\])?` +
    '| {2}classDef \\w+ [\\w#:,\\- ]+| {2}class [\\w,]+ \\w+|)$',
  'u',
);
const dotText = String.raw`"(?:[^"\\\n]|\\["\\n])*"`;
const dotLine = new RegExp(
  `^(?:digraph dapr \\{| *\\}| {2}(?:graph|node|edge) \\[.*\\]| +subgraph cluster_${id} \\{| +label=${dotText}` +
    `| +${id}(?: -> ${id})?(?: \\[(?:\\w+=(?:${dotText}|[\\w.]+)(?:, )?)*\\])?(?:; ${id} \\[shape=point\\]; ${id} -> ${id} \\[.*\\])?|)$`,
  'u',
);

describe('whatever things are called', () => {
  it.each([
    ['mermaid', mermaidLine],
    ['dot', dotLine],
  ] as const)('every line of %s is one that it knows', (format, line) => {
    fc.assert(
      fc.property(pictures, (picture) => {
        for (const each of drawers[format](picture).split('\n')) expect(each).toMatch(line);
      }),
      { numRuns: 200 },
    );
  });

  it('ids are of letters, digits and underscores, each thing has its own, and lines lead to what there is', () => {
    fc.assert(
      fc.property(pictures, (picture) => {
        const lines = drawers.mermaid(picture).split('\n');
        const made = lines.flatMap((line) => /^ +(?:subgraph )?([A-Za-z]\w*)[[({]/.exec(line)?.[1] ?? []);
        expect(new Set(made.map((each) => each.toLowerCase())).size).toBe(made.length);
        const ends = lines.flatMap(
          (line) => /^ {2}(\w+) (?:-->|==>|-\.->|--x)(?:\|.*\|)? (\w+)$/.exec(line)?.slice(1) ?? [],
        );
        for (const end of ends) expect(made).toContain(end);
      }),
      { numRuns: 100 },
    );
  });

  it('JSON has the shape of its schema, and holds what is there', () => {
    fc.assert(
      fc.property(pictures, (picture) => {
        const content = JSON.parse(drawers.json(picture));
        expect(fits(content) || fits.errors).toBe(true);
        expect(content.nodes.map(({ name }: { name: string }) => name)).toEqual(picture.nodes.map(({ name }) => name));
      }),
      { numRuns: 100 },
    );
  });
});

describe('schemas/graph.json', () => {
  it('knows every kind of node and every relation, with its meaning', () => {
    const { node: one, edge } = schema.definitions;
    expect(one.properties.kind.enum).toEqual([...nodeKinds]);
    const told = edge.properties.relation.oneOf.map((each: { const: string; description: string }) => [
      each.const,
      each.description,
    ]);
    expect(Object.fromEntries(told)).toEqual(relations);
  });
});

describe('fixtures/harbour', () => {
  it.each([
    ['mermaid', 'harbour.mmd'],
    ['dot', 'harbour.dot'],
    ['json', 'harbour.json.snap'],
  ])('is drawn as %s, with its finding', async (format, file) => {
    const { status, stdout, stderr } = await daprlint('fixtures/harbour', ['graph', '--format', format]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).not.toMatch(/correct-horse|battery/);
    await expect(stdout).toMatchFileSnapshot(file);
  });
});

describe('a picture of many', () => {
  const many = (count: number, textOf: (index: number) => string): string =>
    Array.from({ length: count }, (_, index) => textOf(index)).join('');

  it('draws what only names tell apart as one', () => {
    const apps = many(60, (index) => app(`app-${index}`));
    const stores = many(8, (index) =>
      component(
        `own-${index}`,
        'state.redis',
        { redisPassword: { name: `redis-${index}`, key: 'p' } },
        { scopes: ['app-1'] },
      ),
    );
    const drawn = drawers.mermaid(pictured(apps + component('all', 'state.redis') + stores));
    expect(drawn).toContain('[["every app (60)"]]');
    expect(drawn).toContain('and 39 more');
    expect(drawn).toContain('own-0 (state.redis, Secret redis-0 (not here))<br/>own-1 ');
    expect(drawn.match(/ --> /g)).toHaveLength(2);
  });

  it('fits into what Mermaid draws, for sixty apps with a store and a topic each', () => {
    const events = component('events', 'pubsub.redis', {
      publishingScopes: many(60, (index) => `app-${index}=topic-${index};`),
    });
    const text =
      events +
      many(
        60,
        (index) => app(`app-${index}`) + component(`own-${index}`, 'state.redis', {}, { scopes: [`app-${index}`] }),
      );
    const drawn = drawers.mermaid(pictured(text));
    expect(drawn.length).toBeLessThan(50_000);
    expect(drawn.match(/ (?:-->|==>|-\.->|--x)/g)?.length).toBeLessThan(500);
  });
});

it('nothing is drawn as nothing', () => {
  const empty: Picture = { nodes: [], edges: [], elsewhere: { errors: 0, warnings: 0, infos: 0 } };
  expect(drawers.mermaid(empty)).toMatch(/flowchart LR[\s\S]*nothing\["nothing of Dapr#39;s here"\]/);
  expect(drawers.dot(empty)).toContain(`nothing [shape=box, label="nothing of Dapr's here"]`);
});

/** All kinds have a name in the legend of colours, so that none is drawn without. */
it('every kind of node has a colour', () => {
  const of = (kind: NodeKind): Picture => ({
    nodes: [
      { id: kind, kind, name: kind, notes: [], isMissing: false, findings: { errors: 0, warnings: 0, infos: 0 } },
    ],
    edges: [],
    elsewhere: { errors: 0, warnings: 0, infos: 0 },
  });
  for (const kind of nodeKinds) expect(drawers.mermaid(of(kind))).toMatch(new RegExp(`classDef ${kind} fill:`));
});
