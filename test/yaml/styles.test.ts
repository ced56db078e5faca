import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { parse } from '../../src/yaml/parse.ts';
import { keyName } from '../../src/yaml/scalar.ts';
import { isMisread, type Outcome, outcomesOf } from './compare.ts';

/** A text of YAML that grows from left to right: what stands behind a key or a dash, for a depth of indentation. */
type Written = (indent: number) => string;

const blanks = (count: number): string => ' '.repeat(Math.max(0, count));
const word = fc.constantFrom(
  'a',
  'redis',
  'x-y',
  'http://a:1/b#c',
  'é',
  '日本',
  '😀',
  '-1',
  '010',
  'a:b',
  'no',
  '?x',
  ':y',
  '-z',
  'a#b',
  '~',
  '.',
);
const line = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
const paragraph = fc.array(line, { minLength: 1, maxLength: 3 });
const comment = fc.constantFrom('', '', '', ' # c', ' #', '\t# é "a": {', ' ');
const between = fc.constantFrom('', '', '', '\n', '# c\n', '    # deep: c\n', '#\n\n', ' \n');

const plain: fc.Arbitrary<Written> = fc.tuple(paragraph, comment).map(
  ([lines, behind]) =>
    (indent) =>
      ` ${lines.join(`\n${blanks(indent + 1)}`)}${behind}\n`,
);
const quoted: fc.Arbitrary<Written> = fc
  .tuple(
    paragraph,
    fc.constantFrom('"', "'"),
    fc.constantFrom('', "''", '\\n', '\\x41', '\\u00e9', '\\\\', '\\"', '\\\n'),
    comment,
  )
  .map(([lines, quote, escaped, behind]) => (indent) => {
    const fits = quote === '"' ? escaped !== "''" : escaped === "''" || escaped === '';
    return ` ${quote}${lines.join(`\n${blanks(indent + 2)}`)}${fits ? escaped.replace('\n', `\n${blanks(indent + 1)}`) : ''}${quote}${behind}\n`;
  });
const block: fc.Arbitrary<Written> = fc
  .tuple(
    fc.constantFrom('|', '>'),
    fc.constantFrom('', '-', '+', '2', '2-', '+2'),
    comment,
    fc.array(fc.oneof(line, fc.constantFrom('', '  more', '\tx', '# none', '- a', 'a: b', '---x', ' ')), {
      maxLength: 5,
    }),
    fc.constantFrom('', '\n', '\n\n'),
  )
  .map(([sign, header, behind, lines, tail]) => (indent) => {
    const column = blanks(indent + 2);
    const body = lines.map((each) => (each === '' ? '\n' : `${column}${each}\n`)).join('');
    return ` ${sign}${header}${behind}\n${body}${tail}`;
  });
const empty: fc.Arbitrary<Written> = comment.map((behind) => () => `${behind}\n`);
const alias: fc.Arbitrary<Written> = fc.constantFrom('a', 'b').map((name) => () => ` *${name}\n`);

const flowScalar = fc.oneof(
  word.filter((text) => !/^[?:~-]/.test(text)),
  line.map((text) => `"${text}"`),
  line.map((text) => `'${text}'`),
  fc.constantFrom('', '&a x', '*a', '!!str 1'),
);
const flowGap = fc.constantFrom('', ' ', '  ', '\n', ' # c\n');
const { flow } = fc.letrec<{ flow: string }>((tie) => ({
  flow: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    flowScalar,
    fc
      .tuple(fc.array(tie('flow'), { maxLength: 3 }), flowGap)
      .map(([items, gap]) => `[${gap}${items.join(`,${gap} `)}${gap}]`),
    fc
      .tuple(
        fc.array(fc.tuple(flowScalar, tie('flow'), fc.constantFrom(': ', ':', ' : ', '')), { maxLength: 3 }),
        flowGap,
        fc.constantFrom('', ','),
      )
      .map(
        ([pairs, gap, end]) =>
          `{${gap}${pairs.map(([key, value, colon]) => (colon === '' ? key : `${key}${colon}${value}`)).join(`,${gap} `)}${pairs.length > 0 ? end : ''}${gap}}`,
      ),
  ),
}));
const flowing: fc.Arbitrary<Written> = fc.tuple(flow, comment).map(
  ([text, behind]) =>
    (indent) =>
      ` ${text.replaceAll('\n', `\n${blanks(indent + 1)}`)}${behind}\n`,
);

const key = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('name', 'a b', 'dapr.io/app-id', 'é', 'yes', '1', 'x:y') },
  fc.constantFrom(
    '"quoted"',
    "'it''s'",
    '"a\\tb"',
    '&b key',
    '!!str key',
    '*a ',
    '<<',
    '"<<"',
    '""',
    '[a]',
    '{a: b}',
    '{{ .Values.a }}',
  ),
);
const properties = fc.constantFrom(
  '',
  '',
  '',
  '',
  '',
  ' &a',
  ' &b',
  ' !!str',
  ' !own',
  ' !!map',
  ' &a !!seq',
  ' !<tag:x>',
);

