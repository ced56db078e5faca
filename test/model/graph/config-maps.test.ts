import { describe, expect, it } from 'vitest';
import { Workspace } from '../../../src/model/workspace.ts';
import { defaultSettings } from '../../../src/triage/settings.ts';
import { parse } from '../../../src/yaml/parse.ts';

const pod = (name: string, namespace: string, spec: string): string => `---
apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  namespace: ${namespace}
  annotations: { dapr.io/enabled: "true", dapr.io/app-id: ${name} }
spec: ${spec}
`;
const configMap = (name: string, namespace: string): string =>
  `---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}, namespace: ${namespace} }\n`;

describe('the apps that get a ConfigMap', () => {
  const text = [
    pod('volume', 'shop', '{ volumes: [{ name: a, configMap: { name: a } }] }'),
    pod('projected', 'shop', '{ volumes: [{ name: a, projected: { sources: [{ configMap: { name: a } }] } }] }'),
    pod(
      'variables',
      'shop',
      '{ containers: [{ name: a, envFrom: [{ configMapRef: { name: a } }, { configMapRef: { name: b } }] }] }',
    ),
    pod(
      'variable',
      'bank',
      '{ initContainers: [{ name: a, env: [{ name: X, valueFrom: { configMapKeyRef: { name: a, key: x } } }] }] }',
    ),
    pod('secret', 'shop', '{ volumes: [{ name: a, secret: { secretName: a } }] }'),
    pod('unknown', 'shop', '{ volumes: [{ name: a, configMap: { name: "{{ .name }}" } }] }'),
    configMap('a', 'shop'),
    configMap('a', 'bank'),
    configMap('b', 'shop'),
    configMap('c', 'shop'),
  ].join('');
  const workspace = new Workspace(parse({ path: 'all.yaml', text }), defaultSettings([]).world);

  it('are those of its namespace with a volume or a variable of it', () => {
    const readers = workspace
      .resourcesOf('ConfigMap')
      .map((each) => [`${each.namespace}/${each.name}`, workspace.appsWithConfigMap(each).map(({ appId }) => appId)]);
    expect(readers).toEqual([
      ['shop/a', ['volume', 'projected', 'variables']],
      ['bank/a', ['variable']],
      ['shop/b', ['variables']],
      ['shop/c', []],
    ]);
  });
});
