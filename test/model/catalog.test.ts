import { describe, expect, test } from 'vitest';
import { type Catalog, catalogFor, daprVersions, type MetadataSchema } from '../../src/model/catalog.ts';

const at = (version: string): Catalog => {
  const catalog = catalogFor(version);
  if (!catalog) throw new Error(`no catalog of ${version}`);
  return catalog;
};
const catalog = at('1.18');

const schemaOf = (type: string, version = 'v1'): MetadataSchema => {
  const definition = catalog.component(type);
  if (!definition) throw new Error(`no component ${type}`);
  return definition.metadata(version);
};

const names = (fields: readonly { readonly name: string }[]): readonly string[] => fields.map(({ name }) => name);

describe('the catalog of a version', () => {
  test('exists for the minors 1.12 to 1.18, with or without a patch', () => {
    expect(daprVersions).toEqual(['1.12', '1.13', '1.14', '1.15', '1.16', '1.17', '1.18']);
    for (const version of daprVersions) expect(catalogFor(version)?.daprVersion).toBe(version);
    expect(catalogFor('1.18.3')?.daprVersion).toBe('1.18');
    expect(catalogFor('v1.17.2')?.daprVersion).toBe('1.17');
  });

  test('does not exist for any other text', () => {
    for (const version of ['1.11', '1.19', '1', '', '2.18', '1.18.x', '1.18.3.1', 'latest', '__proto__'])
      expect(catalogFor(version)).toBeUndefined();
  });

  test('is made once', () => {
    expect(catalogFor('1.16')).toBe(catalogFor('1.16'));
  });
});

describe('a component type', () => {
  test('is one of 135 in 1.18, beside six of name resolution', () => {
    expect(catalog.componentTypes).toHaveLength(135);
    expect(catalog.nameResolutionNames).toHaveLength(6);
    expect(catalog.componentTypes.filter((type) => type.startsWith('bindings.'))).toHaveLength(49);
  });

  test('is found in any letter case after its first segment, which is exact', () => {
    expect(catalog.component('state.redis')?.type).toBe('state.redis');
    expect(catalog.component('state.Redis')?.type).toBe('state.redis');
    expect(catalog.component('State.redis')).toBeUndefined();
    expect(catalog.component('middleware.HTTP.bearer')?.type).toBe('middleware.http.bearer');
    expect(catalog.component('Middleware.http.bearer')).toBeUndefined();
  });

  test('is found under its aliases', () => {
    expect(catalog.component('pubsub.snssqs')?.type).toBe('pubsub.aws.snssqs');
    expect(catalog.component('bindings.mqtt')?.aliases).toEqual(['bindings.mqtt']);
    expect(catalog.component('secretstores.aws.secretmanager')?.type).toBe('secretstores.aws.secretmanager');
    expect(catalog.component('secretstores.aws.secretsmanager')).toBeUndefined();
  });

  test('is not found where daprd has none', () => {
    for (const type of [
      '',
      'state',
      'state.',
      'state.postgress',
      'bindings.mongodb',
      'constructor',
      'state.__proto__',
      'nameresolution.mdns',
      'bindings.kitex',
    ]) {
      expect([type, catalog.component(type)]).toEqual([type, undefined]);
    }
  });

  test('of name resolution is found by the name that a Configuration gives it', () => {
    expect(catalog.nameResolution('mdns')?.type).toBe('nameresolution.mdns');
    expect(catalog.nameResolution('consul')?.type).toBe('nameresolution.hashicorp.consul');
    expect(catalog.nameResolution('redis')).toBeUndefined();
  });

  test('has a category, a status and directions', () => {
    expect(catalog.component('bindings.cron')).toMatchObject({
      category: 'bindings',
      status: 'stable',
      directions: ['input'],
    });
    expect(catalog.component('middleware.http.wasm')).toMatchObject({
      category: 'middleware',
      status: 'alpha',
      directions: [],
    });
    expect(catalog.component('middleware.http.uppercase')?.status).toBeUndefined();
  });

  test('of middleware can be listed', () => {
    expect(catalog.middlewareTypes).toHaveLength(10);
    expect(catalog.middlewareTypes).toContain('middleware.http.bearer');
  });
});

