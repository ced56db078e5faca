import { describe, expect, it } from 'vitest';
import { defaultSettings, lint, rules } from '../../src/index.ts';
import { compare, entriesFor } from '../../src/triage/baseline.ts';
import { parseBaseline, printBaseline } from '../../src/triage/baseline-file.ts';
import { unquotedPort } from '../cli/call.ts';

const findingsIn = (files: Readonly<Record<string, string>>) =>
  lint(
    Object.entries(files).map(([path, text]) => ({ path, text })),
    rules,
    defaultSettings(rules),
    { today: '2026-11-23' },
  ).findings;
const asItIs = (path: string): string => path;
const entriesOf = (files: Readonly<Record<string, string>>) => entriesFor(findingsIn(files), [], asItIs);
const compared = (before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>) => {
  const { fresh, known, left } = compare(findingsIn(after), entriesOf(before), asItIs);
  return {
    fresh: fresh.map(({ rule, location }) => `${location.source.path} ${rule}`),
    known: known.length,
    left: left.map(({ rule, count }) => `${rule} ${count}`),
  };
};

const kafka = (items: string): string =>
  `apiVersion: dapr.io/v1alpha1\nkind: Component\nmetadata: { name: events }\nspec:\n  type: pubsub.kafka\n  version: v1\n  metadata:\n${items}`;
const brokers = '    - { name: brokers, value: "kafka:9092" }\n    - { name: authType, value: none }\n';

describe('a baseline', () => {
  it('knows findings by rule, object and path, and where they were', () => {
    expect(entriesOf({ 'orders.yaml': unquotedPort })).toEqual([
      {
        kind: 'Pod',
        name: 'orders',
        file: 'orders.yaml',
        path: 'metadata.annotations["dapr.io/app-port"]',
        rule: 'unquoted-string',
        count: 1,
      },
    ]);
  });

  it('knows them again in another file, at another place, in another style', () => {
    const list = `# moved\napiVersion: v1\nkind: List\nitems:\n- ${unquotedPort.trim().replaceAll('\n', '\n  ')}\n`;
    const json = JSON.stringify({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        annotations: { 'dapr.io/app-port': 8080, 'dapr.io/app-id': 'orders', 'dapr.io/enabled': 'true' },
        name: 'orders',
      },
    });
    for (const after of [{ 'apps/all.yaml': list }, { 'orders.json': json }])
      expect(compared({ 'orders.yaml': unquotedPort }, after)).toEqual({ fresh: [], known: 1, left: [] });
  });

  it('knows items of lists by their names, in whatever order they stand', () => {
    const before = kafka(`${brokers}    - { name: saslUsernam, value: a }\n`);
    const after = kafka(`    - name: saslUsernam\n      value: a\n${brokers}`);
    const { fresh, known } = compared({ 'events.yaml': before }, { 'events.yaml': after });
    expect(fresh).toEqual([]);
    expect(known).toBeGreaterThan(0);
    expect(entriesOf({ 'events.yaml': before }).map(({ path }) => path)).toContain('spec.metadata[saslUsernam].name');
  });

  it('does not know items without names by their numbers', () => {
    const all = kafka(brokers);
    const fields = entriesOf({ 'events.yaml': `${all}scopes: [orders, orders, Invoices_]\n` }).map(({ path }) => path);
    expect(fields.filter((path) => path?.startsWith('scopes'))).toEqual(expect.arrayContaining(['scopes[]']));
    expect(fields.join()).not.toMatch(/\[\d/);
  });

  it('counts what looks the same, and calls the last of too many new', () => {
    const [one, two, three] = ['dev', 'prod', 'test'].map((folder) => `${folder}/orders.yaml`) as [
      string,
      string,
      string,
    ];
    const namespaced = (namespace: string): string =>
      unquotedPort.replace('name: orders', `name: orders\n  namespace: ${namespace}`);
    const twice = { [one]: namespaced('a'), [two]: namespaced('a') };
    const entries = entriesOf(twice).filter(({ rule }) => rule === 'unquoted-string');
    expect(entries).toMatchObject([
      { file: one, count: 1 },
      { file: two, count: 1 },
    ]);
    expect(compared(twice, { ...twice, [three]: namespaced('a') }).fresh).toContain('test/orders.yaml unquoted-string');
    expect(compared(twice, { [one]: namespaced('a') }).left).toContain('unquoted-string 1');
    expect(compared(twice, { [one]: namespaced('b') }).fresh).toEqual(['dev/orders.yaml unquoted-string']);
  });

  it('tells the same object in two files apart, as for two environments', () => {
    const quoted = unquotedPort.replace('8080', '"8080"');
    const before = { 'dev/orders.yaml': quoted, 'prod/orders.yaml': unquotedPort };
    expect(compared(before, { ...before, 'dev/orders.yaml': unquotedPort })).toMatchObject({
      fresh: ['dev/orders.yaml unquoted-string'],
      left: [],
    });
    const after = { 'dev/orders.yaml': quoted, 'production/orders.yaml': unquotedPort };
    expect(compared(before, after)).toMatchObject({ fresh: [], left: [] });
  });

  it('knows findings by what an entry without a file says, too', () => {
    const entries = entriesOf({ 'orders.yaml': unquotedPort }).map(({ file: _, ...entry }) => entry);
    expect(compare(findingsIn({ 'apps.yaml': unquotedPort }), entries, asItIs)).toMatchObject({ fresh: [], left: [] });
  });

  it('knows the findings of a shared base again when an overlay comes or goes', () => {
    const base = {
      'base/kustomization.yaml': 'resources: [orders.yaml]\n',
      'base/orders.yaml': unquotedPort,
    };
    const overlay = (name: string) => ({
      [`${name}/kustomization.yaml`]: `resources: [../base]\nnamespace: ${name}\n`,
    });
    const [one, both] = [
      { ...base, ...overlay('dev') },
      { ...base, ...overlay('dev'), ...overlay('prod') },
    ];
    expect(entriesOf(one)).toMatchObject([{ namespace: 'dev', name: 'orders', count: 1 }]);
    expect(entriesOf(both)).toMatchObject([{ name: 'orders', count: 1 }]);
    expect(compared(one, both)).toEqual({ fresh: [], known: 1, left: [] });
    expect(compared(both, one)).toEqual({ fresh: [], known: 1, left: [] });
  });

  it('knows what is about no object by its file', () => {
    const broken = { 'a.yaml': 'apiVersion: v1\nkind: Pod\nspec: {\n' };
    expect(entriesOf(broken)[0]).toMatchObject({ file: 'a.yaml', rule: expect.any(String) });
    expect(compared(broken, { 'a.yaml': `# once more\n${broken['a.yaml']}` })).toMatchObject({ fresh: [], left: [] });
    expect(compared(broken, { 'b.yaml': broken['a.yaml'] }).fresh).not.toEqual([]);
  });

  it('holds no value of a secret', () => {
    const text = kafka(`${brokers}    - { name: saslPassword, value: hunter2-hunter2 }\n`);
    const entries = entriesOf({ 'events.yaml': text });
    expect(entries.map(({ rule }) => rule)).toContain('plain-text-secret');
    expect(printBaseline({ paths: ['.'], entries })).not.toContain('hunter2');
  });
});

