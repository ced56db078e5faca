import { describe, expect, test } from 'vitest';
import { type MetadataReading, refusal } from '../../../src/model/component/metadata-reading.ts';
import { metadataValues } from '../../../src/model/component/metadata-values.ts';
import { isGoFloat, parseGoInteger } from '../../../src/model/values/number.ts';
import { secondsOf } from '../../../src/model/values.ts';
import table from '../metadata-verdicts.json' with { type: 'json' };

interface Verdict {
  readonly name: string;
  readonly text: string;
  readonly isRefused: boolean;
  readonly reading: MetadataReading | undefined;
}

/** What the real components said, next to how we read the field. */
const verdicts: readonly Verdict[] = table.verdicts.flatMap(({ fields, refused, accepted }) =>
  fields.flatMap((name) => {
    const [, type = '', version = '', field = ''] = /^(.*)@(\S+) (.*)$/.exec(name) ?? [];
    const reading = metadataValues(type, version).readings.get(field.toLowerCase());
    const one = (isRefused: boolean) => (text: string) => ({ name, text, isRefused, reading });
    return [...refused.map(one(true)), ...accepted.map(one(false))];
  }),
);
const says = ({ reading, text }: Verdict): boolean => reading !== undefined && refusal(reading, text) !== undefined;

describe('against the components of Dapr 1.18', () => {
  test('every field that was tried is read', () => {
    expect(new Set(verdicts.filter(({ reading }) => !reading).map(({ name }) => name))).toEqual(new Set());
  });

  test('nothing is refused that a component takes', () => {
    const wrong = verdicts.filter((verdict) => !verdict.isRefused && says(verdict));
    expect(wrong.map(({ name, text }) => `${name} ${text}`)).toEqual([]);
  });

  test('of what components refuse, 95 of 100 texts are', () => {
    const refused = verdicts.filter(({ isRefused }) => isRefused);
    expect(refused.length).toBeGreaterThan(10_000);
    expect(refused.filter(says).length / refused.length).toBeGreaterThan(0.95);
  });
});

describe('an integer of Go', () => {
  const form = { bits: 8, signed: true, literals: true };

  test.each([
    ['0', 0n],
    ['-128', -128n],
    ['+127', 127n],
    ['0x7f', 127n],
    ['0b11', 3n],
    ['0o17', 15n],
    ['017', 15n],
    ['1_0', 10n],
  ])('%s is a literal', (text, value) => {
    expect(parseGoInteger(text, form)).toBe(value);
  });

  test.each(['', '-', '128', '08', '1__0', '_1', '1.5', ' 1', '0x', 'x'])('"%s" is none', (text) => {
    expect(parseGoInteger(text, form)).toBeUndefined();
  });

  test('knows no literals, and no sign, where it is asked not to', () => {
    expect(parseGoInteger('0x7f', { ...form, literals: false })).toBeUndefined();
    expect(parseGoInteger('010', { ...form, literals: false })).toBe(10n);
    expect(parseGoInteger('+1', { ...form, signed: false })).toBeUndefined();
    expect(parseGoInteger('255', { ...form, signed: false })).toBe(255n);
  });
});

describe('a duration in metadata', () => {
  test.each([
    ['1h30m', 5400],
    ['1.5s', 1.5],
    ['-5s', -5],
    ['0', 0],
    ['.5m', 30],
    ['5', 5],
    ['-5', -5],
  ])('%s has %f seconds', (text, seconds) => {
    expect(secondsOf(text)).toBe(seconds);
  });

  test.each(['', '1d', '5 s', 's', '5S', 'PT5S', '300000h1h1h1h9999999h'])('"%s" is none', (text) => {
    expect(secondsOf(text)).toBeUndefined();
  });
});

test('a float may be infinite', () => {
  expect(['1', '1.5', '.5', '1e3', 'Inf', 'nan'].every(isGoFloat)).toBe(true);
  expect(['', 'x', '1.5x', '0x10'].some(isGoFloat)).toBe(false);
});

test('what is wanted is told in words', () => {
  const wanted = (reading: MetadataReading): string | undefined => refusal(reading, '!');
  expect(wanted({ as: 'uint8', max: 2 })).toBe('a whole number from 0 to 2');
  expect(wanted({ as: 'int64', min: 1 })).toBe('a whole number, at least 1');
  expect(wanted({ as: 'duration' })).toBe('a duration such as 30s, or whole seconds');
  expect(wanted({ as: 'word', of: ['single', 'parallel'] })).toBe('single or parallel, in this letter case');
});
