import { expect, test } from 'vitest';
import { faultOfHttpUrl } from '../../src/model/values/http-url.ts';
import { isPathPattern } from '../../src/model/values/path-match.ts';
import verdicts from './go-verdicts.json' with { type: 'json' };

test.each(Object.entries(verdicts.urls))('as Go says, %j is an HTTP URL with a host: %s', (url, isUrl) => {
  expect(faultOfHttpUrl(url) === undefined).toBe(isUrl);
});

test('patterns are malformed where path.Match says so', () => {
  const disagreements = Object.entries(verdicts.patterns).filter(
    ([text, isPattern]) => isPathPattern(text) !== isPattern,
  );
  expect(disagreements).toEqual([]);
});
