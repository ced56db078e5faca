import type { CrdHistory, CrdSchema, FieldData, Lifetime } from '../src/model/catalog/data.ts';

/** Where the metadata.yaml files differ from the code (dapr v1.18.3, components-contrib v1.18.4, read there), and what they leave out. */

/** Marked as required, and yet the component starts and works without: a default, a request's own metadata, or another field does. */
export const optional: Readonly<Record<string, readonly string[]>> = {
  'bindings.alicloud.oss': ['objectKey'],
  'bindings.alicloud.sls': ['logstore', 'project', 'source', 'topic'],
  'bindings.aws.ses': ['emailFrom', 'emailTo', 'subject'],
  'bindings.dubbo': ['interfaceName', 'methodName'],
  'bindings.gcp.pubsub': ['topic'],
  'bindings.influx': ['measurement'],
  'bindings.localstorage': ['fileName'],
  'bindings.sftp': ['rootPath'],
  'bindings.smtp': ['emailFrom', 'emailTo', 'subject'],
  'bindings.twilio.sendgrid': ['emailFrom', 'emailTo', 'subject'],
  'bindings.twilio.sms': ['toNumber'],
  'middleware.http.bearer': ['jwksURL'],
  'middleware.http.ratelimit': ['maxRequestsPerSecond'],
  'middleware.http.sentinel': ['appName'],
  'nameresolution.hashicorp.consul': ['address'],
  // Storage is for subscribers only; daprd sets consumerID to the app id.
  'pubsub.azure.eventhubs': ['consumerID', 'storageAccountName', 'storageContainerName'],
  'pubsub.jetstream': ['deliverPolicy'],
  'secretstores.hashicorp.vault': ['vaultToken', 'vaultTokenMountPath'],
  'state.coherence': ['serverAddress'],
  'state.hashicorp.consul': ['aclToken', 'datacenter', 'httpAddr', 'keyPrefixPath', 'scheme'],
};

/** One of them must be given, or the component does not start. */
export const oneOf: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'bindings.azure.eventhubs': [['connectionString', 'eventHubNamespace']],
  'bindings.azure.servicebus.queues': [['connectionString', 'namespaceName']],
  'pubsub.azure.eventhubs': [['connectionString', 'eventHubNamespace']],
  'pubsub.azure.servicebus.queues': [['connectionString', 'namespaceName']],
  'pubsub.azure.servicebus.topics': [['connectionString', 'namespaceName']],
  'secretstores.hashicorp.vault': [['vaultToken', 'vaultTokenMountPath']],
};

/** Types that take keys of the user's choice: most hand those of a prefix to dapr/kit's retry.DecodeConfigWithPrefix. */
export const prefixes: Readonly<Record<string, readonly string[]>> = {
  'bindings.azure.eventhubs': ['backOff'],
  // bindings/graphql/graphql.go:86
  'bindings.graphql': ['header:'],
  'bindings.kafka': ['backOff'],
  // A route each, as it was written before there was `routes`.
  'middleware.http.routeralias': ['/'],
  'bindings.rocketmq': ['backOff'],
  'pubsub.aws.snssqs': ['backOff'],
  'pubsub.azure.eventhubs': ['backOff'],
  'pubsub.jetstream': ['backOff'],
  'pubsub.kafka': ['backOff'],
};

/** Types that read every key with an ending, the name of a topic before it: pubsub/pulsar/pulsar.go:247. */
export const suffixes: Readonly<Record<string, readonly string[]>> = {
  'pubsub.pulsar': ['.avroschema', '.jsonschema', '.protoschema', '.rawschema'],
};

const serviceBus = ['publishInitialRetryInternalInMs', 'ttl', 'ttlInSeconds'];

/**
 * Keys that a type reads through code that it shares with others: pubsub/concurrency.go, metadata/utils.go TryGetTTL,
 * common/component/azure/servicebus/metadata.go:147.
 */
export const alsoRead: Readonly<Record<string, readonly string[]>> = {
  'bindings.azure.servicebus.queues': serviceBus,
  'bindings.azure.storagequeues': ['ttl'],
  'bindings.rabbitmq': ['ttl'],
  'pubsub.azure.servicebus.queues': serviceBus,
  'pubsub.azure.servicebus.topics': serviceBus,
  'pubsub.jetstream': ['concurrencyMode'],
  'pubsub.rabbitmq': ['concurrencyMode', 'ttl'],
};

/** Texts in the code of a type that look like keys and are none of its metadata. */
export const notRead: Readonly<Record<string, readonly string[]>> = {
  'bindings.http': ['status', 'statusCode'],
  'pubsub.rabbitmq': ['queueName', 'maxPriority'],
};