describe('the file of a baseline', () => {
  const entry = {
    kind: 'Pod',
    name: 'orders',
    path: 'metadata.annotations["dapr.io/app-port"]',
    rule: 'unquoted-string',
  };
  const read = (text: string) => parseBaseline({ path: 'known.json', text });

  it('has an entry a line, and says the same when it is read', () => {
    const baseline = {
      paths: ['deploy'],
      entries: [
        { ...entry, count: 1 },
        { file: 'a "b".yaml', rule: 'x', count: 3 },
      ],
    };
    const text = printBaseline(baseline);
    expect(text).toBe(`{
  "version": 1,
  "paths": ["deploy"],
  "findings": [
    { "kind": "Pod", "name": "orders", "path": "metadata.annotations[\\"dapr.io/app-port\\"]", "rule": "unquoted-string" },
    { "file": "a \\"b\\".yaml", "rule": "x", "count": 3 }
  ]
}
`);
    expect(read(text)).toEqual(baseline);
    expect(read(printBaseline({ paths: ['.'], entries: [] }))).toEqual({ paths: ['.'], entries: [] });
  });

  it('has an order that does not depend on that of the findings', () => {
    const findings = findingsIn({ 'a.yaml': unquotedPort, 'b.yaml': kafka(`${brokers}scopes: [a, a]\n`) });
    expect(entriesFor(findings.toReversed(), [], asItIs)).toEqual(entriesFor(findings, [], asItIs));
  });

  it.each([
    ['', 'the baseline known.json cannot be used: it is no JSON'],
    ['password: hunter2', 'the baseline known.json cannot be used: it is no JSON'],
    ['{\n<<<<<<< HEAD\n', 'the baseline known.json holds a merge conflict'],
    ['[]', 'the baseline known.json cannot be used: it has no version'],
    ['{"version": 2, "findings": {}}', 'the baseline known.json is of version 2, and this daprlint knows 1'],
    ['{"version": "1"}', 'the baseline known.json cannot be used: its version is not 1'],
    ['{"version": 1, "findings": []}', 'the baseline known.json cannot be used: paths is no list of texts'],
    ['{"version": 1, "paths": ["."]}', 'the baseline known.json cannot be used: findings is no list'],
    [
      '{"version": 1, "paths": ["."], "findings": [1]}',
      'the baseline known.json cannot be used: findings[0] is no object',
    ],
    [
      '{"version": 1, "paths": ["."], "findings": [{"kind": "Pod"}]}',
      'the baseline known.json cannot be used: findings[0] has no rule',
    ],
    [
      '{"version": 1, "paths": ["."], "findings": [{"rule": "x"}]}',
      'the baseline known.json cannot be used: findings[0] has neither kind nor file',
    ],
    [
      '{"version": 1, "paths": ["."], "findings": [{"rule": "x", "kind": "Pod", "name": 1}]}',
      'the baseline known.json cannot be used: findings[0] has a name that is no text',
    ],
    [
      '{"version": 1, "paths": ["."], "findings": [{"rule": "x", "kind": "Pod", "count": 0}]}',
      'the baseline known.json cannot be used: findings[0] has a count that is no positive number',
    ],
  ])('is refused where it is %j', (text, message) => {
    expect(() => read(text)).toThrow(message);
  });
});
