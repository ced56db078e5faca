import type { Problem } from '../../../finding.ts';
import type { Component } from '../../component.ts';
import { secondsOf } from '../../values.ts';
import { quote } from '../../wording.ts';
import { authentication } from './kafka-authentication.ts';
import { brokers } from './kafka-brokers.ts';

/** Source: components-contrib v1.18.4 common/component/kafka/metadata.go:234,395-480, utils.go:52; IBM/sarama config.go Validate. */
export function* kafka(component: Component): Generator<Problem> {
  yield* brokers(component);
  yield* authentication(component);
  yield* byVersion(component);
  yield* heartbeat(component);
}

/** What the version of the brokers forbids. */
function* byVersion(component: Component): Generator<Problem> {
  const version = component.text('version');
  const isBefore = (pattern: RegExp): boolean => version !== undefined && (version === '' || pattern.test(version));
  if (component.text('compression') === 'zstd' && isBefore(/^(?:0|1|2\.0)\./))
    yield {
      at: component.place('compression'),
      message: 'compression zstd needs version 2.1.0 or later',
      help: 'set version to that of the brokers; without it, it is 2.0.0',
    };
  const clientId = component.text('clientID');
  if (clientId && version?.startsWith('0.') && !/^[A-Za-z0-9._-]+$/.test(clientId))
    yield {
      at: component.place('clientID'),
      message: `clientID ${quote(clientId)} is not allowed before version 1.0.0`,
    };
}

function* heartbeat(component: Component): Generator<Problem> {
  const interval = secondsIn(component, 'heartbeatInterval', 3);
  const session = secondsIn(component, 'sessionTimeout', 10);
  if (interval === undefined || session === undefined || interval < session) return;
  yield {
    at: component.place(component.item('heartbeatInterval') ? 'heartbeatInterval' : 'sessionTimeout'),
    message: `heartbeatInterval ${interval}s is not below sessionTimeout, which is ${session}s`,
    help: 'keep it at a third of sessionTimeout',
  };
}

const secondsIn = (component: Component, name: string, otherwise: number): number | undefined => {
  const text = component.text(name);
  return text === '' ? otherwise : text === undefined ? undefined : secondsOf(text);
};
