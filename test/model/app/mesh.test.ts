import { describe, expect, it } from 'vitest';
import { meshOf } from '../../../src/model/app/mesh.ts';
import { injectorSettings } from '../../../src/model/app/sidecar-security.ts';
import { Workspace } from '../../../src/model/workspace.ts';
import { defaultSettings } from '../../../src/triage/settings.ts';
import { parse } from '../../../src/yaml/parse.ts';

const workspaceOf = (...objects: readonly object[]): Workspace =>
  new Workspace(
    objects.flatMap((object) => parse({ path: 'all.json', text: JSON.stringify(object) })),
    defaultSettings([]).world,
  );
const namespace = (labels: object, annotations: object = {}): object => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'shop', labels, annotations },
});
const pod = (labels: object, annotations: object = {}): object => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: 'orders',
    namespace: 'shop',
    labels,
    annotations: { 'dapr.io/enabled': 'true', 'dapr.io/app-id': 'orders', ...annotations },
  },
});

const istio = { 'sidecar.istio.io/inject': 'true' };
const none = { 'sidecar.istio.io/inject': 'false' };

describe('the mesh of an app', () => {
  it.each([
    ['nothing is written', [pod({})], undefined],
    ['a label of the pod', [pod(istio)], 'Istio'],
    ['an annotation of the pod', [pod({}, istio)], 'Istio'],
    ['a label of the namespace', [namespace({ 'istio-injection': 'enabled' }), pod({})], 'Istio'],
    ['a revision', [namespace({ 'istio.io/rev': 'stable' }), pod({})], 'Istio'],
    [
      'what the pod says over what its namespace says',
      [namespace({ 'istio-injection': 'enabled' }), pod(none)],
      undefined,
    ],
    ['injection that is off', [namespace({ 'istio-injection': 'disabled' }), pod({})], undefined],
    ['an annotation of the namespace', [namespace({}, { 'linkerd.io/inject': 'enabled' }), pod({})], 'Linkerd'],
  ])('is known by %s', (_, objects, name) => {
    const workspace = workspaceOf(...objects);
    const [app] = workspace.apps;
    expect(app && meshOf(app, workspace)?.name).toBe(name);
  });
});

describe('the settings of the injector', () => {
  const injector = (env: readonly object[]): object => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'dapr-sidecar-injector', namespace: 'dapr-system' },
    spec: { template: { spec: { containers: [{ name: 'injector', env }] } } },
  });

  it('are those of the chart where its Deployment is not here', () => {
    const settings = { isSeen: false, dropsAll: false, runsAsNonRoot: true, hasUser: false };
    expect(injectorSettings(workspaceOf())).toEqual(settings);
    expect(injectorSettings(workspaceOf(), true)).toEqual({ ...settings, dropsAll: true });
  });

  it('are read from its Deployment', () => {
    const workspace = workspaceOf(
      injector([
        { name: 'SIDECAR_DROP_ALL_CAPABILITIES', value: 'true' },
        { name: 'SIDECAR_RUN_AS_NON_ROOT', value: 'false' },
        { name: 'SIDECAR_RUN_AS_USER', value: '1000' },
      ]),
    );
    expect(injectorSettings(workspace)).toEqual({ isSeen: true, dropsAll: true, runsAsNonRoot: false, hasUser: true });
  });
});
