import { describe, expect, it } from 'vitest';
import { defineRule, lint, resolveSettings } from '../src/index.ts';

const fading = defineRule({
  id: 'deprecated-everything',
  severity: 'error',
  summary: 'Everything is found',
  why: 'For as long as it holds.',
  source: 'nowhere',
  docs: 'https://example.com',
  effect: 'wrong',
  since: '1.14',
  until: '1.17.3',
  each: 'resource',
  *check(resource) {
    yield { at: resource, message: 'found' };
  },
  examples: [],
});

const sources = [{ path: 'a.yaml', text: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n' }];

describe('a rule runs for the versions of Dapr in which it holds', () => {
  it.each([
    ['1.13', 0],
    ['1.14', 1],
    ['1.17.2', 1],
    ['1.17', 0],
    ['1.18', 0],
  ])('%s: %i findings', (daprVersion, count) => {
    const settings = resolveSettings({ rules: [fading], flags: { daprVersion } });
    expect(lint(sources, [fading], settings, { today: '2026-11-23' }).findings).toHaveLength(count);
  });
});
