import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { keyName, resolvePlain } from '../../src/yaml/scalar.ts';
import { documentsIn } from './places.ts';

/**
 * Texts with what kubectl makes of them: the JSON, or its error. Made by a Go program of twenty lines around `YAMLToJSON`
 * of sigs.k8s.io/yaml v1.4.0, the version of kubectl 1.32 (k8s.io/apimachinery v0.32.0). To add texts, run it on the keys of
 * the file and the new ones. Left out is what kubectl leaves to chance: two keys of different types with one name.
 */
type Verdict =
  | { readonly json: string; readonly error?: undefined }
  | { readonly error: string; readonly json?: undefined };
const verdicts = Object.entries(
  JSON.parse(readFileSync(new URL('kubectl-scalars.json', import.meta.url), 'utf8')) as Readonly<
    Record<string, Verdict>
  >,
);

/** Where YAML 1.2, or kubectl's other reader, decides. */
const exceptions: Readonly<Record<string, string>> = {
  'v: "\\n\\t\\\\\\/"\n': 'YAML 1.2 and JSON know the escape of a slash; YAML 1.1 does not',
  '"\\n\\t\\\\\\/": v\n': 'YAML 1.2 and JSON know the escape of a slash; YAML 1.1 does not',
  '{"a":1e3,"b":-0,"c":"\\u00e9\\/","d":1.0}\n': 'kubectl reads a file that begins with a brace by its JSON reader',
  '{"a":"\\ud83d\\ude00"}': 'kubectl reads a file that begins with a brace by its JSON reader',
  '%YAML 1.2\n---\nv: yes\n': 'a directive that tells the truth',
  ' v: 1\nw: 2\n': 'kubectl drops all but the first document, and never sees that the second one is broken',
  '-\ta\n': 'YAML allows a tab between a dash and its value',
};

describe('a text', () => {
  it.each(verdicts.filter(([text, { error }]) => error === undefined && !(text in exceptions)))(
    '%j has the value that kubectl sees',
    (text, { json = '' }) => {
      const [document] = documentsIn(text);
      expect(document?.problems ?? []).toEqual([]);
      expect(document?.root.value ?? null).toEqual(JSON.parse(json));
    },
  );

  it.each(verdicts.filter(([text, { error }]) => error !== undefined && !(text in exceptions)))(
    '%j is broken, as kubectl has it',
    (text) => {
      const problems = documentsIn(text).flatMap((document) => document.problems);
      expect(problems.length).toBeGreaterThan(0);
      for (const { range, message } of problems) {
        expect(range.end).toBeGreaterThan(range.start);
        expect(message).toMatch(/^[^A-Z].*[^.]$/);
      }
    },
  );

  it('differs from kubectl in few cases, each for a reason', () => {
    for (const text of Object.keys(exceptions)) expect(verdicts.map(([known]) => known)).toContain(text);
    const [read, ...others] = documentsIn('{"a":"\\ud83d\\ude00\\/"}');
    expect([read?.isBroken, read?.root.value, others]).toEqual([false, { a: '😀/' }, []]);
    expect(documentsIn('%YAML 1.2\n---\nv: yes\n').map(({ root }) => root.value)).toEqual([{ v: true }]);
    expect(documentsIn('-\ta\n').map(({ root }) => root.value)).toEqual([['a']]);
    expect(documentsIn(' v: 1\nw: 2\n')[0]?.isBroken).toBe(true);
  });
});

describe('numbers beyond what JavaScript counts', () => {
  it('become the closest number there is, and keep their digits in `written`', () => {
    const { root } = documentsIn('id: 9007199254740993\n')[0] ?? {};
    expect(root?.get('id').number).toBe(9007199254740992);
    expect(root?.get('id').written).toBe('9007199254740993');
    expect(resolvePlain('18446744073709551615')).toBe(2 ** 64);
  });

  it('stay exact as keys', () => {
    expect(keyName('9007199254740993')).toBe('9007199254740993');
    expect(keyName('0x7fffffffffffffff')).toBe('9223372036854775807');
  });

  it('never give a minus zero for an integer', () => {
    expect(Object.is(resolvePlain('-0'), 0)).toBe(true);
    expect(Object.is(resolvePlain('-0.0'), -0)).toBe(true);
  });
});
