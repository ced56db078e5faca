import {
  type Component,
  defineRule,
  isKafka,
  isTruthy,
  kafkaAuthentication,
  leniency,
  listed,
  mayBePem,
  type Problem,
  type Problems,
  parseBoolean,
  quote,
  yaml,
} from '../../src/rule.ts';

const oidc = ['oidcTokenEndpoint', 'oidcClientID'];
/** What each method cannot do without. */
const needs: Readonly<Record<string, readonly string[]>> = {
  none: [],
  awsiam: [],
  password: ['saslUsername', 'saslPassword'],
  oidc: [...oidc, 'oidcClientSecret'],
  oidc_private_key_jwt: [...oidc, 'oidcClientAssertionCert', 'oidcClientAssertionKey'],
  mtls: ['clientCert', 'clientKey'],
  certificate: ['caCert'],
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
  supersedes: ['missing-metadata'],
  each: 'component',

  *check(component, { workspace }): Problems {
    if (!isKafka(component) || !component.isStarted) return;
    for (const problem of faultsOf(component)) yield { ...problem, ...leniency(component, workspace) };
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
              value: SASL_SSL
                     ^^^^^^^^ "SASL_SSL" is no authType of Kafka components
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
          ^^^^^^^^ authType mtls crashes without caCert
            - name: brokers
              value: kafka:9093
            - name: authType
              value: mtls
            - name: clientCert
              secretKeyRef: { name: kafka, key: tls.crt }
            - name: clientKey
              secretKeyRef: { name: kafka, key: tls.key }
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
              value: certificate
            - name: caCert
              value: /etc/kafka/ca.pem
                     ^^^^^^^^^^^^^^^^^ caCert is no PEM text
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
  if (!authentication) {
    yield* faultOfNone(component);
    return;
  }
  const { method, item } = authentication;
  const wanted = Object.hasOwn(needs, method) ? needs[method] : undefined;
  if (!wanted) {
    const at = item.value.exists ? item.value : item;
    const help = `write ${listed(Object.keys(needs), 7).replace(' and ', ' or ')}; how TLS is used is not part of it`;
    yield { at, message: `${quote(item.text ?? '')} is no authType of Kafka components`, help };
    return;
  }
  const title =
    item.name.toLowerCase() === 'authtype' ? `authType ${method}` : `${item.name} true, which means ${method},`;
  yield* missingOf(component, title, wanted);
  if (method === 'mtls') yield* faultsOfMtls(component, title);
  if (method === 'awsiam' && component.exactText('region') === '' && component.exactText('awsRegion') === '')
    yield lacks(component, 'region', `${title} needs region, in this letter case`);
  if (method.startsWith('oidc')) yield* faultOfExtensions(component);
  yield* certificates(component, method, item.text ?? '');
}

function* faultOfNone(component: Component): Generator<Problem> {
  const authRequired = component.item('authRequired');
  if (authRequired?.text !== undefined && authRequired.text !== '' && parseBoolean(authRequired.text) === undefined)
    yield {
      at: authRequired.value,
      message: `authRequired is ${quote(authRequired.text)}, neither true nor false`,
      help: 'use authType instead',
    };
  else if (
    (component.item('authType') ?? authRequired) &&
    component.text('authType') === '' &&
    component.text('authRequired') === ''
  )
    yield {
      at: component.place('authType'),
      message: 'authType is empty',
      help: 'write none where the brokers want no authentication',
    };
}

function* missingOf(component: Component, title: string, names: readonly string[]): Generator<Problem> {
  const missing = names.filter((name) => component.text(name) === '');
  const [first] = missing;
  if (first !== undefined) yield lacks(component, first, `${title} needs ${listed(missing)}`);
}

/** Points at the empty value, or at the list that something is missing in. */
const lacks = (component: Component, name: string, message: string): Problem => ({
  at: component.place(name),
  message,
  help: `set ${name}`,
});

function* faultsOfMtls(component: Component, title: string): Generator<Problem> {
  if (isTruthy(component.text('disableTls') ?? ''))
    yield { at: component.place('disableTls'), message: `${title} cannot do without TLS`, help: 'remove disableTls' };
  else if (component.text('caCert') === '' && !isTruthy(component.text('skipVerify') ?? 'true'))
    yield lacks(component, 'caCert', `${title} crashes without caCert`);
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

/** The certificates that the method looks at. `caCert` in this letter case is looked at whatever the method. */
function* certificates(component: Component, method: string, written: string): Generator<Problem> {
  const usesTls = written !== 'none' && method !== 'none' && !isTruthy(component.text('disableTls') ?? 'true');
  const names = method === 'mtls' ? ['caCert', 'clientCert', 'clientKey'] : ['caCert'];
  for (const name of names) {
    const item = component.item(name);
    if (!item?.text || mayBePem(item.text) || (name === 'caCert' && item.name !== 'caCert' && !usesTls)) continue;
    yield {
      at: item.value,
      message: `${item.name} is no PEM text`,
      help: 'give the certificate itself, from a Secret; a path is not read',
    };
  }
}