/** The keys that daprd itself reads. */
export const runtime: Readonly<Record<string, readonly FieldData[]>> = {
  bindings: [{ name: 'direction' }, { name: 'route' }],
  lock: [{ name: 'keyPrefix', default: 'appid' }],
  pubsub: [
    { name: 'allowedTopics' },
    { name: 'consumerID' },
    { name: 'protectedTopics' },
    { name: 'publishingScopes' },
    { name: 'subscriptionScopes' },
  ],
  state: [
    { name: 'actorStateStore', type: 'bool', default: 'false' },
    { name: 'keyPrefix', default: 'appid' },
    { name: 'outboxDiscardWhenMissingState', type: 'bool', default: 'false' },
    { name: 'outboxPublishPubsub' },
    { name: 'outboxPublishTopic' },
    { name: 'outboxPubsub' },
    { name: 'primaryEncryptionKey' },
    { name: 'secondaryEncryptionKey' },
  ],
};

/** Categories that daprd had a processor for in some minors only: pkg/runtime/processor/processor.go at the newest patch of each. */
export const lifetimes: Readonly<Record<string, Lifetime>> = {
  conversation: { since: '1.15' },
  workflow: { until: '1.12' },
  workflowbackend: { since: '1.13', until: '1.14' },
};

/**
 * Types that were gone before the oldest minor that was looked at, and still stand in samples.
 * Source: cmd/daprd/components of dapr v1.10.0 and v1.11.0.
 */
export const longGone: Readonly<Record<string, Lifetime & { readonly until: string }>> = {
  'bindings.twitter': { until: '1.10' },
  'pubsub.hazelcast': { until: '1.10' },
};

/** What the built-in authentication profiles stand for. */
export const builtinNames: Readonly<Record<string, string>> = {
  'aws#0': 'AWS access key',
  'aws#1': 'AWS assumed role',
  'aws#2': 'AWS credentials of the environment',
  'aws#3': 'AWS IAM Roles Anywhere',
  'azuread#0': 'Microsoft Entra ID managed identity',
  'azuread#1': 'Microsoft Entra ID client secret',
  'azuread#2': 'Microsoft Entra ID certificate',
  'gcp#0': 'GCP service account key',
};

/** What had another type in the CRD of an earlier release: dapr v1.17.1 and v1.17.2 charts/dapr/crds/configuration.yaml:571. */
export const formerTypes: Readonly<Record<string, CrdHistory['types']>> = {
  'Configuration/v1alpha1': Object.fromEntries(
    ['anyTerminal', 'completed', 'failed', 'terminated'].map((name) => [
      `spec.workflow.stateRetentionPolicy.${name}`,
      { type: 'integer', until: '1.17.2' },
    ]),
  ),
};

/**
 * The metadata of any object: apimachinery v0.33.4 pkg/apis/meta/v1/types.go ObjectMeta. What it had once, and what is dropped
 * without harm, may be anything.
 */
export const objectMeta: CrdSchema = {
  properties: {
    annotations: { additionalProperties: { type: 'string' }, type: 'object' },
    clusterName: { 'x-kubernetes-preserve-unknown-fields': true },
    creationTimestamp: { format: 'date-time', type: 'string' },
    deletionGracePeriodSeconds: { type: 'integer' },
    deletionTimestamp: { format: 'date-time', type: 'string' },
    finalizers: { items: { type: 'string' }, type: 'array' },
    generateName: { type: 'string' },
    generation: { minimum: 0, type: 'integer' },
    initializers: { 'x-kubernetes-preserve-unknown-fields': true },
    labels: { additionalProperties: { type: 'string' }, type: 'object' },
    managedFields: {
      items: {
        properties: {
          apiVersion: { type: 'string' },
          fieldsType: { type: 'string' },
          fieldsV1: { 'x-kubernetes-preserve-unknown-fields': true },
          manager: { type: 'string' },
          operation: { enum: ['Apply', 'Update'], type: 'string' },
          subresource: { type: 'string' },
          time: { format: 'date-time', type: 'string' },
        },
        required: ['operation'],
        type: 'object',
      },
      type: 'array',
    },
    name: { type: 'string' },
    namespace: { type: 'string' },
    ownerReferences: {
      items: {
        properties: {
          apiVersion: { minLength: 1, type: 'string' },
          blockOwnerDeletion: { type: 'boolean' },
          controller: { type: 'boolean' },
          kind: { minLength: 1, type: 'string' },
          name: { minLength: 1, type: 'string' },
          uid: { minLength: 1, type: 'string' },
        },
        required: ['apiVersion', 'kind', 'name', 'uid'],
        type: 'object',
      },
      type: 'array',
    },
    resourceVersion: { type: 'string' },
    selfLink: { type: 'string' },
    uid: { type: 'string' },
  },
  type: 'object',
};

/** What the registry calls otherwise than the component's own description. */
export const registeredAs: Readonly<Record<string, string>> = {
  'crypto.jwks': 'crypto.dapr.jwks',
  'crypto.kubernetes.secrets': 'crypto.dapr.kubernetes.secrets',
  'crypto.localstorage': 'crypto.dapr.localstorage',
  'secretstores.aws.secretsmanager': 'secretstores.aws.secretmanager',
};
