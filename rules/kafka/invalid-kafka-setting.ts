import {
  type Component,
  defineRule,
  isKafka,
  type Problem,
  type Problems,
  parseDuration,
  parseInteger,
  quote,
  secondsOf,
  yaml,
} from '../../src/rule.ts';

export const invalidKafkaSetting = defineRule({
  id: 'invalid-kafka-setting',
  severity: 'error',
  summary: 'Kafka component refuses settings that do not go together',
  why: 'The component fails to initialise, and daprd exits: with it every app that loads the component.',
  source:
    'components-contrib v1.18.4 common/component/kafka/metadata.go:234,395-480, utils.go:52; IBM/sarama config.go Validate',
  docs: 'https://docs.dapr.io/reference/components-reference/supported-pubsub/setup-apache-kafka/#spec-metadata-fields',
  effect: 'rejected',
  covers: ['resource-utilization.network'],
  each: 'component',

  *check(component): Problems {
    if (!isKafka(component) || !component.isStarted) return;
    for (const problem of [...values(component), ...combinations(component)])
      yield { ...problem, ...component.certainty };
  },

  examples: [
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
              value: zstd
                     ^^^^ compression zstd needs version 2.1.0 or later
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
            - name: heartbeatInterval
              value: 10s
                     ^^^ heartbeatInterval 10s is not below sessionTimeout, which is 10s
      `,
    },
    {
      good: yaml`
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
            - name: version
              value: 0.10.2.0
            - name: initialOffset
              value: Oldest
            - name: producerRequiredAcks
              value: LOCAL
            - name: sessionTimeout
              value: 30
            - name: heartbeatInterval
              value: 5s
      `,
      because: 'versions before 1.0 have four parts, some words may be in any letter case, and a number counts seconds',
    },
  ],
});

const duration = (text: string) =>
  parseDuration(text) === undefined && parseInteger(text) === undefined ? 'is no duration' : undefined;

interface Check {
  readonly name: string;
  readonly fault: (text: string) => string | undefined;
}

/** How often and how long a message is tried again: all that begins with backOff is read. */
const checks: readonly Check[] = [
  { name: 'consumeRetryInterval', fault: (text) => ((parseInteger(text) ?? 0) < 0 ? 'is negative' : undefined) },
  { name: 'backOffDuration', fault: duration },
  { name: 'backOffInitialInterval', fault: duration },
  { name: 'backOffMaxInterval', fault: duration },
  {
    name: 'backOffPolicy',
    fault: (text) => (/^(?:constant|exponential)$/i.test(text) ? undefined : 'is neither constant nor exponential'),
  },
];

function* values(component: Component): Generator<Problem> {
  for (const { name, fault } of checks) {
    const item = component.item(name);
    if (!item?.text) continue;
    const says = fault(item.text);
    if (says !== undefined)
      yield {
        at: item.value,
        message: `${item.name} ${quote(item.text)} ${says}`,
        help: `change ${name}, or remove it`,
      };
  }
}

function* combinations(component: Component): Generator<Problem> {
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
  const heartbeat = secondsIn(component, 'heartbeatInterval', 3);
  const session = secondsIn(component, 'sessionTimeout', 10);
  const decisive = component.item('heartbeatInterval') ? 'heartbeatInterval' : 'sessionTimeout';
  if (heartbeat === undefined || session === undefined) return;
  if (heartbeat >= session)
    yield {
      at: component.place(decisive),
      message: `heartbeatInterval ${heartbeat}s is not below sessionTimeout, which is ${session}s`,
      help: 'keep it at a third of sessionTimeout',
    };
}

const secondsIn = (component: Component, name: string, otherwise: number): number | undefined => {
  const text = component.text(name);
  return text === '' ? otherwise : text === undefined ? undefined : secondsOf(text);
};
