import { describe, expect, it } from 'vitest';
import { lint, parseConfig, type Report, resolveSettings, rules } from '../src/index.ts';

/** What is said of some files, by their paths. */
const judged = (files: Readonly<Record<string, string>>, config = ''): Report => {
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }));
  const settings = resolveSettings({ rules, config: parseConfig({ path: 'daprlint.yaml', text: config }, rules) });
  return lint(sources, rules, settings, { today: '2027-03-01' });
};
const idsIn = (files: Readonly<Record<string, string>>, config = ''): readonly string[] =>
  judged(files, config).findings.map(({ rule }) => rule);

const component = `apiVersion: dapr.io/v1alpha1
kind: Component
metadata: { name: store }
spec:
  type: state.in-memory
  version: v1
  metadata:
    - { name: colour, value: red }
`;
const base = { 'base/kustomization.yaml': 'resources: [store.yaml]', 'base/store.yaml': component };

describe('a patch in a file of its own', () => {
  const without = '- op: remove\n  path: /spec/metadata/0\n';
  const kustomization = 'resources: [../base]\npatches: [{ path: patch.yaml, target: { kind: Component } }]\n';

  it('counts, even if nothing in it says that it is for Kubernetes', () => {
    expect(idsIn(base)).toContain('unknown-metadata');
    expect(idsIn({ ...base, 'dev/kustomization.yaml': kustomization, 'dev/patch.yaml': without })).toEqual([]);
  });
});
