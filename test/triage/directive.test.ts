import { describe, expect, it } from 'vitest';
import { readDirective } from '../../src/triage/directive.ts';

const idsOf = (text: string): readonly string[] => readDirective(text).ids.map(({ id }) => id);
const invalid = (text: string): string | undefined => readDirective(text).invalid;

describe('the text of a suppression', () => {
  it('names one rule or several, with or without spaces', () => {
    expect(idsOf(' invalid-port')).toEqual(['invalid-port']);
    expect(idsOf(' invalid-port,unknown-broker ,  ignored-topic: legacy')).toEqual([
      'invalid-port',
      'unknown-broker',
      'ignored-topic',
    ]);
  });

  it('says where each id stands', () => {
    const text = ' invalid-port ,unknown-broker: legacy';
    expect(readDirective(text).ids.map(({ start, end }) => text.slice(start, end))).toEqual([
      'invalid-port',
      'unknown-broker',
    ]);
  });

  it('gives a reason after the first colon', () => {
    expect(readDirective(' invalid-port: see https://example.org/a, then b: it is known ').reason).toBe(
      'see https://example.org/a, then b: it is known',
    );
    expect(readDirective(' invalid-port').reason).toBeUndefined();
    expect(readDirective(' invalid-port:  ').reason).toBeUndefined();
  });

  it('holds until a day, with or without a reason or brackets', () => {
    expect(readDirective('invalid-port: moving out until 2027-03-01')).toMatchObject({
      reason: 'moving out',
      until: '2027-03-01',
    });
    expect(readDirective('invalid-port: moving out [until 2027-03-01]')).toMatchObject({
      reason: 'moving out',
      until: '2027-03-01',
    });
    expect(readDirective('invalid-port until 2027-03-01')).toEqual({
      ids: [{ id: 'invalid-port', start: 0, end: 12 }],
      until: '2027-03-01',
    });
    expect(readDirective('invalid-port: until 2027-03-01')).toEqual({
      ids: [{ id: 'invalid-port', start: 0, end: 12 }],
      until: '2027-03-01',
    });
    expect(readDirective('invalid-port: moving out, until 2027-03-01.').until).toBe('2027-03-01');
  });

  it('takes other words after "until" for the reason', () => {
    expect(readDirective('invalid-port: until the migration is done')).toMatchObject({
      reason: 'until the migration is done',
    });
    expect(readDirective('invalid-port: until the migration is done').until).toBeUndefined();
    expect(readDirective('fragile-until 2027-03-01').until).toBeUndefined();
  });

  it('is invalid with a date that is none', () => {
    for (const date of ['2027-3-1', '2027-02-30', '2027-13-01', '01.03.2027', '2027', '2027-03-01T00:00:00Z']) {
      expect(invalid(`invalid-port: legacy until ${date}`)).toBe(`"${date}" is no date; write it as 2027-03-01`);
    }
    expect(invalid('invalid-port: legacy until 2028-02-29')).toBeUndefined();
  });

  it('is invalid without a rule', () => {
    for (const text of ['', '  ', ': legacy', ' until 2027-03-01', ',']) {
      expect(invalid(text)).toBe('it names no rule; write ids with commas between them, then a colon and the reason');
    }
  });

  it('is invalid with a comma too many, and with words that are no ids', () => {
    expect(invalid('invalid-port,: legacy')).toMatch(/^a rule id is missing beside a comma/);
    expect(invalid('invalid-port unknown-broker')).toMatch(/^"invalid-port unknown-broker" is no rule id/);
    expect(invalid('invalid-port -- legacy')).toMatch(/^"invalid-port -- legacy" is no rule id/);
    expect(invalid('*')).toMatch(/^"\*" is no rule id/);
    expect(invalid(`${'x'.repeat(500)}!`)?.length).toBeLessThan(130);
  });

  it('names no rule when it is invalid, so that it suppresses nothing', () => {
    expect(readDirective('invalid-port: legacy until 2027-3-1').ids).toEqual([]);
  });

  it('is read in a moment, however long and odd it is', () => {
    const start = performance.now();
    for (const odd of [
      ' '.repeat(200_000),
      ','.repeat(200_000),
      'until '.repeat(50_000),
      `a: ${'[ '.repeat(100_000)}until 2027-03-01`,
    ])
      readDirective(`${odd}x`);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
