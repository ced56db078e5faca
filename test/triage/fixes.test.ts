import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/finding.ts';
import { applyFixes } from '../../src/triage/fixes.ts';
import type { Source } from '../../src/yaml/location.ts';

const source: Source = { path: 'a.yaml', text: 'a: one two three\n' };

/** A finding whose fix writes a text in the place of some words. */
const fixing = (changes: Readonly<Record<string, string>>, unsafe = false): Finding => {
  const edits = Object.entries(changes).map(([word, text]) => {
    const start = source.text.indexOf(word);
    return { at: { source, range: { start, end: start + word.length } }, text };
  });
  const location = { source, range: { start: 0, end: 1 } };
  const told = {
    rule: 'invalid-field',
    severity: 'error',
    effect: 'wrong',
    message: '',
    field: '',
    fingerprint: '',
  } as const;
  return { ...told, location, related: [], fix: { title: 'Fix it', edits, unsafe } };
};

const fixed = (findings: readonly Finding[], allowUnsafe = false): string | undefined =>
  applyFixes(findings, allowUnsafe).get(source);

describe('fixes', () => {
  it('are made together where they do not meet, whatever their order and length', () => {
    expect(fixed([fixing({ one: '1' }), fixing({ three: 'three hundred' }), fixing({ two: '' })])).toBe(
      'a: 1  three hundred\n',
    );
  });

  it('that overlap wait: the first one is made, and of the other nothing', () => {
    expect(fixed([fixing({ 'one two': 'x' }), fixing({ 'two three': 'y', 'a:': 'b:' })])).toBe('a: x three\n');
  });

  it('that ask for the same are made once, and together with what else they ask for', () => {
    expect(fixed([fixing({ one: '1' }), fixing({ one: '1' }), fixing({ two: '2' })])).toBe('a: 1 2 three\n');
  });

  it('that put something in at one place wait for each other, and for what stands beside it', () => {
    const putting = (at: number, text: string): Finding => {
      const [finding] = [fixing({ one: '' })];
      return {
        ...finding,
        fix: { title: 'Add it', edits: [{ at: { source, range: { start: at, end: at } }, text }] },
      } as Finding;
    };
    expect(fixed([putting(3, 'x '), putting(3, 'y ')])).toBe('a: x one two three\n');
    expect(fixed([fixing({ one: '1' }), putting(6, 'x'), putting(10, '!')])).toBe('a: 1 two! three\n');
  });

  it('that would change nothing are none', () => {
    expect(fixed([fixing({ one: 'one' })])).toBeUndefined();
  });

  it('that are not safe are made only where that is asked for', () => {
    expect(fixed([fixing({ one: '1' }, true)])).toBeUndefined();
    expect(fixed([fixing({ one: '1' }, true)], true)).toBe('a: 1 two three\n');
  });
});
