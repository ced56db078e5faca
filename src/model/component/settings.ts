import type { Problem } from '../../finding.ts';
import type { Component } from '../component.ts';
import { postgresTypes } from './postgres.ts';
import { etcd, postgresql } from './settings/databases.ts';
import { kafka } from './settings/kafka.ts';
import { bearer, routes } from './settings/middleware.ts';
import { rabbitmq, snssqs } from './settings/queues.ts';
import { redis } from './settings/redis.ts';
import { vault } from './settings/vault.ts';

/** By type: what Init refuses of settings that no table of single values can tell, and the line that refuses it. */
const judges: Readonly<Record<string, (component: Component) => Iterable<Problem>>> = {
  'bindings.kafka': kafka,
  'bindings.redis': redis,
  'configuration.redis': redis,
  'lock.redis': redis,
  'middleware.http.bearer': bearer,
  'middleware.http.routeralias': routes,
  'pubsub.aws.snssqs': snssqs,
  'pubsub.kafka': kafka,
  'pubsub.rabbitmq': rabbitmq,
  'pubsub.redis': redis,
  'secretstores.hashicorp.vault': vault,
  'state.etcd': etcd,
  'state.redis': redis,
  ...Object.fromEntries(postgresTypes.map((type) => [type, postgresql])),
};

/** What Init of a component refuses of its settings, one seen beside the other. */
export const refusedSettings = (component: Component): Iterable<Problem> => {
  const judge = Object.hasOwn(judges, component.typeName) ? judges[component.typeName] : undefined;
  return judge && component.isStarted ? judge(component) : [];
};