describe('a version of a component', () => {
  test('is v1, v0 or empty for a type that is registered without versions', () => {
    const redis = catalog.component('state.redis');
    for (const version of ['v1', 'V1', 'v0', '']) expect(redis?.accepts(version)).toBe(true);
    for (const version of ['v2', '1', 'v1.0', 'latest']) expect(redis?.accepts(version)).toBe(false);
    expect(redis?.versions).toEqual(['v1']);
  });

  test('is one of those registered for a type with versions', () => {
    const postgres = catalog.component('state.postgresql');
    for (const version of ['v1', 'v2', 'V2', '']) expect(postgres?.accepts(version)).toBe(true);
    expect(postgres?.accepts('v0')).toBe(false);
    expect(catalog.component('state.yugabytedb')?.accepts('v1')).toBe(false);
    expect(catalog.component('state.yugabytedb')?.defaultVersion).toBe('v2');
  });

  test('may be deprecated', () => {
    expect(catalog.component('state.etcd')).toMatchObject({ deprecatedVersions: ['v1'], defaultVersion: 'v1' });
    expect(catalog.component('state.azure.blobstorage')?.deprecatedVersions).toEqual(['v1']);
    expect(catalog.component('state.postgresql')?.deprecatedVersions).toEqual([]);
  });

  test('came in a minor of its own', () => {
    expect(at('1.12').component('state.postgresql')?.versions).toEqual(['v1']);
    expect(at('1.13').component('state.postgresql')?.accepts('v2')).toBe(true);
    expect(at('1.16').component('state.sqlserver')?.accepts('v2')).toBe(false);
    expect(at('1.12').component('state.azure.blobstorage')?.deprecatedVersions).toEqual([]);
    expect(at('1.12').component('state.yugabytedb')).toBeUndefined();
  });
});

describe('the history of component types', () => {
  // The registrations in cmd/daprd/components at the newest patch of each minor, aliases among them, build tags left out.
  const counts = { '1.12': 133, '1.13': 137, '1.14': 137, '1.15': 143, '1.16': 152, '1.17': 152, '1.18': 154 };

  test.each(Object.entries(counts))('%s registers %i names', (version, count) => {
    const each = at(version);
    const all = [
      ...each.componentTypes.flatMap((type) => [type, ...(each.component(type)?.aliases ?? [])]),
      ...each.nameResolutionNames.flatMap((name) => [name, ...(each.nameResolution(name)?.aliases ?? [])]),
    ];
    expect(new Set(all).size).toBe(count);
  });

  test('knows when a type came, and where it is still to come', () => {
    expect(catalog.component('state.redis')?.since).toBeUndefined();
    expect(catalog.component('conversation.openai')?.since).toBe('1.15');
    expect(at('1.14').component('conversation.openai')).toBeUndefined();
    expect(at('1.14').laterComponent('conversation.OpenAI')).toEqual({ type: 'conversation.openai', since: '1.15' });
    expect(catalog.laterComponent('conversation.openai')).toBeUndefined();
    expect(catalog.laterComponent('state.nosuch')).toBeUndefined();
  });

  test('knows what is gone', () => {
    expect(catalog.removedComponent('pubsub.natsstreaming')).toEqual({
      type: 'pubsub.natsstreaming',
      removedIn: '1.13',
    });
    expect(at('1.12').removedComponent('pubsub.natsstreaming')).toBeUndefined();
    expect(at('1.12').component('pubsub.natsstreaming')?.accepts('v1')).toBe(true);
    expect(catalog.removedComponent('workflowbackend.actors')?.removedIn).toBe('1.15');
    expect(at('1.12').laterComponent('workflowbackend.actor')?.since).toBe('1.13');
    expect(catalog.removedComponent('toString')).toBeUndefined();
  });

  test('calls a type by its alias where the alias is older', () => {
    expect(at('1.15').component('state.consul')).toMatchObject({ type: 'state.consul', aliases: [], since: undefined });
    expect(at('1.16').component('state.consul')?.type).toBe('state.hashicorp.consul');
    expect(at('1.15').component('state.hashicorp.consul')).toBeUndefined();
  });

  test('has categories by minor', () => {
    expect(catalog.categories).toEqual([
      'bindings',
      'configuration',
      'conversation',
      'crypto',
      'lock',
      'middleware',
      'pubsub',
      'secretstores',
      'state',
    ]);
    expect(at('1.14').categories).toContain('workflowbackend');
    expect(at('1.14').categories).not.toContain('conversation');
    expect(at('1.12').categories).toContain('workflow');
    expect(catalog.pluggableCategories).toEqual(['bindings', 'pubsub', 'secretstores', 'state']);
  });

  test('says nothing against the metadata of a type of which only the name is left', () => {
    const schema = at('1.12').component('pubsub.natsstreaming')?.metadata('v1');
    expect(schema).toMatchObject({ isKnown: false, required: [] });
    expect(schema?.knows('anything')).toBe(true);
    expect(schema?.find('anything')).toBeUndefined();
  });
});

