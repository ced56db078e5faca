import type { Component, MetadataItem } from '../component.ts';
import { parseBoolean } from '../values.ts';

/** How a Kafka component authenticates: the method, in lower case, and the item that decides it. */
export interface KafkaAuthentication {
  readonly method: string;
  readonly item: MetadataItem;
}

export const isKafka = ({ typeName }: Component): boolean =>
  typeName === 'pubsub.kafka' || typeName === 'bindings.kafka';

/**
 * The method that `authType` names, or that the old `authRequired` stands for; undefined where there is none or it cannot be known.
 * Source: components-contrib v1.18.4 common/component/kafka/metadata.go:142 upgradeMetadata.
 */
export const kafkaAuthentication = (component: Component): KafkaAuthentication | undefined => {
  const authType = component.item('authType');
  if (authType && authType.text !== '')
    return authType.text === undefined ? undefined : { method: authType.text.toLowerCase(), item: authType };
  const authRequired = component.item('authRequired');
  const isRequired = parseBoolean(authRequired?.text ?? '');
  if (!authRequired || isRequired === undefined) return undefined;
  if (!isRequired) return { method: 'none', item: authRequired };
  const password = component.item('saslPassword');
  if (!password && !component.isWhole) return undefined;
  return { method: password && password.text !== '' ? 'password' : 'mtls', item: authRequired };
};
