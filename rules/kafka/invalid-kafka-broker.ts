import { defineRule, isKafka, type Problems, quote, yaml } from '../../src/rule.ts';

export const invalidKafkaBroker = defineRule({
  id: 'invalid-kafka-broker',
  severity: 'error',
  summary: 'Kafka broker is no address',
  why: 'A broker is dialled as host:port, exactly as it is written between the commas. Where none of them can be dialled, the component fails to initialise, and daprd exits.',
  source: 'components-contrib v1.18.4 common/component/kafka/metadata.go:239; IBM/sarama broker.go Open',
  docs: 'https://docs.dapr.io/reference/components-reference/supported-pubsub/setup-apache-kafka/#spec-metadata-fields',
  effect: 'rejected',
  covers: ['kafka-pub-sub-component.spec.brokers.value'],
  supersedes: ['missing-metadata'],
  each: 'component',

  *check(component): Problems {
    const brokers = component.item('brokers');
    if (!isKafka(component) || !component.isStarted || brokers?.text === undefined) return;
    const all = brokers.text.split(',');
    const faults = all.map(faultOf);
    const isHopeless = faults.every((fault) => fault !== undefined);
    let start = 0;
    for (const [index, broker] of all.entries()) {
      const fault = faults[index];
      if (fault !== undefined)
        yield {
          at: broker === '' ? component.place('brokers') : brokers.value.part(start, start + broker.length),
          message:
            broker === '' ? 'there is nothing between two commas, or at an end' : `broker ${quote(broker)} ${fault}`,
          help: 'write host:port, separated by commas alone',
          ...(isHopeless ? component.certainty : { atMost: 'warning' as const }),
        };
      start += broker.length + 1;
    }
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
              value: kafka://kafka.example.com:9092
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ broker "kafka://kafka.example.com:9092" has a scheme
            - name: authType
              value: none
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
              value: kafka-0:9092, kafka-1:9092
                                  ^^^^^^^^^^^^^ broker " kafka-1:9092" has a space in it
            - name: authType
              value: none
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
              value: "[2001:db8::1]:9092,10.0.0.7:9092,kafka:9092"
            - name: authType
              value: none
      `,
      because: 'addresses are hosts too, those with colons in brackets',
    },
  ],
});

/** Why Go's net.Dial never reaches it, as the end of a sentence; undefined for what it may reach. */
const faultOf = (broker: string): string | undefined => {
  if (broker === '') return 'is empty';
  if (/^[a-z][a-z0-9+.-]{0,30}:\/\//i.test(broker)) return 'has a scheme';
  if (/\s/.test(broker)) return 'has a space in it';
  const [, host = '', port] = /^(\[[^\]]*\]|[^:]*)(?::([^:]*))?$/.exec(broker) ?? [];
  if (/;/.test(broker)) return 'has a semicolon in it';
  if (port === undefined) return broker.includes(':') && host === '' ? 'has too many colons' : 'has no port';
  // Names of services are ports too; these two are none.
  return /^kafka$|^port$|^\d{6,}$/i.test(port) || Number(port) > 65_535 ? 'has a port that is none' : undefined;
};
