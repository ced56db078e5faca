import { describe, expect, it } from 'vitest';
import { defaultSettings, lint, parseConfig, resolveSettings, rules } from '../../src/index.ts';
import { applyFixes } from '../../src/triage/fixes.ts';
import { unquotedPort } from '../cli/call.ts';

const today = '2026-11-23';
const judged = (
  files: Readonly<Record<string, string>>,
  config = '',
  { isWhole = true, noIgnores = false, preset = 'recommended' } = {},
) => {
  const settings = resolveSettings({
    config: parseConfig({ path: 'daprlint.yaml', text: config }, rules),
    flags: { noIgnores, preset },
    rules,
  });
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }));
  const report = lint(sources, rules, settings, { today, isWhole });
  return {
    report,
    found: report.findings.map(({ location, rule }) => `${location.source.path} ${rule}`),
    suppressed: report.suppressed.map(({ finding, by, reason }) => `${finding.rule} ${by} ${reason}`),
    fixed: [...applyFixes(report.findings, false).values()],
  };
};

const orders = { 'deploy/orders.yaml': unquotedPort };
const entry = (more: string): string => `ignores:\n  - vendor\n  - rules: unquoted-string\n${more}`;

describe('an entry of ignores with rules', () => {
  it.each([
    ['files', 'deploy'],
    ['files', '[other, "**/orders.yaml"]'],
    ['kinds', 'P*'],
    ['names', 'orders'],
    ['namespaces', 'shop-*'],
  ])('suppresses what they find in %s %s, with its reason', (key, glob) => {
    const files = { 'deploy/orders.yaml': unquotedPort.replace('name:', 'namespace: shop-one\n  name:') };
    const config = entry(`    ${key}: ${glob}\n    reason: known\n`);
    expect(judged(files, config)).toMatchObject({ found: [], suppressed: ['unquoted-string config known'] });
    expect(judged(files, config, { noIgnores: true }).found).toEqual(['deploy/orders.yaml unquoted-string']);
  });

  it.each([
    ['files', 'deploy/*/*'],
    ['kinds', 'Deployment'],
    ['names', 'order'],
    ['namespaces', '"*"'],
  ])('leaves what is in no place of %s %s, and is unused then', (key, glob) => {
    expect(judged(orders, entry(`    ${key}: ${glob}\n`)).found).toEqual([
      'daprlint.yaml unused-suppression',
      'deploy/orders.yaml unquoted-string',
    ]);
  });

  it('has to match in all that it names', () => {
    expect(judged(orders, entry('    kinds: Pod\n    names: orders\n')).found).toEqual([]);
    expect(judged(orders, entry('    kinds: Pod\n    names: invoices\n')).found).toHaveLength(2);
  });

  it('holds everywhere where it names no place', () => {
    expect(judged(orders, entry('')).found).toEqual([]);
  });

  it('is not called unused by a run that has seen a part only, or by rules that are off', () => {
    const config = 'ignores:\n  - rules: [missing-tls, missing-resiliency]\n';
    expect(judged(orders, config, { isWhole: false }).found).toEqual(['deploy/orders.yaml unquoted-string']);
    expect(judged(orders, config).found).toEqual([
      'daprlint.yaml unused-suppression',
      'deploy/orders.yaml unquoted-string',
    ]);
  });

  it('leaves the rest to comments, which are closer', () => {
    const files = { 'orders.yaml': unquotedPort.replace('8080', '8080 # daprlint-ignore unquoted-string: here') };
    expect(judged(files, entry('')).suppressed).toEqual(['unquoted-string comment here']);
    expect(judged(files, entry('')).found).toEqual(['daprlint.yaml unused-suppression']);
  });

  it('ends after its last day, and the fix takes it out', () => {
    expect(judged(orders, entry('    until: 2026-11-23\n')).found).toEqual([]);
    const { found, fixed } = judged(orders, `${entry('    until: 2026-11-22\n')}  - build\n`);
    expect(found).toEqual(['daprlint.yaml unused-suppression', 'deploy/orders.yaml unquoted-string']);
    expect(fixed).toContain('ignores:\n  - vendor\n  - build\n');
  });

  it.each([
    ['ignores:\n  - rules: [missing-tls, unquoted-string]\n', 'ignores:\n  - rules: [unquoted-string]\n'],
    [
      'ignores:\n  - rules:\n      - unquoted-string # yes\n      - missing-tls # no\n',
      'ignores:\n  - rules:\n      - unquoted-string # yes\n',
    ],
    ['ignores: [{ rules: missing-tls }, { rules: unquoted-string }]\n', 'ignores: [{ rules: unquoted-string }]\n'],
    [
      'ignores:\n  - rules: unquoted-string\n  - rules: missing-tls\n    reason: |\n      a\n      b\n',
      'ignores:\n  - rules: unquoted-string\n',
    ],
  ])('that is unused is taken out of %j', (config, fixed) => {
    expect(judged(orders, config).fixed).toEqual([fixed]);
    expect(judged(orders, fixed)).toMatchObject({ found: [], fixed: [] });
  });

  it('needs a reason where strict asks for one', () => {
    const strict = { preset: 'strict' };
    expect(judged(orders, entry(''), strict).found).toContain('daprlint.yaml missing-suppression-reason');
    expect(judged(orders, entry('    reason: known\n'), strict).found).not.toContain(
      'daprlint.yaml missing-suppression-reason',
    );
  });

  it('is in no workspace, however many there are', () => {
    const overlays = Object.fromEntries(
      ['dev', 'prod'].map((name) => [`${name}/kustomization.yaml`, 'resources: [orders.yaml]\n']),
    );
    const { report } = judged(overlays, entry(''));
    expect(report.findings).toMatchObject([{ rule: 'unused-suppression' }]);
    expect(report.findings[0]).not.toHaveProperty('workspaces');
  });
});

