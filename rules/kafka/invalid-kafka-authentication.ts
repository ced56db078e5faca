import {
  type Component,
  defineRule,
  isKafka,
  isTruthy,
  kafkaAuthentication,
  listed,
  mayBePem,
  type Problem,
  type Problems,
  yaml,
} from '../../src/rule.ts';

/** What the methods that the old authRequired stands for cannot do without. */
const needs: Readonly<Record<string, readonly string[]>> = {
  password: ['saslUsername'],
  mtls: ['clientCert', 'clientKey', 'caCert'],
};

export const invalidKafkaAuthentication = defineRule({
  id: 'invalid-kafka-authentication',
  severity: 'error',
  summary: 'Kafka component refuses its authentication settings',
  why: 'The component fails to initialise, or crashes, and daprd exits: with it every app that loads the component.',
  source:
    'components-contrib v1.18.4 common/component/kafka/metadata.go:142,268, auth.go:45,58, kafka.go:344 ValidateAWS',
  docs: 'https://docs.dapr.io/reference/components-reference/supported-pubsub/setup-apache-kafka/#authentication',
  effect: 'rejected',
  covers: ['kafka-pub-sub-component.spec.authrequired', 'kafka-pub-sub-component.spec.saslusername'],
  // A path stands where a key is wanted: it is no secret.
  supersedes: ['plain-text-secret'],
  each: 'component',

  *check(component): Problems {
    if (!isKafka(component) || !component.isStarted) return;
    for (const problem of faultsOf(component)) yield { ...problem, ...component.certainty };
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
          ^^^^^^^^ authRequired means mtls, which needs clientCert, clientKey and caCert
            - name: brokers
              value: kafka:9092
            - name: authRequired
              value: "true"
            - name: saslUsername
              value: orders
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
        spec:
          type: bindings.kafka
          version: v1
          metadata:
            - name: brokers
              value: kafka:9093
            - name: authType
              value: mtls
            - name: disableTls
              value: "true"
                     ^^^^^^ authType mtls cannot do without TLS
            - name: caCert
              secretKeyRef: { name: kafka, key: ca.crt }
            - name: clientCert
              value: /certs/tls.crt
                     ^^^^^^^^^^^^^^ clientCert is no PEM text
            - name: clientKey
              secretKeyRef: { name: kafka, key: tls.key }
            - name: topics
              value: orders
            - name: publishTopic
              value: orders
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
              value: kafka:9093
            - name: authType
              value: MTLS
            - name: skipVerify
              value: true
            - name: clientCert
              secretKeyRef: { name: kafka, key: tls.crt }
            - name: clientKey
              secretKeyRef: { name: kafka, key: tls.key }
            - name: oidcExtensions
              value: only read with oidc
      `,
      because: 'authType may be in any letter case, and without verification no authority is needed',
    },
  ],
});

function* faultsOf(component: Component): Generator<Problem> {
  const authentication = kafkaAuthentication(component);
  if (!authentication) return;
  const { method, item } = authentication;
  // What authType itself asks for is told of every component.
  if (item.name.toLowerCase() !== 'authtype')
    yield* missingOf(component, `${item.name} means ${method}, which`, method);
  if (method === 'mtls') yield* faultsOfMtls(component);
  if (method === 'awsiam') yield* faultOfRegion(component);
  if (method.startsWith('oidc')) yield* faultOfExtensions(component);
}

function* missingOf(component: Component, title: string, method: string): Generator<Problem> {
  const missing = (needs[method] ?? []).filter((name) => component.text(name) === '');
  const [first] = missing;
  if (first !== undefined)
    yield {
      at: component.place(first),
      message: `${title} needs ${listed(missing)}`,
      help: `set ${first}, or authType`,
    };
}

function* faultsOfMtls(component: Component): Generator<Problem> {
  const skips = component.item('skipVerify');
  if (isTruthy(component.text('disableTls') ?? ''))
    yield {
      at: component.place('disableTls'),
      message: 'authType mtls cannot do without TLS',
      help: 'remove disableTls',
    };
  else if (component.text('caCert') === '' && skips?.text && !skips.isTruthy)
    yield {
      at: skips.value,
      message: 'authType mtls crashes without caCert where the broker is verified',
      help: 'set caCert',
    };
  for (const name of ['clientCert', 'clientKey']) {
    const item = component.item(name);
    if (item?.text && !mayBePem(item.text))
      yield {
        at: item.value,
        message: `${item.name} is no PEM text`,
        help: 'give the certificate itself, from a Secret; a path is not read',
      };
  }
}

function* faultOfRegion(component: Component): Generator<Problem> {
  const region = component.item('region') ?? component.item('awsRegion');
  if (!region?.isGiven || component.exactText('region') !== '' || component.exactText('awsRegion') !== '') return;
  yield {
    at: region,
    message: `${region.name} is not read: authType awsiam needs region, in this letter case`,
    help: 'write region',
  };
}

function* faultOfExtensions(component: Component): Generator<Problem> {
  const text = component.text('oidcExtensions');
  if (text && !isStringMap(text))
    yield { at: component.place('oidcExtensions'), message: 'oidcExtensions is no JSON object with strings in it' };
}

const isStringMap = (text: string): boolean => {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const values = Object.values(value);
    return values.length > 0 && values.every((each) => each === null || typeof each === 'string');
  } catch {
    return false;
  }
};
