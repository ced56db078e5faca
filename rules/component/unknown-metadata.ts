import {
  type Catalog,
  type Component,
  closestChoice,
  defineRule,
  didYouMean,
  listed,
  type Problems,
  respell,
  yaml,
} from '../../src/rule.ts';

export const unknownMetadata = defineRule({
  id: 'unknown-metadata',
  severity: 'warning',
  summary: 'Component does not know this metadata',
  why: 'Components ignore metadata that they do not know, without a word: a misspelt key leaves its default in force.',
  source: 'dapr/kit v0.18.3 metadata/utils.go decodeMetadataMap; components-contrib v1.18.4 **/metadata.yaml',
  docs: 'https://docs.dapr.io/reference/components-reference/',
  effect: 'ignored',
  covers: [
    'postgresql-state-store-component.spec.tablename',
    'postgresql-state-store-component.spec.schema',
    'bindings.features.metadata-configuration',
    'kafka-pub-sub-component.spec.clientid',
    'postgresql-state-store-component.spec.schema.value',
  ],
  facts: ['component.metadata.unknown', 'component.metadata.namecase'],
  each: 'component',

  *check(component, { workspace }): Problems {
    const { schema, typeName } = component;
    if (!schema) return;
    for (const { name, named: field } of component.metadata) {
      if (name === '' || !field.resolved || schema.knows(name)) continue;
      const since = schema.since(name);
      const likely = since === undefined ? closestChoice(name, schema.names) : undefined;
      const isTaken = component.metadata.some((other) => other.name.toLowerCase() === likely?.toLowerCase());
      yield {
        at: field,
        message: `${typeName} knows no metadata ${name}${since === undefined ? '' : `; it needs Dapr ${since}`}`,
        help:
          since === undefined
            ? didYouMean(likely, elsewhere(component, name, workspace.catalog) ?? 'remove it')
            : `remove it, or use Dapr ${since}`,
        // The lists of young components lag behind their code.
        ...(component.definition?.status === 'alpha' && { atMost: 'info' as const }),
        ...(likely !== undefined &&
          !isTaken && {
            fix: { title: `Write ${likely}`, edits: [respell(field, likely)], unsafe: true },
          }),
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: redisHost
              value: redis.cache.example.com:6379
            - name: enableTSL
                    ^^^^^^^^^ state.redis knows no metadata enableTSL
              value: "true"
            - name: enableTLS
              value: "true"
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.mongodb
          version: v1
          metadata:
            - name: host
              value: mongodb.shop.svc:27017
            - name: database
                    ^^^^^^^^ state.mongodb knows no metadata database
              value: orders
      `,
      fixed: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.mongodb
          version: v1
          metadata:
            - name: host
              value: mongodb.shop.svc:27017
            - name: databaseName
              value: orders
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.postgresql
          version: v2
          metadata:
            - name: connectionString
              secretKeyRef: { name: postgres, key: url }
            - name: tableName
                    ^^^^^^^^^ state.postgresql knows no metadata tableName
              value: orders
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
        spec:
          type: pubsub.kafka
          version: v1
          metadata:
            - name: brokers
              value: kafka:9092
            - name: authType
              value: none
            - name: compression
                    ^^^^^^^^^^^ pubsub.kafka knows no metadata compression; it needs Dapr 1.16
              value: gzip
      `,
      daprVersion: '1.15',
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: redisHost
              value: redis.cache.example.com:6379
            - name: "enableTSL" # in the cluster too
                    ^^^^^^^^^^^ state.redis knows no metadata enableTSL
              value: "true"
      `,
      fixed: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: redisHost
              value: redis.cache.example.com:6379
            - name: "enableTLS" # in the cluster too
              value: "true"
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: REDISHOST
              value: redis.cache.example.com:6379
            - name: enableTLS
              value: true
            - name: actorStateStore
              value: "true"
            - name: keyPrefix
              value: name
      `,
      because: 'letter case does not matter, and Dapr itself reads some keys of every state store',
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
        spec:
          type: pubsub.pulsar
          version: v1
          metadata:
            - name: host
              value: localhost:6650
            - name: orders.avroschema
              value: '{"type":"record","name":"Order","fields":[]}'
      `,
      because: 'some keys begin with a topic',
    },
  ],
});

/** Where the name would be known: in another version of the type, or in other types. */
const elsewhere = ({ definition, schema }: Component, name: string, catalog: Catalog): string | undefined => {
  const version = definition?.versions.find(
    (each) => definition.metadata(each) !== schema && definition.metadata(each).find(name),
  );
  if (version !== undefined) return `remove it: it is metadata of version ${version}`;
  const types = catalog.typesKnowing(name);
  return types.length > 0 ? `remove it: it is metadata of ${listed(types)}` : undefined;
};
