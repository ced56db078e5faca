import { describe, expect, it, test } from 'vitest';
import { Workspace } from '../../src/model/workspace.ts';
import { defaultSettings } from '../../src/triage/settings.ts';
import { parse } from '../../src/yaml/parse.ts';

const workspaceOf = (text: string, closedWorld = false): Workspace =>
  new Workspace(parse({ path: 'all.yaml', text }), { ...defaultSettings([]).world, closedWorld });

const object = (type: string, rest: string, namespace = 'shop'): string => {
  const [apiVersion, kind] = [type.slice(0, type.lastIndexOf('/')), type.slice(type.lastIndexOf('/') + 1)];
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: orders, namespace: ${namespace} }\n${rest}\n`;
};

/** The object, the Secret that there will be, and its keys where they are known. */
const makers: readonly (readonly [type: string, rest: string, secret: string, keys?: readonly string[]])[] = [
  ['v1/Secret', 'data: { a: "" }\nstringData: { b: "" }', 'orders', ['a', 'b']],
  ['v1/Secret', 'type: kubernetes.io/service-account-token\ndata: { a: "" }', 'orders'],
  ['v1/Secret', 'data: { a: "ENC[AES256_GCM,data:x]" }\nsops: { version: 3.9.0 }', 'orders', ['a']],
  ['bitnami.com/v1alpha1/SealedSecret', 'spec: { encryptedData: { a: x } }', 'orders', ['a']],
  ['bitnami.com/v1alpha1/SealedSecret', 'spec: { data: AgBy }', 'orders'],
  [
    'external-secrets.io/v1/ExternalSecret',
    'spec: { target: { name: db }, data: [{ secretKey: a }, { secretKey: b }] }',
    'db',
    ['a', 'b'],
  ],
  [
    'external-secrets.io/v1/ExternalSecret',
    'spec: { target: { template: { data: { url: x } } }, data: [{ secretKey: a }] }',
    'orders',
    ['url'],
  ],
  [
    'external-secrets.io/v1/ExternalSecret',
    'spec: { target: { template: { mergePolicy: Merge, data: { url: x } } }, data: [{ secretKey: a }] }',
    'orders',
    ['a', 'url'],
  ],
  [
    'external-secrets.io/v1/ExternalSecret',
    'spec: { data: [{ secretKey: a }], dataFrom: [{ extract: {} }] }',
    'orders',
  ],
  [
    'external-secrets.io/v1/ExternalSecret',
    'spec: { target: { creationPolicy: Merge }, data: [{ secretKey: a }] }',
    'orders',
  ],
  [
    'external-secrets.io/v1/ClusterExternalSecret',
    'spec: { externalSecretName: es, externalSecretSpec: { data: [{ secretKey: a }] } }',
    'es',
    ['a'],
  ],
  ['cert-manager.io/v1/Certificate', 'spec: { secretName: tls }', 'tls', ['tls.crt', 'tls.key', 'ca.crt']],
  ['cert-manager.io/v1/Certificate', 'spec: { secretName: tls, keystores: { jks: {} } }', 'tls'],
  [
    'secrets-store.csi.x-k8s.io/v1/SecretProviderClass',
    'spec: { secretObjects: [{ secretName: db, data: [{ key: a }] }] }',
    'db',
    ['a'],
  ],
  [
    'kustomize.config.k8s.io/v1beta1/Kustomization',
    'namespace: shop\nsecretGenerator: [{ name: db, literals: [a=1, b=x=y], files: [c=d.txt, e/f.txt] }]',
    'db',
    ['a', 'b', 'c', 'f.txt'],
  ],
  ['kustomize.config.k8s.io/v1beta1/Kustomization', 'secretGenerator: [{ name: db, envs: [a.env] }]', 'db'],
  ['secrets.hashicorp.com/v1beta1/VaultStaticSecret', 'spec: { destination: { name: db, create: true } }', 'db'],
  [
    'isindir.github.com/v1alpha3/SopsSecret',
    'spec: { secretTemplates: [{ name: db, stringData: { a: x } }] }',
    'db',
    ['a'],
  ],
  [
    'secrets.infisical.com/v1alpha1/InfisicalSecret',
    'spec: { managedKubeSecretReferences: [{ secretName: db, secretNamespace: shop }] }',
    'db',
  ],
  [
    'secrets.infisical.com/v1beta1/InfisicalStaticSecret',
    'spec: { targets: [{ kind: ConfigMap, name: x }, { kind: Secret, name: db }] }',
    'db',
  ],
  ['secrets.doppler.com/v1alpha1/DopplerSecret', 'spec: { managedSecret: { name: db, namespace: shop } }', 'db'],
  ['k8s.bitwarden.com/v1/BitwardenSecret', 'spec: { secretName: db }', 'db'],
  ['onepassword.com/v1/OnePasswordItem', 'spec: { itemPath: x }', 'orders'],
  [
    'kafka.strimzi.io/v1beta2/KafkaUser',
    'spec: { authentication: { type: scram-sha-512 } }',
    'orders',
    ['password', 'sasl.jaas.config'],
  ],
  ['kafka.strimzi.io/v1beta2/Kafka', 'spec: {}', 'orders-cluster-ca-cert', ['ca.crt', 'ca.p12', 'ca.password']],
  ['postgresql.cnpg.io/v1/Cluster', 'spec: {}', 'orders-app'],
  ['rabbitmq.com/v1beta1/RabbitmqCluster', 'spec: {}', 'orders-default-user'],
  ['database.example.org/v1/PostgreSQLInstance', 'spec: { writeConnectionSecretToRef: { name: db } }', 'db'],
];

describe('what will be a Secret', () => {
  test.each(makers.map(([type, rest, secret, keys]) => ({ type, rest, secret, keys })))(
    '$type: $rest',
    ({ type, rest, secret, keys }) => {
      const found = workspaceOf(object(type, rest)).findSecret(secret, 'shop');
      expect(found).toMatchObject({ outcome: 'found' });
      expect(found.keys && [...found.keys].sort()).toEqual(keys && [...keys].sort());
    },
  );

  it('is not what External Secrets is told to make nothing of, nor a kind of the same name', () => {
    const none = object('external-secrets.io/v1/ExternalSecret', 'spec: { target: { creationPolicy: None } }');
    const other = object('servicebinding.io/v1/ServiceBinding', 'spec: {}');
    expect(workspaceOf(`${none}---\n${other}`, true).findSecret('orders', 'shop').outcome).toBe('absent');
  });

  it('is in other namespaces where a controller copies it there', () => {
    const copied = `apiVersion: v1\nkind: Secret\nmetadata:\n  name: orders\n  namespace: shop\n  annotations:\n    reflector.v1.k8s.emberstack.com/reflection-auto-enabled: "true"\ndata: { a: "" }\n`;
    const everywhere = object('external-secrets.io/v1/ClusterExternalSecret', 'spec: { externalSecretName: es }');
    const both = workspaceOf(`${copied}---\n${everywhere}`);
    expect(['orders', 'es'].map((name) => both.findSecret(name, 'bank').outcome)).toEqual(['found', 'found']);
    expect(workspaceOf(object('v1/Secret', '')).findSecret('orders', 'bank').outcome).toBe('elsewhere');
  });

  it('may be any where a whole object is encrypted', () => {
    const hidden = 'apiVersion: ENC[x]\nkind: ENC[y]\nmetadata: { name: "ENC[z]" }\nsops: {}\n';
    expect(workspaceOf(hidden, true).findSecret('orders', 'shop').outcome).toBe('unknown');
  });
});

describe('the name that kustomize gives a Secret', () => {
  const isRenamed = (rest: string): boolean =>
    workspaceOf(object('kustomize.config.k8s.io/v1beta1/Kustomization', rest)).findSecret('db', undefined).isRenamed ??
    false;

  test.each([
    ['secretGenerator: [{ name: db }]', true],
    ['secretGenerator: [{ name: db, options: { disableNameSuffixHash: true } }]', false],
    ['generatorOptions: { disableNameSuffixHash: true }\nsecretGenerator: [{ name: db }]', false],
    ['namePrefix: x-\ngeneratorOptions: { disableNameSuffixHash: true }\nsecretGenerator: [{ name: db }]', true],
    ['configurations: [names.yaml]\nsecretGenerator: [{ name: db }]', false],
  ] as const)('%s: %s', (rest, expected) => {
    expect(isRenamed(rest)).toBe(expected);
  });
});