describe('the metadata of a component', () => {
  const kafka = schemaOf('pubsub.kafka');

  test('is found in any letter case', () => {
    expect(kafka.find('BROKERS')).toMatchObject({ name: 'brokers', type: 'string', required: true, sensitive: false });
    expect(kafka.find('saslpassword')).toMatchObject({ name: 'saslPassword', sensitive: true, required: false });
    expect(kafka.find('brokerz')).toBeUndefined();
  });

  test('has the defaults of the code where the documentation differs', () => {
    expect(kafka.find('consumeRetryEnabled')?.default).toBe('true');
    expect(schemaOf('bindings.kafka').find('consumeRetryEnabled')?.default).toBe('false');
    expect(schemaOf('pubsub.redis').find('processingTimeout')?.default).toBe('60s');
  });

  test('knows its own fields, those of profiles and of daprd, aliases, and what only the code tells', () => {
    for (const name of [
      'brokers',
      'authType',
      'consumerID',
      'awsRegion',
      'authRequired',
      'backOffMaxRetries',
      'AUTHREQUIRED',
    ]) {
      expect([name, kafka.knows(name)]).toEqual([name, true]);
    }
    for (const name of ['schema', 'broker', 'backoffMaxRetries', '__key', 'constructor'])
      expect([name, kafka.knows(name)]).toEqual([name, false]);
    expect(schemaOf('state.postgresql').knows('actorStateStore')).toBe(true);
    expect(schemaOf('state.postgresql').knows('schema')).toBe(false);
    expect(schemaOf('state.redis').knows('useAzureAD')).toBe(true);
    expect(schemaOf('secretstores.kubernetes').knows('defaultNamespace')).toBe(true);
    expect(schemaOf('bindings.cron').knows('direction')).toBe(true);
    expect(schemaOf('pubsub.redis').knows('actorStateStore')).toBe(false);
  });

  test('has profiles with fields of their own and shared ones', () => {
    expect(names(kafka.profiles)).toContain('authType oidc');
    const managed = schemaOf('state.redis').profiles.find(({ name }) => name === 'Microsoft Entra ID client secret');
    expect(names(managed?.fields ?? [])).toEqual([
      'useEntraID',
      'enableTLS',
      'azureTenantId',
      'azureClientId',
      'azureClientSecret',
      'azureEnvironment',
    ]);
    expect(managed?.fields.find(({ name }) => name === 'azureClientSecret')).toMatchObject({
      required: true,
      sensitive: true,
      aliases: ['spnClientSecret', 'clientSecret'],
    });
  });

  test('of a field in several profiles says what holds for all of them', () => {
    expect(kafka.find('authType')?.allowedValues).toEqual([
      'oidc',
      'oidc_private_key_jwt',
      'password',
      'mtls',
      'none',
      'awsiam',
    ]);
    expect(kafka.find('authType')?.required).toBe(false);
    expect(schemaOf('state.redis').find('spnClientSecret')?.name).toBe('azureClientSecret');
  });

  test('prefers its own field to one of a profile or of daprd', () => {
    expect(schemaOf('state.redis').find('enableTLS')).toMatchObject({ type: 'bool', required: false });
    expect(kafka.fields.has('brokers')).toBe(true);
    expect(kafka.fields.has('authtype')).toBe(false);
  });

  test('requires what the component cannot do without', () => {
    expect(names(kafka.required)).toEqual(['brokers']);
    expect(names(schemaOf('bindings.kafka').required)).toEqual(['brokers']);
    expect(names(schemaOf('bindings.kafka').requiredFor('output'))).toEqual(['publishTopic']);
    expect(schemaOf('bindings.kafka').requiredFor('input')).toEqual([]);
    expect(names(schemaOf('middleware.http.bearer').required)).toEqual(['issuer', 'audience']);
    expect(schemaOf('pubsub.jetstream').required).toEqual([]);
    expect(schemaOf('state.in-memory').required).toEqual([]);
  });

  test('requires one of several where they stand for each other', () => {
    expect(schemaOf('secretstores.hashicorp.vault').required).toEqual([]);
    expect(schemaOf('secretstores.hashicorp.vault').requiredOneOf).toEqual([['vaultToken', 'vaultTokenMountPath']]);
    expect(kafka.requiredOneOf).toEqual([]);
  });

  test('marks what holds a secret, also where upstream does not', () => {
    const secrets: readonly (readonly [string, string])[] = [
      ['secretstores.hashicorp.vault', 'vaultToken'],
      ['state.postgresql', 'password'],
      ['state.mongodb', 'connectionString'],
      ['state.mysql', 'connectionString'],
      ['bindings.mysql', 'url'],
      ['state.redis', 'clientKey'],
      ['pubsub.kafka', 'schemaRegistryAPIKey'],
      ['pubsub.jetstream', 'seedKey'],
      ['bindings.rabbitmq', 'clientKey'],
      ['bindings.http', 'securityToken'],
      ['bindings.postmark', 'serverToken'],
      ['state.couchbase', 'password'],
      ['state.redis', 'primaryEncryptionKey'],
      ['state.postgresql', 'secondaryEncryptionKey'],
      ['bindings.aws.s3', 'secretKey'],
    ];
    for (const [type, field] of secrets)
      expect([type, field, schemaOf(type).find(field)?.sensitive]).toEqual([type, field, true]);
    expect(kafka.find('saslUsername')?.sensitive).toBe(false);
  });

  test('differs by version, and the default version stands in for one that there is not', () => {
    expect(schemaOf('state.postgresql', 'v1').knows('tableName')).toBe(true);
    expect(schemaOf('state.postgresql', 'v2').fields.has('tableprefix')).toBe(true);
    expect(schemaOf('state.postgresql', 'v7')).toBe(schemaOf('state.postgresql', ''));
    expect(schemaOf('state.cockroachdb', 'v2').fields.has('tableprefix')).toBe(true);
    expect(schemaOf('state.etcd', 'V2').fields.has('endpoints')).toBe(true);
    expect(schemaOf('state.redis', 'v0')).toBe(schemaOf('state.redis', 'v1'));
  });

  test('knows the keys that are made of a name of the user, and those that shared code reads', () => {
    expect(schemaOf('pubsub.pulsar').knows('orders.jsonschema')).toBe(true);
    expect(schemaOf('pubsub.pulsar').knows('orders.xmlschema')).toBe(false);
    expect(schemaOf('bindings.graphql').knows('header:x-tenant')).toBe(true);
    expect(schemaOf('pubsub.rabbitmq').knows('concurrencyMode')).toBe(true);
    expect(schemaOf('pubsub.azure.servicebus.topics').knows('publishInitialRetryInternalInMs')).toBe(true);
    expect(schemaOf('pubsub.azure.servicebus.queues').knows('ttlInSeconds')).toBe(true);
  });

  test('says how to judge TLS', () => {
    expect(schemaOf('bindings.cron').tls).toEqual({ mode: 'none' });
    expect(schemaOf('state.redis').tls.plaintext).toEqual({ f: 'enableTLS', truthy: false });
    expect(kafka.tls.alsoUrls).toEqual(['schemaRegistryURL', 'oidcTokenEndpoint']);
    expect(schemaOf('state.postgresql').tls.plaintext).toMatchObject({ dsn: 'pg', param: 'sslmode' });
  });

  test('offers each documented name once to suggest from', () => {
    expect(kafka.names).toContain('consumerID');
    expect(kafka.names).not.toContain('authRequired');
    expect(new Set(kafka.names).size).toBe(kafka.names.length);
  });

  test('can be read of every type and version in every minor', () => {
    for (const version of daprVersions) {
      const each = at(version);
      for (const type of each.componentTypes) {
        const definition = each.component(type);
        for (const one of definition?.versions ?? []) {
          const schema = definition?.metadata(one);
          for (const field of schema?.fields.values() ?? []) expect(schema?.find(field.name)).toBe(field);
        }
      }
    }
  });
});

