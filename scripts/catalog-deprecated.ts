import type { DeprecatedData, VersionData } from '../src/model/catalog/data.ts';
import { type MetadataFact, sorted } from './catalog-facts.ts';

type Deprecations = Readonly<Record<string, DeprecatedData>>;

/** The AWS fields of one component each, which the shared profile took over: components-contrib v1.18.4 common/aws/deprecated.go. */
const aws = (names: Readonly<Record<string, string>>): Deprecations =>
  Object.fromEntries(Object.entries(names).map(([name, instead]) => [name, { instead, since: '1.17' }]));

const kafka: Deprecations = {
  ...aws({
    awsAccessKey: 'accessKey',
    awsSecretKey: 'secretKey',
    awsSessionToken: 'sessionToken',
    awsIamRoleArn: 'assumeRoleArn',
    awsStsSessionName: 'sessionName',
  }),
  authRequired: { instead: 'authType' },
};
const postgres = aws({ awsAccessKey: 'accessKey', awsSecretKey: 'secretKey' });
const serviceBus: Deprecations = {
  publishInitialRetryInternalInMs: { instead: 'publishInitialRetryIntervalInMs' },
};
const blobStorage: Deprecations = { getBlobRetryCount: { instead: 'retryCount' } };

/**
 * The names that components-contrib v1.18.4 calls deprecated, in a description or in its code; most are not marked so that a
 * program could tell.
 */
const deprecated: Readonly<Record<string, Deprecations>> = {
  'bindings.azure.blobstorage': blobStorage,
  'bindings.azure.eventhubs': { consumerGroup: { instead: 'consumerID' } },
  'bindings.azure.servicebus.queues': serviceBus,
  'bindings.kafka': kafka,
  'bindings.mqtt3': { qos: {} },
  'bindings.postgres': postgres,
  'bindings.rethinkdb.statechange': { authKey: {} },
  'configuration.postgres': { ...postgres, connMaxIdleTime: { instead: 'connectionMaxIdleTime' } },
  'pubsub.azure.servicebus.queues': serviceBus,
  'pubsub.azure.servicebus.topics': serviceBus,
  'pubsub.kafka': kafka,
  'pubsub.rabbitmq': { host: { instead: 'connectionString' } },
  'pubsub.rocketmq': {
    consumerBatchSize: { instead: 'pullBatchSize' },
    groupName: { instead: 'consumerGroup' },
    sendTimeOut: { instead: 'sendTimeOutSec' },
  },
  'state.azure.blobstorage': blobStorage,
  'state.cockroachdb': postgres,
  'state.postgresql': postgres,
};

/** Those of one component, with what its shared AWS profile adds. */
export const deprecatedIn = ({ authProfiles }: MetadataFact, type: string): Pick<VersionData, 'deprecated'> => {
  const inProfiles = new Set(authProfiles.flatMap(({ metadata }) => metadata.map(({ name }) => name)));
  const region = inProfiles.has('awsRegion') && inProfiles.has('region') ? aws({ awsRegion: 'region' }) : {};
  const all = { ...region, ...deprecated[type] };
  return Object.keys(all).length > 0 ? { deprecated: sorted(all) } : {};
};
