import { type Component, defineRule, type Problem, type Problems, parseInteger, quote, yaml } from '../../src/rule.ts';

export const invalidRabbitmqSetting = defineRule({
  id: 'invalid-rabbitmq-setting',
  severity: 'error',
  summary: 'RabbitMQ component refuses a setting',
  why: 'The component fails to initialise, and daprd exits: with it every app that loads the component.',
  source:
    'components-contrib v1.18.4 pubsub/rabbitmq/metadata.go:95-166, bindings/rabbitmq/rabbitmq.go; amqp091-go uri.go ParseURI',
  docs: 'https://docs.dapr.io/reference/components-reference/supported-pubsub/setup-rabbitmq/',
  effect: 'rejected',
  covers: ['pub-sub-publish-subscribe.component-types.pubsub-rabbitmq'],
  each: 'component',

  *check(component): Problems {
    if (!component.isStarted) return;
    const faults =
      component.typeName === 'pubsub.rabbitmq'
        ? [...connection(component), ...values(component)]
        : component.typeName === 'bindings.rabbitmq'
          ? faultsOfUrl(component, 'host')
          : [];
    for (const problem of faults) yield { ...problem, ...component.certainty };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
        spec:
          type: pubsub.rabbitmq
          version: v1
          metadata:
            - name: connectionString
              value: amqp://rabbitmq:5672
            - name: protocol
              value: amqps
                     ^^^^^ protocol "amqps" is not that of connectionString, amqp
            - name: ttlInSeconds
              value: -60
                     ^^^ ttlInSeconds "-60" is negative
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: jobs
        spec:
          type: bindings.rabbitmq
          version: v1
          metadata:
            - name: host
              value: rabbitmq:5672
                     ^^^^^^^^^^^^^ host does not begin with amqp:// or amqps://
            - name: queueName
              value: jobs
            - name: direction
              value: output
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
        spec:
          type: pubsub.rabbitmq
          version: v1
          metadata:
            - name: connectionString
              secretKeyRef: { name: rabbitmq, key: url }
            - name: protocol
              value: amqps
            - name: exchangeKind
              value: headers
            - name: concurrency
              value: whatever
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: jobs
        spec:
          type: bindings.rabbitmq
          version: v1
          metadata:
            - name: host
              value: "{{ .Values.rabbitmq }}"
            - name: queueName
              value: jobs
            - name: direction
              value: output
      `,
      because: 'what a Secret or a value holds is not to be seen, and headers is a kind too',
    },
  ],
});

/** What amqp091-go makes of a URL, as the end of a sentence; undefined where it takes it. */
const faultOf = (url: string): string | undefined => {
  if (url.includes(' ')) return 'has a space in it';
  if (!/^amqps?:\/\//i.test(url)) return 'does not begin with amqp:// or amqps://';
  const [, authority = ''] = /^[^/]*\/\/([^/?#]*)/.exec(url) ?? [];
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  if (/%(?![0-9a-f]{2})/i.test(authority)) return 'has a % that is not followed by two hexadecimal digits';
  return /:(?!\d*$)[^\]]*$/.test(host) ? 'has a port that is no number' : undefined;
};

function* faultsOfUrl(component: Component, name: string): Generator<Problem> {
  const item = component.item(name);
  const fault = item?.text ? faultOf(item.text) : undefined;
  // The value may hold a password, and is not repeated.
  if (item && fault !== undefined)
    yield { at: item.value, message: `${item.name} ${fault}`, help: 'write amqp://host:5672 or amqps://host:5671' };
}

function* connection(component: Component): Generator<Problem> {
  const url = component.text('connectionString');
  if (url === '') yield* faultsOfUrl(component, 'host');
  else yield* faultsOfUrl(component, 'connectionString');
  const protocol = component.text('protocol');
  if (!protocol) return;
  const scheme = /^(amqps?):\/\//i.exec(url || component.exactText('host') || '')?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== protocol)
    yield {
      at: component.place('protocol'),
      message: `protocol ${quote(protocol)} is not that of connectionString, ${scheme}`,
      help: 'remove protocol: the connection string says it',
    };
  else if (url === '' && component.exactText('host') === '' && !/^amqps?$/i.test(protocol))
    yield { at: component.place('protocol'), message: `protocol ${quote(protocol)} is neither amqp nor amqps` };
}

function* values(component: Component): Generator<Problem> {
  const kind = component.item('exchangeKind');
  if (kind?.text === '')
    yield { at: component.place('exchangeKind'), message: 'exchangeKind is empty', help: 'remove it for fanout' };
  const ttl = component.exactText('ttlInSeconds') ?? '';
  if ((parseInteger(ttl) ?? 0) < 0)
    yield { at: component.place('ttlInSeconds'), message: `ttlInSeconds ${quote(ttl)} is negative` };
}