test('a state store has capabilities by version', () => {
  expect([...(catalog.component('state.redis')?.capabilities('v1') ?? [])]).toEqual(
    expect.arrayContaining(['etag', 'transactional', 'ttl']),
  );
  expect([...(catalog.component('state.redis')?.conditionalCapabilities('v1') ?? [])]).toEqual(['query']);
  expect(catalog.component('state.memcached')?.capabilities('v1').has('transactional')).toBe(false);
  expect(catalog.component('pubsub.kafka')?.capabilities('v1').size).toBe(0);
});

describe('an annotation', () => {
  test('has a type, a range, a default and what comes of a bad value', () => {
    expect(catalog.annotation('dapr.io/app-port')).toMatchObject({
      type: 'port',
      minimum: 1,
      maximum: 65535,
      appliesTo: 'Pod',
      badValue: { effect: 'ignored' },
    });
    expect(catalog.annotation('dapr.io/log-level')).toMatchObject({
      type: 'enum',
      caseInsensitive: true,
      badValue: { effect: 'rejected' },
    });
    expect(catalog.annotation('dapr.io/api-token-secret')?.refersTo).toEqual({ kind: 'Secret', key: 'token' });
    expect(catalog.annotation('dapr.io/config')).toMatchObject({
      refersTo: { kind: 'Configuration' },
      readBy: ['injector', 'sentry'],
    });
    expect(catalog.annotation('dapr.io/component-container')?.appliesTo).toBe('Component');
    expect(catalog.annotation('dapr.io/app-ssl')?.deprecated).toEqual({
      since: '1.11',
      replacement: expect.stringContaining('app-protocol'),
    });
    expect(catalog.annotation('dapr.io/App-Port')).toBeUndefined();
    expect(catalog.annotation('constructor')).toBeUndefined();
  });

  test.each([
    ['1.12', 51],
    ['1.13', 52],
    ['1.14', 55],
    ['1.15', 58],
    ['1.16', 60],
    ['1.17', 62],
    ['1.18', 64],
  ])('is one of those that Dapr %s reads: %i', (version, count) => {
    expect(at(version).annotations).toHaveLength(count);
  });

  test('may have come in a patch', () => {
    expect(at('1.17').annotation('dapr.io/app-binding-options-timeout')).toBeDefined();
    expect(at('1.17.12').annotation('dapr.io/app-binding-options-timeout')).toBeDefined();
    expect(at('1.17.11').annotation('dapr.io/app-binding-options-timeout')).toBeUndefined();
    expect(at('1.17.11').laterAnnotation('dapr.io/app-binding-options-timeout')).toEqual({ since: '1.17.12' });
    expect(at('1.15').laterAnnotation('dapr.io/app-binding-options-timeout')).toEqual({ since: '1.16.18' });
    expect(at('1.12').laterAnnotation('dapr.io/max-body-size')).toEqual({ since: '1.14' });
    expect(catalog.laterAnnotation('dapr.io/app-binding-options-timeout')).toBeUndefined();
    expect(catalog.laterAnnotation('dapr.io/nosuch')).toBeUndefined();
  });

  test('may have another default in an older minor', () => {
    expect(catalog.annotation('dapr.io/sidecar-liveness-probe-delay-seconds')?.default).toBe('180');
    expect(at('1.17').annotation('dapr.io/sidecar-liveness-probe-delay-seconds')?.default).toBe('3');
    expect(at('1.17').annotation('dapr.io/log-level')?.default).toBe('info');
  });

  test('may be gone', () => {
    expect(catalog.removedAnnotation('dapr.io/http-stream-request-body')).toEqual({ removedIn: '1.9' });
    expect(catalog.removedAnnotation('dapr.io/app-id')).toBeUndefined();
  });

  test('may belong to the control plane', () => {
    expect(catalog.controlPlane.podLabels).toContain('dapr.io/sidecar-injected');
    expect(catalog.controlPlane.annotations).toEqual(['dapr.io/control-plane']);
  });
});

