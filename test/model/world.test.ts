import { describe, expect, it } from 'vitest';
import type { Component } from '../../src/model/component.ts';
import { Workspace } from '../../src/model/workspace.ts';
import { parseConfig } from '../../src/triage/config.ts';
import { resolveSettings } from '../../src/triage/settings.ts';
import { parse } from '../../src/yaml/parse.ts';

/** What is known of some files, by their paths. */
const workspaceOf = (files: Readonly<Record<string, string>>, config = ''): Workspace => {
  const documents = Object.entries(files).flatMap(([path, text]) => parse({ path, text }));
  const written = parseConfig({ path: 'daprlint.yaml', text: config }, []);
  return new Workspace(documents, resolveSettings({ rules: [], config: written }).world);
};

const object = (apiVersion: string, kind: string, name: string, more = ''): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name}${more} }\n`;
const store = (name: string, more = ''): string =>
  `---\n${object('dapr.io/v1alpha1', 'Component', name)}spec: { type: state.in-memory, version: v1, metadata: [] }\n${more}`;
const secret = (key: string): string => `---\n${object('v1', 'Secret', 'redis')}stringData: { ${key}: a }\n`;

describe('what the user declares to live elsewhere', () => {
  it.each([
    ['secrets', 'Secret'],
    ['configurations', 'Configuration'],
    ['components', 'Component'],
  ])('%s: a missing %s is unknown, even where the input is all there is', (key, kind) => {
    const workspace = workspaceOf({}, `closedWorld: true\nexternal: { ${key}: [vault-*] }`);
    const outcomes = ['vault-orders', 'orders'].map((name) => workspace.find(kind, name, 'shop').outcome);
    expect(outcomes).toEqual(['unknown', 'absent']);
  });

  it('holds for what an operator makes a Secret of', () => {
    const workspace = workspaceOf({}, 'closedWorld: true\nexternal: { secrets: [vault-*] }');
    const outcomes = ['vault-orders', 'orders'].map((name) => workspace.findSecret(name, 'shop').outcome);
    expect(outcomes).toEqual(['unknown', 'absent']);
  });
});

describe('the keys of a Secret', () => {
  it('are known where one alone can be meant', () => {
    expect(workspaceOf({ 'a.yaml': secret('key') }).findSecret('redis', undefined).keys).toEqual(new Set(['key']));
    const two = workspaceOf({ 'a.yaml': secret('key') + secret('other') });
    expect(two.findSecret('redis', undefined)).not.toHaveProperty('keys');
  });
});

describe('two components meet', () => {
  const meet = (files: Readonly<Record<string, string>>, config = ''): boolean => {
    const workspace = workspaceOf(files, config);
    const [a, b] = workspace.components as readonly [Component, Component];
    return workspace.meeting(a, b) !== undefined;
  };

  it('in a folder, or where the input is all there is: folders beside each other may be alternatives', () => {
    expect(meet({ 'dev/a.yaml': store('a'), 'dev/b.yaml': store('b') })).toBe(true);
    expect(meet({ 'dev/a.yaml': store('a'), 'live/b.yaml': store('b') })).toBe(false);
    expect(meet({ 'dev/a.yaml': store('a'), 'live/b.yaml': store('b') }, 'closedWorld: true')).toBe(true);
  });

  it('where their scopes do', () => {
    const scoped = (...scopes: readonly string[]): boolean =>
      meet({ 'a.yaml': scopes.map((scope, index) => store(`store-${index}`, scope)).join('') });
    expect(scoped('scopes: [cart, billing]\n', 'scopes: [billing]\n')).toBe(true);
    expect(scoped('scopes: [cart]\n', '')).toBe(true);
    expect(scoped('scopes: [cart]\n', 'scopes: [billing]\n')).toBe(false);
  });

  it('in one namespace', () => {
    const placed = (name: string, namespace: string): string =>
      store(name).replace(`name: ${name}`, `name: ${name}, namespace: ${namespace}`);
    expect(meet({ 'a.yaml': placed('a', 'bank') + placed('b', 'shop') })).toBe(false);
    expect(meet({ 'a.yaml': placed('a', 'shop') + placed('b', 'shop') })).toBe(true);
    // The only namespace that is written is taken for that of the others.
    expect(meet({ 'a.yaml': store('a') + placed('b', 'shop') })).toBe(true);
    expect(meet({ 'a.yaml': store('a') + placed('b', 'shop') }, 'namespace: bank')).toBe(false);
  });
});

describe('workloads', () => {
  it.each([
    ['v1', 'Pod', ''],
    ['v1', 'ReplicationController', 'template'],
    ['apps/v1', 'Deployment', 'template'],
    ['apps/v1', 'StatefulSet', 'template'],
    ['apps/v1', 'DaemonSet', 'template'],
    ['apps/v1', 'ReplicaSet', 'template'],
    ['batch/v1', 'Job', 'template'],
    ['batch/v1', 'CronJob', 'jobTemplate'],
    ['argoproj.io/v1alpha1', 'Rollout', 'template'],
  ])('%s %s is one, with the app of its pods', (apiVersion, kind, key) => {
    const annotations = 'annotations: { dapr.io/enabled: "TRUE", dapr.io/app-id: orders }';
    const template = `{ metadata: { ${annotations} } }`;
    const specs = {
      '': '',
      template: `spec: { template: ${template} }\n`,
      jobTemplate: `spec: { jobTemplate: { spec: { template: ${template} } } }\n`,
    };
    const text =
      object(apiVersion, kind, 'orders', key === '' ? `, ${annotations}` : '') + specs[key as keyof typeof specs];
    expect(workspaceOf({ 'a.yaml': text }).apps.map(({ appId }) => appId)).toEqual(['orders']);
  });

  it('are not those that another one keeps', () => {
    const owned = (more: string): number => {
      const text = object('v1', 'Pod', 'orders', `, ownerReferences: [{ kind: ReplicaSet, name: orders${more} }]`);
      return workspaceOf({ 'a.yaml': text }).workloads.length;
    };
    expect(owned(', controller: true')).toBe(0);
    expect(owned('')).toBe(1);
  });

  it('have annotations that the injector never sees on each object around the pod template', () => {
    const annotations = 'annotations: { dapr.io/enabled: "true" }';
    const text = `${object('batch/v1', 'CronJob', 'orders', `, ${annotations}`)}spec: { jobTemplate: { metadata: { ${annotations} } } }\n`;
    const [workload] = workspaceOf({ 'a.yaml': text }).workloads;
    expect(workload?.outerAnnotations.map(({ exists }) => exists)).toEqual([true, true]);
  });
});

describe('pluggable components', () => {
  it.each([
    object('v1', 'Pod', 'a', ', annotations: { dapr.io/inject-pluggable-components: "true" }'),
    object('v1', 'Pod', 'a', ', annotations: { dapr.io/pluggable-components: "mine" }'),
    object('dapr.io/v1alpha1', 'Component', 'a', ', annotations: { dapr.io/component-container: "{}" }'),
  ])('are announced by %j', (text) => {
    expect(workspaceOf({ 'a.yaml': text }).hasPluggableComponents).toBe(true);
    expect(
      workspaceOf({ 'a.yaml': text.replace(/dapr\.io(?=.(?:inject|plugg|component-))/, 'example.com') })
        .hasPluggableComponents,
    ).toBe(false);
  });

  it.each([
    'template: { metadata: { annotations: { dapr.io/volume-mounts: "sockets:/tmp/dapr-components-sockets" } } }',
    'template: { spec: { containers: [{ volumeMounts: [{ mountPath: /tmp/dapr-components-sockets }] }] } }',
    'template: { spec: { containers: [{ env: [{ name: DAPR_COMPONENT_SOCKETS_FOLDER, value: /sockets }] }] } }',
  ])('may be served from the folder of sockets: %j', (spec) => {
    const text = `${object('apps/v1', 'Deployment', 'ledger')}spec: { ${spec} }\n`;
    expect(workspaceOf({ 'a.yaml': text }).hasPluggableComponents).toBe(true);
    expect(workspaceOf({ 'a.yaml': text.replace(/sockets/gi, 'things') }).hasPluggableComponents).toBe(false);
  });
});

describe('a component', () => {
  it('is loaded by an app of its scopes, and by any where a scope is still to be filled in', () => {
    const loaders = (scopes: string): readonly string[] => {
      const app = object('v1', 'Pod', 'a', ', annotations: { dapr.io/enabled: "true", dapr.io/app-id: cart }');
      const workspace = workspaceOf({ 'a.yaml': `${app}${store('s', scopes)}` });
      return workspace.components.flatMap((component) => workspace.appsOf(component)).map(({ title }) => title);
    };
    expect(loaders('')).toEqual(['app "cart"']);
    expect(loaders('scopes: [cart]\n')).toEqual(['app "cart"']);
    expect(loaders('scopes: [Cart]\n')).toEqual([]);
    expect(loaders(`scopes: ["\${APP}"]\n`)).toEqual(['app "cart"']);
  });
});
