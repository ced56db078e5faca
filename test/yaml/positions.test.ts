import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument, type ToStringOptions, visit, Document as YamlDocument } from 'yaml';
import type { Field } from '../../src/yaml/field.ts';
import { keyName, resolvePlain } from '../../src/yaml/scalar.ts';
import { documentsIn, scalarsIn } from './places.ts';

type Data = string | number | boolean | null | readonly Data[] | { readonly [key: string]: Data };

const isPrintable = (text: string): boolean => !/[^\P{Cc}\t\n]|\p{Cs}|[\u2028\u2029\ufeff\ufffe\uffff]/u.test(text);
// The printer quotes what YAML 1.2 would misread, not what kubectl would.
const isPlainSafe = (text: string): boolean => resolvePlain(text) === text && keyName(text) === text && text !== '<<';

const word = fc.constantFrom(
  'name',
  'value',
  'spec',
  'metadata',
  'dapr.io/app-id',
  'redisHost',
  'localhost:6379',
  'a b',
  '- x',
  'a: b',
  "it's",
  'say "hi"',
  '# no',
  'x #y',
  'multi\nline',
  'end\n',
  '\n\nfar',
  '  indented',
  'tail ',
  'tab\tin',
  'a\n\n b\nc',
  '{x}',
  '[y]',
  '!t',
  '&a',
  '*b',
  '|',
  '>',
  '%',
  '@',
  '\\n',
  'x'.repeat(90),
  'long words '.repeat(12),
  '😀 é',
  `\${VAR}`,
  '{{ x }}',
);
const text = fc
  .oneof(word, fc.string({ maxLength: 12 }))
  .filter((written) => isPrintable(written) && isPlainSafe(written));
const key = text.filter((written) => !written.includes('\n') && written.length < 80);
const scalar: fc.Arbitrary<Data> = fc.oneof(
  { weight: 4, arbitrary: text },
  fc.boolean(),
  fc.constant(null),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0)),
);
const { data } = fc.letrec<{ data: Data }>((tie) => ({
  data: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('data'), { maxLength: 4 }),
    fc.array(fc.tuple(key, tie('data')), { maxLength: 5 }).map((entries) => Object.fromEntries(entries)),
  ),
}));

const printing: fc.Arbitrary<ToStringOptions> = fc.record(
  {
    indent: fc.constantFrom(2, 3, 4),
    indentSeq: fc.boolean(),
    lineWidth: fc.constantFrom(0, 40, 80),
    collectionStyle: fc.constantFrom('any' as const, 'block' as const, 'flow' as const),
    defaultStringType: fc.constantFrom(
      'PLAIN' as const,
      'QUOTE_DOUBLE' as const,
      'QUOTE_SINGLE' as const,
      'BLOCK_LITERAL' as const,
      'BLOCK_FOLDED' as const,
    ),
    defaultKeyType: fc.constantFrom('PLAIN' as const, 'QUOTE_DOUBLE' as const, 'QUOTE_SINGLE' as const),
    directives: fc.boolean(),
  },
  { requiredKeys: [] },
);
const dressing = fc.record({
  hasComments: fc.boolean(),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  before: fc.constantFrom('', '# first\n', '\n\n', '\ufeff'),
  after: fc.constantFrom('', '# last\n', '...\n'),
});

const printed = (
  content: Data,
  options: ToStringOptions,
  { hasComments, lineEnd, before, after }: typeof dressing extends fc.Arbitrary<infer Value> ? Value : never,
): string => {
  const document = new YamlDocument(content, { version: '1.2', aliasDuplicateObjects: false });
  if (hasComments)
    visit(document, { Pair: (_, { key }) => void Object.assign(key as object, { commentBefore: ' {{ on a "key"' }) });
  const body = document.toString(options);
  return `${before}${body}${body.endsWith('\n') ? '' : '\n'}${after}`.replaceAll('\n', lineEnd);
};

/** Reads a scalar again from the text at its location alone. */
const readAgain = (field: Field): string => {
  const { source, range } = field.location;
  const raw = source.text.slice(range.start, range.end).replaceAll('\r\n', '\n');
  return String(parseDocument(raw, { schema: 'failsafe' }).toJS() ?? '');
};

const expectTrue = (written: string, content: Data): void => {
  const [document, ...others] = documentsIn(written);
  expect(document?.problems).toEqual([]);
  expect(others).toEqual([]);
  if (!document) return;
  expect(document.root.value).toEqual(content);
  for (const field of scalarsIn(document.root)) {
    const steps = field.path.map((step) => (typeof step === 'string' ? step : step.index));
    expect(document.at(steps).location).toEqual(field.location);
    const { start, end } = field.location.range;
    if (field.written === '' && field.style === 'plain') continue;
    expect(end).toBeGreaterThan(start);
    const isBlock = field.style === 'literal' || field.style === 'folded';
    if (!isBlock) expect(readAgain(field)).toBe(field.written);
    else if (!/^[|>][-+]?\d/.test(written.slice(start)))
      expect(readAgain(field).trimEnd()).toBe(field.written?.trimEnd());
  }
};

describe('any data printed in any style', () => {
  it('is read again with its values, and each value where it stands', () => {
    fc.assert(
      fc.property(data, printing, dressing, (content, options, dress) => {
        const written = printed(content, options, dress);
        // The printer loses some strings of blanks in block style.
        fc.pre(isDeepStrictEqual(parseDocument(written, { logLevel: 'silent' }).toJS(), content));
        expectTrue(written, content);
      }),
      { numRuns: 400 },
    );
  });

  it('is read again from JSON, pretty or not, indented with tabs or not', () => {
    fc.assert(
      fc.property(
        data,
        fc.constantFrom<string | number | undefined>(undefined, 2, 4, '\t'),
        fc.boolean(),
        (content, indent, hasReturns) => {
          const json = JSON.stringify([content], null, indent);
          expectTrue(hasReturns ? json.replaceAll('\n', '\r\n') : json, [content]);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('stays itself among other documents', () => {
    fc.assert(
      fc.property(
        fc.array(
          data.filter((content) => content !== null),
          { minLength: 1, maxLength: 3 },
        ),
        (contents) => {
          const written = contents
            .map(
              (content) =>
                `---\n${new YamlDocument(content, { aliasDuplicateObjects: false }).toString({ directives: false })}`,
            )
            .join('\n');
          const documents = documentsIn(written);
          expect(documents.map(({ root }) => root.value)).toEqual(contents);
          expect(documents.map(({ index }) => index)).toEqual(contents.map((_, index) => index));
          expect(documents.map((document) => document.text).join('')).toBe(written);
        },
      ),
      { numRuns: 100 },
    );
  });
});