describe('a suppression that is unused', () => {
  const pod = (annotations: string): string =>
    `apiVersion: v1\nkind: Pod\nmetadata:\n  name: orders\n  annotations:\n    dapr.io/enabled: "true"\n${annotations}`;
  const fixed = (text: string): readonly string[] => judged({ 'orders.yaml': text }).fixed;

  it.each([
    ['    # daprlint-ignore missing-tls: none\n    dapr.io/app-id: orders\n', '    dapr.io/app-id: orders\n'],
    ['    dapr.io/app-id: orders  # daprlint-ignore missing-tls\n', '    dapr.io/app-id: orders\n'],
    ['    dapr.io/app-id: orders\r\n    # daprlint-ignore-document missing-tls\r\n', '    dapr.io/app-id: orders\r\n'],
    ['    dapr.io/app-id: orders\n    # daprlint-ignore-document missing-tls', '    dapr.io/app-id: orders'],
    ['    dapr.io/app-id: orders\n    daprlint.dev/ignore: missing-tls\n', '    dapr.io/app-id: orders\n'],
    [
      '    daprlint.dev/ignore: "missing-tls: none" # really\n    dapr.io/app-id: orders\n',
      '    dapr.io/app-id: orders\n',
    ],
    [
      '    daprlint.dev/ignore: "unquoted-string, missing-tls: none"\n    dapr.io/app-id: orders\n    dapr.io/app-port: 8080\n',
      '    daprlint.dev/ignore: "unquoted-string: none"\n    dapr.io/app-id: orders\n    dapr.io/app-port: 8080\n',
    ],
    ['    dapr.io/app-id: orders # daprlint-ignore missing-tls until 2026-01-01\n', '    dapr.io/app-id: orders\n'],
  ])('goes with its line, its key or its comma: %j', (before, after) => {
    expect(fixed(pod(before))).toEqual([pod(after)]);
    expect(fixed(pod(after))).toEqual([]);
  });

  it('takes annotations with it that hold nothing else, and leaves other items of a line', () => {
    const store = (metadata: string): string =>
      `apiVersion: dapr.io/v1alpha1\nkind: Component\nmetadata:${metadata}\nspec: { type: secretstores.kubernetes, version: v1, metadata: [] }\n`;
    expect(fixed(store('\n  name: a\n  annotations:\n    daprlint.dev/ignore: missing-tls'))).toEqual([
      store('\n  name: a'),
    ]);
    expect(fixed(store(' { name: a, annotations: { daprlint.dev/ignore: missing-tls } }'))).toEqual([
      store(' { name: a }'),
    ]);
  });
});

