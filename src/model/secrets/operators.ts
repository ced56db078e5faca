import type { Field } from '../../yaml/field.ts';
import type { Namespace, Resource } from '../resource.ts';

/** What is known of a Secret that an operator makes. */
interface Made {
  readonly called: string;
  readonly where: Namespace;
  readonly keys?: ReadonlySet<string>;
}

/**
 * Where the operators of other kinds (`group/Kind`) take the name of their Secret from, and its namespace if it may be another;
 * without a name it is called like the object. The keys come from elsewhere.
 */
export const namedAt: Readonly<
  Record<string, { readonly name: readonly string[]; readonly namespace?: readonly string[] }>
> = {
  'spv.no/AzureKeyVaultSecret': { name: ['spec', 'output', 'secret', 'name'] },
  'k8s.bitwarden.com/BitwardenSecret': { name: ['spec', 'secretName'] },
  'lerentis.uploadfilter24.eu/BitwardenSecret': { name: ['spec', 'name'], namespace: ['spec', 'namespace'] },
  'secrets.doppler.com/DopplerSecret': {
    name: ['spec', 'managedSecret', 'name'],
    namespace: ['spec', 'managedSecret', 'namespace'],
  },
  'secrets.hashicorp.com/HCPVaultSecretsApp': { name: ['spec', 'destination', 'name'] },
  'secrets.hashicorp.com/VaultDynamicSecret': { name: ['spec', 'destination', 'name'] },
  'secrets.hashicorp.com/VaultPKISecret': { name: ['spec', 'destination', 'name'] },
  'secrets.hashicorp.com/VaultStaticSecret': { name: ['spec', 'destination', 'name'] },
  'onepassword.com/OnePasswordItem': { name: ['metadata', 'name'] },
  'ricoberger.de/VaultSecret': { name: ['metadata', 'name'] },
  'services.cloud.sap.com/ServiceBinding': { name: ['spec', 'secretName'] },
};

type Maker = (object: { readonly name: string; readonly spec: Field; readonly body: Field }) => readonly Draft[];
/** A Secret in the namespace of the object, unless it says another. */
interface Draft {
  readonly called: string;
  readonly where?: string | undefined;
  readonly keys?: readonly string[];
}

/** Operators that make Secrets of other names, or several, by `group/Kind`. */
export const madeBy: Readonly<Record<string, Maker>> = {
  'isindir.github.com/SopsSecret': ({ spec }) =>
    itemsOf(spec, 'secretTemplates').map((item) => ({ called: textOf(item, 'name'), keys: keysIn(item) })),
  'secrets.infisical.com/InfisicalSecret': ({ spec }) =>
    [spec.get('managedSecretReference'), ...itemsOf(spec, 'managedKubeSecretReferences')].map((target) => ({
      called: textOf(target, 'secretName'),
      where: target.get('secretNamespace').text,
    })),
  'secrets.infisical.com/InfisicalStaticSecret': ({ spec }) =>
    itemsOf(spec, 'targets')
      .filter((target) => ['', 'Secret'].includes(textOf(target, 'kind')))
      .map((target) => ({ called: textOf(target, 'name'), where: target.get('namespace').text })),
  'kafka.strimzi.io/KafkaUser': ({ name, spec }) => {
    const type = spec.get('authentication').get('type').text;
    if (type === 'scram-sha-512') return [{ called: name, keys: ['password', 'sasl.jaas.config'] }];
    const keys = ['ca.crt', 'user.crt', 'user.key', 'user.p12', 'user.password'];
    return type === 'tls' ? [{ called: name, keys }] : [];
  },
  'kafka.strimzi.io/Kafka': ({ name }) =>
    ['cluster', 'clients'].map((authority) => ({
      called: `${name}-${authority}-ca-cert`,
      keys: ['ca.crt', 'ca.p12', 'ca.password'],
    })),
  'postgresql.cnpg.io/Cluster': ({ name }) =>
    ['app', 'superuser', 'ca', 'server', 'replication'].map((suffix) => ({ called: `${name}-${suffix}` })),
  'postgres-operator.crunchydata.com/PostgresCluster': ({ name, spec }) => {
    const users = itemsOf(spec, 'users').map((user) => textOf(user, 'name'));
    return (users.length > 0 ? users : [name]).map((user) => ({ called: `${name}-pguser-${user}` }));
  },
  'rabbitmq.com/RabbitmqCluster': ({ name }) => [{ called: `${name}-default-user` }],
  'clustersecret.io/ClusterSecret': ({ name, body }) => [{ called: name, keys: keysIn(body) }],
};

const itemsOf = (field: Field, name: string): readonly Field[] => field.get(name as never).items as readonly Field[];
const textOf = (field: Field, name: string): string => (field.get(name as never) as Field).text ?? '';
const keysIn = (item: Field): readonly string[] =>
  [item.get('data'), item.get('stringData')].flatMap((map) => map.entries.map(([key]) => key));

/** The Secrets that an operator makes of an object of its own. */
export const operatedSecrets = (resource: Resource): readonly Made[] => {
  const { group, kind, name, namespace } = resource;
  const body = resource.body as Field;
  const at = (steps: readonly string[]): string | undefined =>
    steps.reduce<Field>((field, step) => field.get(step as never), body).text;
  const id = `${group}/${kind}`;
  const place = Object.hasOwn(namedAt, id) ? namedAt[id] : undefined;
  if (place) return [{ called: at(place.name) ?? name, where: (place.namespace && at(place.namespace)) ?? namespace }];
  const make = Object.hasOwn(madeBy, id) ? madeBy[id] : undefined;
  if (make) {
    // It is put into the namespaces that match: any.
    const isEverywhere = kind === 'ClusterSecret';
    return make({ name, spec: body.get('spec'), body })
      .filter(({ called }) => called !== '')
      .map(({ called, where = namespace, keys }) => ({
        called,
        where: isEverywhere ? undefined : where,
        ...(keys && { keys: new Set(keys) }),
      }));
  }
  // Crossplane and the controller of Terraform say in any kind of theirs where to write to.
  for (const writer of ['writeConnectionSecretToRef', 'writeOutputsToSecret']) {
    const called = at(['spec', writer, 'name']);
    if (called !== undefined) return [{ called, where: at(['spec', writer, 'namespace']) ?? namespace }];
  }
  return [];
};

const hasAnnotation = (resource: Resource, wanted: RegExp): boolean =>
  resource.annotations.entries.some(([key]) => wanted.test(key));

/** Whether a controller puts copies of a Secret into further namespaces. */
export const isMirrored = (resource: Resource): boolean =>
  hasAnnotation(
    resource,
    /^(?:reflector\.v1\.k8s\.emberstack\.com\/reflection-|replicator\.v1\.mittwald\.de\/replicat(?:e-to|ion-)|kubed\.appscode\.com\/sync)/,
  );

/** Whether a controller fills a Secret that is written empty, or in part. */
export const isFilledElsewhere = (resource: Resource): boolean =>
  hasAnnotation(
    resource,
    /^(?:reflector\.v1\.k8s\.emberstack\.com\/reflects$|replicator\.v1\.mittwald\.de\/replicate-from$|secret-generator\.v1\.mittwald\.de\/)/,
  ) || (resource.body as Field).get('type').text === 'kubernetes.io/service-account-token';
