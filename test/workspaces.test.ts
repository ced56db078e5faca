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

describe('a patch within a Kustomization', () => {
  const patched = (patch: string, more = ''): Readonly<Record<string, string>> => ({
    ...base,
    'dev/kustomization.yaml': `resources: [../base]\npatches:\n- target: { kind: Component }\n  patch: ${patch}${more}`,
  });

  it.each([
    ['in quotes', `'[{"op": "remove", "path": "/spec/metadata/0"}]'\n`],
    ['folded', '>-\n    - op: remove\n      path: /spec/metadata/0\n'],
    ['with escapes', '"- op: remove\\n  path: /spec/metadata/0\\n"\n'],
  ])('counts, however it is written: %s', (_, patch) => {
    expect(idsIn(patched(patch))).toEqual([]);
  });

  it('is fixed where it is written as it is meant: within quotes the text would be another one', () => {
    const pod = `apiVersion: v1\nkind: Pod\nmetadata: { name: a, annotations: { dapr.io/enabled: "true", dapr.io/app-id: a } }\n`;
    const fixIn = (patch: string): boolean[] => {
      const kustomization = `resources: [a.yaml]\npatches:\n- target: { kind: Pod }\n  patch: ${patch}`;
      const { findings } = judged({ 'kustomization.yaml': kustomization, 'a.yaml': pod });
      return findings.filter(({ rule }) => rule === 'unquoted-string').map(({ fix }) => fix !== undefined);
    };
    expect(fixIn('|-\n    - { op: add, path: /metadata/annotations/dapr.io~1app-port, value: 80 }\n')).toEqual([true]);
    expect(fixIn(`'[{op: add, path: /metadata/annotations/dapr.io~1app-port, value: 80 }]'\n`)).toEqual([false]);
  });
});

describe('a finding in what a JSON Patch puts somewhere', () => {
  it('is about the place where it is put', () => {
    const pod = 'apiVersion: v1\nkind: Pod\nmetadata: { name: a, annotations: { dapr.io/enabled: "true" } }\n';
    const patch = '- { op: add, path: /metadata/annotations/dapr.io~1app-port, value: 80 }\n';
    const kustomization = 'resources: [a.yaml]\npatches: [{ path: b.yaml, target: { kind: Pod } }]\n';
    const { findings } = judged({ 'kustomization.yaml': kustomization, 'a.yaml': pod, 'b.yaml': patch });
    expect(findings.filter(({ location }) => location.source.path === 'b.yaml')).toMatchObject([
      {
        rule: 'unquoted-string',
        message: 'dapr.io/app-port is a number; annotations must be strings',
        field: 'metadata.annotations["dapr.io/app-port"]',
        resource: { kind: 'Pod', name: 'a' },
      },
    ]);
  });
});

describe('what one Kustomization takes in twice', () => {
  const envs = {
    ...base,
    'dev/kustomization.yaml': 'resources: [../base]\nnamespace: dev\n',
    'live/kustomization.yaml': `resources: [../base]
namespace: live
patches: [{ target: { kind: Component }, patch: '[{op: remove, path: /spec/metadata/0}]' }]
`,
    'kustomization.yaml': 'resources: [dev, live]\n',
  };

  it('is there twice, as each of them has it', () => {
    const { findings, summary } = judged(envs);
    // Of which of the two it is told cannot be seen from where it is written.
    expect(findings.map(({ rule, resource }) => [rule, resource?.namespace])).toEqual([
      ['unknown-metadata', undefined],
    ]);
    expect(summary).toMatchObject({ resources: 1, dapr: 1 });
  });

  it('is no duplicate of itself where nothing tells the two apart, and ends however often it doubles', () => {
    const layers: Record<string, string> = { ...base, 'top/kustomization.yaml': 'resources: [../a40, ../b40]' };
    for (let layer = 1; layer <= 40; layer += 1)
      for (const side of ['a', 'b'])
        layers[`${side}${layer}/kustomization.yaml`] =
          layer === 1 ? 'resources: [../base]' : `resources: [../a${layer - 1}, ../b${layer - 1}]`;
    expect(idsIn(layers)).toEqual(['unknown-metadata']);
  });
});

describe('a patch for several objects', () => {
  it('is told of once', () => {
    const target = 'patches: [{ path: b.yaml, target: { kind: Component } }]';
    const patch = '- { op: add, path: /spec/metadata/-, value: { name: size, value: "1" } }\n';
    const [one, other] = [component.replace('colour', 'redisHost'), component.replace('store', 'other')];
    const files = { 'kustomization.yaml': `resources: [a.yaml]\n${target}`, 'a.yaml': `${one}---\n${other}` };
    const { findings } = judged({ ...files, 'b.yaml': patch });
    expect(findings.filter(({ location }) => location.source.path === 'b.yaml')).toHaveLength(1);
  });
});

describe('a rule with another level in a namespace', () => {
  const envs = {
    ...base,
    'dev/kustomization.yaml': 'resources: [../base]\nnamespace: dev\n',
    'live/kustomization.yaml': 'resources: [../base]\nnamespace: live\n',
  };
  const found = (level: string, namespace: string) =>
    judged(envs, `overrides: [{ namespaces: [${namespace}], rules: { unknown-metadata: ${level} } }]`).findings.map(
      ({ severity, workspaces }) => [severity, workspaces],
    );

  it('counts where it is worst: no workspace hides what another one is held to', () => {
    for (const namespace of ['dev', 'live']) expect(found('error', namespace)).toEqual([['error', ['dev', 'live']]]);
    for (const namespace of ['dev', 'live']) expect(found('info', namespace)).toEqual([['warning', ['dev', 'live']]]);
  });

  it('may be off there', () => {
    expect(found('off', 'dev')).toEqual([['warning', ['live']]]);
    expect(found('off', 'live')).toEqual([['warning', ['dev']]]);
    expect(found('off', '"*"')).toEqual([]);
  });
});
