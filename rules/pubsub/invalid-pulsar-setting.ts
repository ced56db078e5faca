import {
  type Component,
  defineRule,
  faultOfAvroSchema,
  isUrl,
  type Problem,
  type Problems,
  parseBoolean,
  quote,
  yaml,
} from '../../src/rule.ts';

export const invalidPulsarSetting = defineRule({
  id: 'invalid-pulsar-setting',
  severity: 'error',
  summary: 'Pulsar component refuses a setting',
  why: 'The component fails to initialise, and daprd exits: with it every app that loads the component.',
  source:
    'components-contrib v1.18.4 pubsub/pulsar/pulsar.go:155,199,250,316, common/authentication/oauth2/clientcredentials.go:52,172; pulsar-client-go v0.18.0 pulsar/client_impl.go',
  docs: 'https://docs.dapr.io/reference/components-reference/supported-pubsub/setup-pulsar/',
  effect: 'rejected',
  covers: ['pub-sub-publish-subscribe.component-types'],
  each: 'component',

  *check(component): Problems {
    if (component.typeName !== 'pubsub.pulsar') return;
    for (const problem of [...host(component), ...topics(component), ...oauth2(component)])
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
          type: pubsub.pulsar
          version: v1
          metadata:
            - name: host
              value: pulsar-0:6650, pulsar-1:6650
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ host "pulsar-0:6650, pulsar-1:6650" is no URL
            - name: orders.jsonschema
              value: '{"type": "object", "properties": {}}'
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ orders.jsonschema is no Avro schema: there is no type "object"
            - name: orders.rawschema
              value: "yes"
                     ^^^^^ orders.rawschema is "yes", neither true nor false
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
        spec:
          type: pubsub.pulsar
          version: v1
          metadata:
            - name: host
              value: pulsar+ssl://pulsar:6651
            - name: oauth2TokenURL
              value: https://accounts.example.com/token
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ oauth2TokenURL wants oauth2Scopes and oauth2Audiences too
            - name: oauth2ClientID
              value: orders
            - name: oauth2ClientSecret
              secretKeyRef: { name: pulsar, key: secret }
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
        spec:
          type: pubsub.pulsar
          version: v1
          metadata:
            - name: host
              value: pulsar-0:6650,pulsar-1:6650
            - name: token
              secretKeyRef: { name: pulsar, key: token }
            - name: oauth2TokenURL
              value: https://accounts.example.com/token
            - name: orders.jsonschema
              value: '{"type": "record", "name": "Order", "fields": [{"name": "next", "type": ["null", "Order"]}]}'
            - name: orders.protoschema
              value: 'message Order {}'
            - name: invoices.jsonSchema
              value: '{'
      `,
      because:
        'beside a token no other is fetched, a record may hold itself, and the ending counts in its letter case only',
    },
  ],
});

/** Text that can be read here and now. */
const written = (component: Component, name: string): string => component.text(name) ?? '';

function* host(component: Component): Iterable<Problem> {
  const text = written(component, 'host');
  // What stands for the app and its pod is filled in when daprd starts.
  if (text === '' || /\{(?:uuid|podName|appID|namespace)\}/.test(text)) return;
  const url = /^(?:pulsar(?:\+ssl)?|https?):\/\//.test(text) ? text : `pulsar://${text}`;
  if (!isUrl(url))
    yield {
      at: component.place('host'),
      message: `host ${quote(text)} is no URL`,
      help: 'write host:port, several with commas and no spaces, or pulsar:// or pulsar+ssl:// before them',
    };
}

/** Settings that end in words of their own, for the topic before it. */
function* topics({ metadata }: Component): Iterable<Problem> {
  for (const item of metadata) {
    const { name, text, value } = item;
    if (text === undefined) continue;
    const at = value.exists ? value : item;
    if (name.endsWith('.rawschema') && parseBoolean(text) === undefined)
      yield { at, message: `${name} is ${quote(text)}, neither true nor false`, help: 'write true or false' };
    const fault = /\.(?:json|avro)schema$/.test(name) ? faultOfAvroSchema(text) : undefined;
    if (fault !== undefined)
      yield {
        at,
        message: `${name} is no Avro schema: ${fault}`,
        help: 'write the schema as Avro has it, in JSON; that of JSON Schema is another one',
      };
  }
}

function* oauth2(component: Component): Iterable<Problem> {
  const [secret, credentials] = [
    written(component, 'oauth2ClientSecretPath'),
    written(component, 'oauth2CredentialsFile'),
  ];
  if (secret !== '' && credentials !== '')
    yield {
      at: component.place('oauth2CredentialsFile'),
      message: 'oauth2CredentialsFile cannot stand beside oauth2ClientSecretPath',
      help: 'remove one of the two',
    };
  // A token of its own comes first; without a URL nothing of this is used.
  const url = written(component, 'oauth2TokenURL');
  if (url === '' || component.text('token') !== '') return;
  const missing = ['oauth2Scopes', 'oauth2Audiences'].filter((name) => component.isWhole && !component.item(name));
  if (missing.length > 0)
    yield {
      at: component.place('oauth2TokenURL'),
      message: `oauth2TokenURL wants ${missing.join(' and ')} too`,
      help: `add ${missing.join(' and ')}`,
    };
  if (!isUrl(url))
    yield {
      at: component.place('oauth2TokenURL'),
      message: `oauth2TokenURL ${quote(url)} is no URL`,
      help: 'write a URL',
    };
  const pem = written(component, 'oauth2TokenCAPEM');
  if (pem !== '' && !pem.includes('-----BEGIN '))
    yield {
      at: component.place('oauth2TokenCAPEM'),
      message: 'oauth2TokenCAPEM is no PEM text',
      help: 'give the certificate itself; a path is not read',
    };
}
