import { describe, expect, it } from 'vitest';
import { Workspace } from '../../src/model/workspace.ts';
import { defaultSettings } from '../../src/triage/settings.ts';
import { parse } from '../../src/yaml/parse.ts';

const workspaceOf = (text: string) => {
  const source = { path: 'a.yaml', text };
  const workspace = new Workspace(parse(source), defaultSettings([]).world);
  const nameAt = (start: number): string | undefined =>
    workspace.resourceAt({ source, range: { start, end: start + 1 } })?.name;
  return { workspace, nameAt };
};

const pod = (name: string): string => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\n`;

describe('the object that a place belongs to', () => {
  it('is the one whose text is around it, and none between two of them', () => {
    const text = `# before\n${pod('a')}---\n# between\n---\n${pod('b')}`;
    const { nameAt } = workspaceOf(text);
    expect(
      [text.indexOf('before'), text.indexOf(': a'), text.indexOf('between'), text.indexOf(': b')].map(nameAt),
    ).toEqual([undefined, 'a', undefined, 'b']);
  });

  it('is the item of a list', () => {
    const text =
      'apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Pod, metadata: {name: a}}\n- {apiVersion: v1, kind: Pod, metadata: {name: b}}\n';
    const { nameAt } = workspaceOf(text);
    expect([text.indexOf('items'), text.indexOf('a}}'), text.indexOf('b}}')].map(nameAt)).toEqual([
      undefined,
      'a',
      'b',
    ]);
  });

  it('is found in an export of thousands in little time', () => {
    const text = Array.from({ length: 20_000 }, (_, index) => pod(`p${index}`)).join('---\n');
    const { workspace } = workspaceOf(text);
    const started = performance.now();
    for (const { location, name } of workspace.resources) expect(workspace.resourceAt(location)?.name).toBe(name);
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

describe('a namespace that is not written', () => {
  const cache = 'apiVersion: dapr.io/v1alpha1\nkind: Component\nmetadata: {name: cache}\n---\n';
  const namespaceOfCache = (others: string): string | undefined =>
    workspaceOf(`${cache}${others}`).workspace.components[0]?.namespace;

  it.each([
    ['a component', '{apiVersion: dapr.io/v1alpha1, kind: Component, metadata: {name: events, namespace: shop}}'],
    ['an app', '{apiVersion: v1, kind: Pod, metadata: {namespace: shop, annotations: {dapr.io/enabled: "true"}}}'],
  ])('is that of %s, if there is no other', (_, other) => {
    expect(namespaceOfCache(other)).toBe('shop');
    expect(namespaceOfCache(`${other}\n---\n{apiVersion: v1, kind: Secret, metadata: {namespace: bank}}`)).toBe(
      undefined,
    );
  });

  it.each([
    [
      'the control plane',
      '{apiVersion: dapr.io/v1alpha1, kind: Configuration, metadata: {name: daprsystem, namespace: dapr-system}}',
    ],
    ['a ConfigMap of an agent', '{apiVersion: v1, kind: ConfigMap, metadata: {name: agent, namespace: kube-system}}'],
    ['a database', '{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: redis, namespace: data}}'],
    ['a release', '{apiVersion: helm.toolkit.fluxcd.io/v2, kind: HelmRelease, metadata: {namespace: flux-system}}'],
  ])('is not that of %s', (_, other) => {
    expect(namespaceOfCache(other)).toBe(undefined);
  });
});
