import { describe, expect, it } from 'vitest';
import {
  daprVersionPattern,
  daprVersions,
  holdsIn,
  newestDaprVersion,
  withoutV,
} from '../../src/triage/dapr-version.ts';

describe('a Dapr version', () => {
  it('is one that the catalog knows, with or without a patch number or the v of a tag', () => {
    const pattern = new RegExp(daprVersionPattern, 'u');
    for (const version of daprVersions)
      expect([version, `v${version}`, `${version}.0`, `${version}.12`].every((text) => pattern.test(text))).toBe(true);
    for (const text of ['', '1', '1.1', '1x18', '1.18.', '1.18.01', '1.18.3-rc.1', '2.0', ' 1.18', '11.18'])
      expect(pattern.test(text), text).toBe(false);
    expect(withoutV('v1.17.3')).toBe('1.17.3');
    expect(newestDaprVersion).toBe('1.18');
  });

  it('may be before, within or after the time in which a rule holds', () => {
    const rule = { since: '1.14', until: '1.17.3' };
    expect(
      ['1.13', '1.13.9', '1.14', '1.14.0', '1.16', '1.17.2', '1.17.3', '1.18'].map((version) => holdsIn(rule, version)),
    ).toEqual([false, false, true, true, true, true, false, false]);
    // A minor alone is its newest patch.
    expect(holdsIn(rule, '1.17')).toBe(false);
    expect(holdsIn({}, '1.12')).toBe(true);
  });
});
