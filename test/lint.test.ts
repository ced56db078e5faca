import { describe, expect, it } from 'vitest';
import { defineRule, lint, resolveSettings, rules } from '../src/index.ts';

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

describe('what is found on suppressions', () => {
  const judge = (text: string) =>
    lint([{ path: 'a.yaml', text }], rules, resolveSettings({ rules }), { today: '2026-11-23' });
  const manifest =
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  # daprlint-ignore invalid-app-id: not yet\n  name: a\n';

  it('is a finding like any other', () => {
    expect(judge(manifest).findings.map(({ rule }) => rule)).toEqual(['unused-suppression']);
  });

  it('can be suppressed, and who does that is not blamed for it', () => {
    const { findings, suppressed } = judge(`# daprlint-ignore-file unused-suppression: a template\n${manifest}`);
    expect(findings).toEqual([]);
    expect(suppressed).toMatchObject([{ finding: { rule: 'unused-suppression' }, reason: 'a template' }]);
  });
});
