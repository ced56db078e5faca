import { describe, expect, it } from 'vitest';
import { type PolicyReport, policyreport } from '../../src/report/policy-report.ts';
import { finding, kafka, locate, plainView, report } from './synthetic.ts';

const at = locate(kafka, 'broker');
const component = { apiVersion: 'dapr.io/v1alpha1', kind: 'Component', name: 'orders' };
const inNamespace = (namespace: string) => finding(at, { resource: { ...component, namespace } });

const itemsOf = (given: Parameters<typeof policyreport>[0]): readonly PolicyReport[] =>
  (JSON.parse(policyreport(given, plainView)) as { items: readonly PolicyReport[] }).items;
const namesIn = (items: readonly PolicyReport[]): readonly string[] =>
  items.map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? '-'}/${metadata.name}`);

describe('the policy reports', () => {
  it('tell what, where, of which object, and what to do', () => {
    const one = finding(at, {
      help: 'write "brokers"',
      resource: { ...component, namespace: 'shop' },
      workspaces: ['a', 'b'],
    });
    expect(itemsOf(report([one]))[1]).toEqual({
      apiVersion: 'wgpolicyk8s.io/v1alpha2',
      kind: 'PolicyReport',
      metadata: { name: 'daprlint', namespace: 'shop', labels: { 'app.kubernetes.io/managed-by': 'daprlint' } },
      results: [
        {
          source: 'daprlint',
          policy: 'unknown-metadata',
          category: 'ignored',
          result: 'fail',
          scored: true,
          severity: 'high',
          message: 'pubsub.kafka has no metadata field "broker"',
          resources: [{ ...component, namespace: 'shop' }],
          properties: {
            path: 'deploy/pubsub.yaml',
            line: '9',
            column: '13',
            field: 'spec.metadata[broker]',
            help: 'write "brokers"',
            docs: 'https://docs.dapr.io/unknown-metadata/',
            workspaces: 'a, b',
            resultID: '0123456789abcdef',
          },
        },
      ],
      summary: { pass: 0, fail: 1, warn: 0, error: 0, skip: 0 },
    });
  });

  it('are one for each namespace, and one for what is in none', () => {
    const findings = [
      inNamespace('shop'),
      inNamespace('bakery'),
      inNamespace('shop'),
      finding(at, { resource: component }),
      finding(at, { resource: { ...component, kind: 'ClusterRole', namespace: 'shop' } }),
      finding(at),
    ];
    const items = itemsOf(report(findings));
    expect(namesIn(items)).toEqual([
      'ClusterPolicyReport -/daprlint',
      'PolicyReport -/daprlint-no-namespace',
      'PolicyReport bakery/daprlint',
      'PolicyReport shop/daprlint',
    ]);
    expect(items.map(({ results }) => results.length)).toEqual([2, 1, 1, 2]);
  });

  it('tell of a namespace that cannot be one where all namespaces are told of', () => {
    expect(namesIn(itemsOf(report([inNamespace('Shop'), inNamespace(''), inNamespace('(unsaid)')])))).toEqual([
      'ClusterPolicyReport -/daprlint',
    ]);
  });

  it('count what fails and what is only warned of', () => {
    const findings = (['error', 'warning', 'info', 'warning'] as const).map((severity) => finding(at, { severity }));
    const [item] = itemsOf(report(findings));
    expect(item?.summary).toEqual({ pass: 0, fail: 1, warn: 3, error: 0, skip: 0 });
    expect(item?.results.map(({ severity, scored }) => `${severity} ${scored}`)).toEqual([
      'high true',
      'medium false',
      'info false',
      'medium false',
    ]);
  });

  it('are never none, so that there is something to apply', () => {
    expect(itemsOf(report([]))).toMatchObject([{ kind: 'ClusterPolicyReport', results: [], summary: { fail: 0 } }]);
  });

  it('are divided where kubectl could not apply them', () => {
    const findings = Array.from({ length: 2_000 }, () => inNamespace('shop'));
    const items = itemsOf(report(findings)).slice(1);
    expect(namesIn(items).slice(0, 3)).toEqual([
      'PolicyReport shop/daprlint',
      'PolicyReport shop/daprlint-2',
      'PolicyReport shop/daprlint-3',
    ]);
    expect(items.reduce((sum, { results }) => sum + results.length, 0)).toBe(2_000);
    for (const item of items) expect(JSON.stringify(item).length).toBeLessThan(256 * 1024);
  });
});
