import { describe, expect, it } from 'vitest';
import { secretTexts, withoutSecrets } from '../../src/report/secret-texts.ts';
import { source } from './synthetic.ts';

/** A message about a text that is nothing but a secret. */
const told = (secret: string, message: string): string =>
  withoutSecrets(message, [secretTexts(source(secret), [{ start: 0, end: secret.length }])]);

describe('a message that quotes a secret does not show it', () => {
  it('as written, without quotes and as read', () => {
    expect(told('hunter2', '"hunter2" is short')).toBe('"•••" is short');
    expect(told('"hunter2"', '"hunter2" is short')).toBe('"•••" is short');
    expect(told(String.raw`"\x68unter\u0032"`, '"hunter2" is short')).toBe('"•••" is short');
    expect(told("'it''s me'", '"it\'s me" is short')).toBe('"•••" is short');
  });

  it('as a JSON string', () => {
    expect(told(String.raw`'a"b\c'`, String.raw`it is "a\"b\\c"`)).toBe('it is "•••"');
  });

  it('of a block, even if its only line is short', () => {
    expect(told('|\n      pa55\n', '"pa55" is short')).toBe('"•••" is short');
  });

  it('of lines that YAML folds', () => {
    expect(told('>-\n  ab\n  cd', '"ab cd" is short')).toBe('"•••" is short');
    expect(told('"ab\n   cd"', '"ab cd" is short')).toBe('"•••" is short');
  });

  it('cut short', () => {
    const secret = 'a1b2c3d4e5'.repeat(12);
    expect(told(secret, `"${secret.slice(0, 57)}…" is long`)).toBe('"•••…" is long');
    expect(told(secret, 'a1b2… is no beginning that says anything')).toContain('a1b2');
  });

  it('and a word that says nothing stays', () => {
    expect(told('"true"', 'it is "true"')).toBe('it is "true"');
  });
});

it('secrets by the thousand are looked for in little time', () => {
  const text = Array.from({ length: 50_000 }, (_, index) => `eyJhbGciOi-${index}\n`).join('');
  const ranges = [...text.matchAll(/.+/g)].map(({ index, 0: { length } }) => ({ start: index, end: index + length }));
  const texts = [secretTexts(source(text), ranges)];
  const started = performance.now();
  for (let count = 0; count < 10_000; count += 1) withoutSecrets('component "a" knows no eyJhbGciOi-77 field', texts);
  expect(performance.now() - started).toBeLessThan(2000);
});
