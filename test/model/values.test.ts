import { describe, expect, it } from 'vitest';
import { isAtLeast, isFalsy, isTruthy, parseInteger, parseQuantity } from '../../src/model/values.ts';

describe('a word', () => {
  it.each(['y', 'YES', 'true', 'T', 'On', '1', ' true\n'])('%j is true to Dapr', (text) => {
    expect([isTruthy(text), isFalsy(text)]).toEqual([true, false]);
  });

  it.each(['', 'n', 'No', 'FALSE', 'f', 'off', '0', ' 0 '])('%j is meant as false', (text) => {
    expect([isTruthy(text), isFalsy(text)]).toEqual([false, true]);
  });

  it.each(['enabled', 'ture', '2', 'truee'])('%j is neither', (text) => {
    expect([isTruthy(text), isFalsy(text)]).toEqual([false, false]);
  });
});

describe('a number', () => {
  it.each([
    ['8080', 8080],
    ['-1', -1],
    ['+7', 7],
    ['08', 8],
    ['', undefined],
    [' 1', undefined],
    ['1.0', undefined],
    ['0x10', undefined],
    ['1_000', undefined],
  ])('%j is the integer %s', (text, value) => {
    expect(parseInteger(text)).toBe(value);
  });

  it.each([
    ['0.5', 0.5],
    ['.5', 0.5],
    ['5.', 5],
    ['100m', 0.1],
    ['1n', 1e-9],
    ['1u', 1e-6],
    ['1k', 1e3],
    ['1M', 1e6],
    ['1G', 1e9],
    ['1T', 1e12],
    ['1P', 1e15],
    ['1E', 1e18],
    ['1E3', 1000],
    ['1e3', 1000],
    ['128Ki', 131_072],
    ['128Mi', 134_217_728],
    ['1Gi', 2 ** 30],
    ['1Ti', 2 ** 40],
    ['1Pi', 2 ** 50],
    ['1Ei', 2 ** 60],
    ['128mb', undefined],
    ['128MB', undefined],
    ['1ki', undefined],
    ['1 Mi', undefined],
    ['', undefined],
  ])('%j is the quantity %s', (text, value) => {
    const parsed = parseQuantity(text);
    if (value === undefined) expect(parsed).toBeUndefined();
    else expect(parsed).toBeCloseTo(value, 12);
  });
});

describe('a version', () => {
  it.each([
    ['1.18', '1.17', true],
    ['1.9', '1.17', false],
    ['1.17.3', '1.17.3', true],
    ['1.17.2', '1.17.3', false],
    ['1.17.10', '1.17.9', true],
    // A minor alone means its newest patch.
    ['1.17', '1.17.3', true],
    ['1.17.0', '1.17', true],
  ])('%s is at least %s: %s', (version, other, is) => {
    expect(isAtLeast(version, other)).toBe(is);
  });
});
