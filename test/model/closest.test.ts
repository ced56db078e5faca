import { expect, test } from 'vitest';
import { closest, closestChoice } from '../../src/model/closest.ts';

const fields = ['type', 'version', 'metadata', 'initTimeout', 'ignoreErrors'];

test('a slip of one letter is found, and the longer the word the more slips', () => {
  expect(closest('typ', fields)).toBe('type');
  expect(closest('metdata', fields)).toBe('metadata');
  expect(closest('ingoreErrors', fields)).toBe('ignoreErrors');
  expect(closest('initTimeoutSeconds', fields)).toBeUndefined();
});

test('two letters that changed places are one slip', () => {
  expect(closest('tpye', fields)).toBe('type');
  expect(closest('app-prot', ['app-port', 'app-protocol', 'app-id'])).toBe('app-port');
});

test('another letter case wins over everything else', () => {
  expect(closest('VERSION', ['versions', 'Version', 'version'])).toBe('Version');
  expect(closest('samplingrate', ['samplingRates', 'samplingRate'])).toBe('samplingRate');
});

test('a tiny word is like another only by one letter, and never by all of its letters', () => {
  expect(closest('a', ['b', 'c'])).toBeUndefined();
  expect(closest('up', ['do'])).toBeUndefined();
  expect(closest('sse', ['ssl'])).toBe('ssl');
  expect(closest('url', ['uri', 'arn'])).toBe('uri');
});

test('of two that are equally near neither is suggested, unless a nearer one follows', () => {
  expect(closest('redis-a', ['redis-b', 'redis-c'])).toBeUndefined();
  expect(closest('statestore1', ['statestore22', 'statestore33', 'statestore'])).toBe('statestore');
});

test('the word itself, an empty one and one without end suggest nothing', () => {
  expect(closest('type', ['type'])).toBeUndefined();
  expect(closest('', ['a'])).toBeUndefined();
  expect(closest('x'.repeat(10_000), ['x'.repeat(9_999)])).toBeUndefined();
});

test('any iterable of candidates will do', () => {
  expect(closest('Componnet', new Map([['Component', 1]]).keys())).toBe('Component');
});

test('of choices the only one that a word begins is meant, unless another is a slip away', () => {
  const presets = ['minimal', 'recommended', 'production', 'strict'];
  expect(closestChoice('prod', presets)).toBe('production');
  expect(closestChoice('Recommend', presets)).toBe('recommended');
  expect(closestChoice('strikt', presets)).toBe('strict');
  expect(closestChoice('pr', presets)).toBeUndefined();
  expect(closestChoice('invalid', ['invalid-port', 'invalid-field'])).toBeUndefined();
});
