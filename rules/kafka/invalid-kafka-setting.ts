import {
  type Component,
  defineRule,
  isKafka,
  leniency,
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
  summary: 'Kafka component refuses a setting',
  why: 'The component fails to initialise, and daprd exits: with it every app that loads the component.',
  source:
    'components-contrib v1.18.4 common/component/kafka/metadata.go:234,395-480, utils.go:52; IBM/sarama config.go Validate',
  docs: 'https://docs.dapr.io/reference/components-reference/supported-pubsub/setup-apache-kafka/#spec-metadata-fields',
  effect: 'rejected',
  covers: ['resource-utilization.network'],
  each: 'component',

  *check(component, { workspace }): Problems {
    if (!isKafka(component) || !component.isStarted) return;
    for (const problem of [...values(component), ...combinations(component)])
      yield { ...problem, ...leniency(component, workspace) };
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
            - name: version
              value: "2.8"
                     ^^^^^ version "2.8" is no Kafka version
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

const isVersion = (text: string): boolean => /^0\.\d+\.\d+\.\d+$|^[1-9]\d*\.\d+\.\d+$/.test(text);
const below = (least: number) => (text: string) =>
  (parseInteger(text) ?? least) < least ? `must be at least ${least}` : undefined;
const among = (words: readonly string[], isCaseSensitive: boolean) => (text: string) =>
  words.includes(isCaseSensitive ? text : text.toLowerCase()) ? undefined : `is none of ${words.join(', ')}`;

const duration = (text: string) =>
  parseDuration(text) === undefined && parseInteger(text) === undefined ? 'is no duration' : undefined;

interface Check {
  readonly name: string;
  /** In another letter case it is not read. */
  readonly isExact?: true;
  readonly fault: (text: string) => string | undefined;
}

const checks: readonly Check[] = [
  { name: 'version', fault: (text) => (isVersion(text) ? undefined : 'is no Kafka version') },
  { name: 'compression', fault: among(['none', 'gzip', 'snappy', 'lz4', 'zstd'], true) },
  { name: 'initialOffset', isExact: true, fault: among(['newest', 'oldest'], false) },
  { name: 'producerRequiredAcks', fault: among(['all', 'local', 'none'], false) },
  { name: 'producerRetryMax', fault: below(0) },
  { name: 'channelBufferSize', isExact: true, fault: below(0) },
  { name: 'consumerFetchMin', isExact: true, fault: below(1) },
  { name: 'consumerFetchDefault', isExact: true, fault: below(1) },
  { name: 'consumeRetryInterval', isExact: true, fault: below(0) },
  { name: 'backOffDuration', fault: duration },
  { name: 'backOffMaxInterval', fault: duration },
  { name: 'backOffInitialInterval', fault: duration },
  { name: 'backOffPolicy', fault: among(['constant', 'exponential'], false) },
];

function* values(component: Component): Generator<Problem> {
  for (const { name, isExact, fault } of checks) {
    const item = component.item(name);
    if (!item?.text || (isExact && item.name !== name)) continue;
    const says = fault(item.text);
    if (says !== undefined)
      yield {
        at: item.value,
        message: `${item.name} ${quote(item.text)} ${says}`,
        help: advice[name] ?? `change ${name}, or remove it`,
      };
  }
}

const advice: Readonly<Record<string, string>> = {
  version: 'write it in full, for example 3.7.0',
  initialOffset: 'write newest or oldest',
  producerRequiredAcks: 'write all, local or none',
};

function* combinations(component: Component): Generator<Problem> {
  const version = component.text('version');
  const isBefore = (pattern: RegExp): boolean =>
    version !== undefined && (version === '' || !isVersion(version) || pattern.test(version));
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
  if (heartbeat < 0.001)
    yield { at: component.place('heartbeatInterval'), message: 'heartbeatInterval is less than a millisecond' };
  else if (heartbeat >= session)
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
