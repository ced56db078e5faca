import type { FieldData, Lifetime } from '../src/model/catalog-data.ts';

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

/** Keys that the code reads under a name of another package. */
export const alsoRead: Readonly<Record<string, readonly string[]>> = {
  // pubsub/concurrency.go; the concurrency that RabbitMQ's description names is overwritten with it.
  'pubsub.jetstream': ['concurrencyMode'],
  'pubsub.rabbitmq': ['concurrencyMode'],
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

/** What the registry calls otherwise than the component's own description. */
export const registeredAs: Readonly<Record<string, string>> = {
  'crypto.jwks': 'crypto.dapr.jwks',
  'crypto.kubernetes.secrets': 'crypto.dapr.kubernetes.secrets',
  'crypto.localstorage': 'crypto.dapr.localstorage',
  'secretstores.aws.secretsmanager': 'secretstores.aws.secretmanager',
};