describe('a feature flag', () => {
  test('has its effect in some minors', () => {
    expect([...catalog.features]).toEqual([
      'ActorStateTTL',
      'HotReload',
      'WorkflowsClusteredDeployment',
      'WorkflowsRemoteActivityReminder',
      'WorkflowHistorySigning',
    ]);
    expect([...at('1.12').features]).toEqual(['AppChannelAllowInsecureTLS', 'ActorStateTTL']);
    expect(catalog.features.has('hotreload')).toBe(false);
  });

  test('may be on without being asked for', () => {
    expect([...catalog.featuresOnByDefault]).toEqual(['HotReload', 'WorkflowsRemoteActivityReminder']);
    expect(at('1.17').featuresOnByDefault.size).toBe(0);
  });

  test('may have lost its effect, or not have it yet', () => {
    expect(catalog.retiredFeature('SchedulerReminders')).toEqual({ removedIn: '1.17' });
    expect(at('1.16').retiredFeature('SchedulerReminders')).toBeUndefined();
    expect(catalog.retiredFeature('Resiliency')).toEqual({ removedIn: '1.10' });
    expect(catalog.retiredFeature('Feature1')).toBeUndefined();
    expect(catalog.retiredFeature('valueOf')).toBeUndefined();
    expect(at('1.12').laterFeature('HotReload')).toEqual({ since: '1.13' });
    expect(catalog.laterFeature('HotReload')).toBeUndefined();
    expect(catalog.laterFeature('Feature1')).toBeUndefined();
  });
});

test('ports, kinds and API names are at hand', () => {
  expect(catalog.ports).toMatchObject({
    http: 3500,
    grpc: 50001,
    internalGrpc: 50002,
    metrics: 9090,
    reserved: [3500, 3501, 50001, 50002, 9090],
  });
  expect(catalog.kinds.get('Subscription')?.versions).toEqual(['v1alpha1', 'v2alpha1']);
  expect(catalog.api.http.names).toContain('invoke');
  expect(catalog.api.grpc).toContain('invoke v1');
  expect(catalog.truthy).toEqual(['y', 'yes', 'true', 't', 'on', '1']);
});