const { node } = fc.letrec<{ node: Written; list: Written; map: Written }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    plain,
    quoted,
    block,
    empty,
    flowing,
    alias,
    tie('list'),
    tie('map'),
  ),
  list: fc
    .tuple(
      properties,
      fc.array(fc.tuple(between, tie('node'), fc.boolean()), { minLength: 1, maxLength: 3 }),
      fc.constantFrom(0, 2),
    )
    .map(([before, items, more]) => (indent) => {
      const column = indent < 0 ? 0 : indent + more;
      return `${before}\n${items.map(([gap, item, isTight]) => `${gap}${blanks(column)}-${tight(item(column), isTight, column)}`).join('')}`;
    }),
  map: fc
    .tuple(
      properties,
      fc.array(fc.tuple(between, key, tie('node'), fc.constantFrom(':', ':', ':', ' :', '?')), {
        minLength: 1,
        maxLength: 3,
      }),
    )
    .map(([before, pairs]) => (indent) => {
      const column = indent < 0 ? 0 : indent + 2;
      const pairsWritten = pairs.map(([gap, name, value, colon]) =>
        colon === '?'
          ? `${gap}${blanks(column)}? ${name}\n${blanks(column)}:${value(column)}`
          : `${gap}${blanks(column)}${name}${colon}${value(column)}`,
      );
      return `${before}\n${pairsWritten.join('')}`;
    }),
}));

/** `- a: 1` instead of a dash alone, where the item is a collection two columns further. */
const tight = (text: string, isTight: boolean, column: number): string => {
  const start = `\n${blanks(column + 2)}`;
  return isTight && text.startsWith(start) && /\S/.test(text.charAt(start.length))
    ? ` ${text.slice(start.length)}`
    : text;
};

const document = fc
  .tuple(fc.constantFrom('', '', '---', '--- # c', '%YAML 1.2\n---', '# c\n---'), node)
  .map(([mark, content]) => `${mark}${mark === '' ? content(-1).replace(/^[\n ]/, '') : content(-1)}`);
const text = fc
  .tuple(
    fc.array(document, { minLength: 1, maxLength: 3 }),
    fc.constantFrom('---\n', '...\n---\n', '...\n'),
    fc.constantFrom('\n', '\n', '\r\n'),
    fc.constantFrom('', '', '\ufeff'),
  )
  .map(([documents, mark, lineEnd, bom]) => bom + documents.join(mark).replaceAll('\n', lineEnd));

type Strings = string | readonly Strings[] | { readonly [key: string]: Strings };

/** All data as text: what a scalar means is another question, but of keys, of which kubectl makes text. */
const asStrings = (data: unknown): Strings => {
  if (Array.isArray(data)) return data.map(asStrings);
  if (typeof data !== 'object' || data === null) return String(data ?? '');
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [keyName(name), asStrings(value)]));
};

describe('YAML in every style', () => {
  it('is read by the quick reader as by the full one, or left to that', () => {
    const counts: Record<Outcome, number> = { same: 0, declined: 0, lenient: 0 };
    fc.assert(
      fc.property(text, (written) => {
        fc.pre(!isMisread(written));
        for (const outcome of outcomesOf(written)) counts[outcome] += 1;
      }),
      { numRuns: 3000 },
    );
    expect(counts.same).toBeGreaterThan(800);
    expect(counts.declined).toBeGreaterThan(300);
    expect(counts.lenient).toBeLessThan(counts.same / 4);
  });

  it('is the same data as for the library, wherever that finds no fault', () => {
    let compared = 0;
    fc.assert(
      fc.property(text, (written) => {
        fc.pre(!isMisread(written) && !/\{\{|<</.test(written));
        const own = parse({ path: 'a.yaml', text: written });
        const theirs = parseAllDocuments(written, { schema: 'failsafe', uniqueKeys: false, logLevel: 'silent' });
        if (!Array.isArray(theirs) || theirs.some(({ errors }) => errors.length > 0)) return;
        if (own.some(({ problems }) => problems.length > 0)) return;
        // Of empty documents there may be more or fewer.
        const some = (all: readonly Strings[]): readonly Strings[] => all.filter((each) => each !== '');
        expect(some(own.map(({ root }) => stringsOf(root)))).toEqual(
          some(theirs.map((each) => asStrings(each.toJS() as unknown))),
        );
        compared += 1;
      }),
      { numRuns: 2000 },
    );
    expect(compared).toBeGreaterThan(300);
  });
});

const stringsOf = (field: ReturnType<typeof parse>[number]['root']): Strings => {
  if (field.isList) return field.items.map(stringsOf);
  if (!field.isMap) return field.written ?? '';
  return Object.fromEntries(field.entries.map(([name, value]) => [keyName(name), stringsOf(value)]));
};