describe('a suppression in a base that overlays share', () => {
  const base = (port: string) => ({
    'base/kustomization.yaml': 'resources: [orders.yaml]\n',
    'base/orders.yaml': `${unquotedPort.replace('8080', port)}    dapr.io/config: tracing\n`,
    ...Object.fromEntries(
      ['dev', 'prod'].map((name) => [`${name}/kustomization.yaml`, `resources: [../base]\nnamespace: ${name}\n`]),
    ),
  });

  it('suppresses a finding in all of them', () => {
    const { found, report } = judged(base('8080 # daprlint-ignore unquoted-string: known'));
    expect(found).toEqual([]);
    expect(report.suppressed).toMatchObject([{ finding: { workspaces: ['dev', 'prod'] } }]);
  });

  it('is not unused for suppressing something in one of them only', () => {
    const files = base('"8080"');
    const suppressed = {
      ...files,
      'base/orders.yaml': files['base/orders.yaml'].replace(
        'config: tracing',
        'config: tracng # daprlint-ignore unknown-configuration',
      ),
      'dev/kustomization.yaml': 'resources: [../base, tracing.yaml]\nnamespace: dev\n',
      'dev/tracing.yaml': 'apiVersion: dapr.io/v1alpha1\nkind: Configuration\nmetadata: { name: tracing }\nspec: {}\n',
    };
    expect(judged(suppressed)).toMatchObject({ found: [], suppressed: ['unknown-configuration comment undefined'] });
  });
});

describe('an annotation on an object that overlays patch', () => {
  const ignore = (id: string): string => `  annotations: { daprlint.dev/ignore: "${id}: known" }\n`;
  const deployment = (own: string, annotations: string): string =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: orders\n${own}spec:\n  template:\n    metadata:\n      annotations:\n${annotations}`;
  const rest = '        dapr.io/enabled: "true"\n';
  const files = (base: string, patch: string) => ({
    'base/kustomization.yaml': 'resources: [orders.yaml]\n',
    'base/orders.yaml':
      `${base}    spec: { containers: [{ name: a, image: a }] }\n  selector: { matchLabels: { app: orders } }\n`.replace(
        'template:\n    metadata:\n',
        'template:\n    metadata:\n      labels: { app: orders }\n',
      ),
    'dev/kustomization.yaml': 'resources: [../base]\npatches: [{ path: orders.yaml }]\n',
    'dev/orders.yaml': patch,
  });
  const prod = { 'prod/kustomization.yaml': 'resources: [../base]\n' };
  const port = '        dapr.io/app-port: 8080\n';
  const id = '        dapr.io/app-id: Orders_\n';

  it('suppresses what a patch brings', () => {
    const base = deployment(ignore('unquoted-string'), `${rest}        dapr.io/app-id: orders\n`);
    expect(judged(files(base, deployment('', port)))).toMatchObject({
      found: [],
      suppressed: ['unquoted-string annotation known'],
    });
  });

  it('suppresses what the base holds, where a patch brings it', () => {
    const patched = files(
      deployment('', rest + id),
      deployment(ignore('invalid-app-id'), '        dapr.io/app-port: "80"\n'),
    );
    expect(judged(patched)).toMatchObject({ found: [], suppressed: ['invalid-app-id annotation known'] });
    const { report, found } = judged({ ...patched, ...prod });
    expect(found).toEqual(['base/orders.yaml invalid-app-id']);
    expect(report.findings).toMatchObject([{ workspaces: ['prod'] }]);
  });
});

it('a config without such entries suppresses nothing', () => {
  expect(defaultSettings(rules).suppressions).toEqual([]);
});
