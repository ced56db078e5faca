import {
  type Component,
  defineRule,
  isTruthy,
  mayBePem,
  type Problem,
  type Problems,
  quote,
  yaml,
} from '../../src/rule.ts';

export const invalidComponentSetting = defineRule({
  id: 'invalid-component-setting',
  severity: 'error',
  summary: 'Component refuses a setting, or two that exclude each other',
  why: 'The component fails to initialise, and daprd exits: with it every app that loads the component.',
  source:
    'components-contrib v1.18.4 state/mongodb/mongodb.go:643, state/etcd/etcd.go:121, secretstores/hashicorp/vault/vault.go:407, bindings/localstorage/localstorage.go:147, pubsub/aws/snssqs/metadata.go:133, common/component/azure/eventhubs/metadata.go:92',
  docs: 'https://docs.dapr.io/reference/components-reference/',
  effect: 'rejected',
  supersedes: ['missing-tls'],
  covers: ['bindings.features.metadata-configuration'],
  each: 'component',

  *check(component): Problems {
    const faultsOf = Object.hasOwn(faults, component.typeName) ? faults[component.typeName] : undefined;
    if (!faultsOf || !component.isStarted) return;
    for (const problem of faultsOf(component)) yield { ...problem, ...component.certainty };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.mongodb
          version: v1
          metadata:
            - name: host
              value: mongodb:27017
                     ~~~~~~~~~~~~~ the other one
            - name: server
              value: mongodb.example.com
                     ^^^^^^^^^^^^^^^^^^^ server cannot stand beside host
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.etcd
          version: v2
          metadata:
            - name: endpoints
              value: etcd:2379
            - name: tlsEnable
              value: "true"
            - name: ca
              value: /certs/ca.crt
                     ^^^^^^^^^^^^^ ca is no PEM text
            - name: cert
              secretKeyRef: { name: etcd, key: tls.crt }
            - name: key
              secretKeyRef: { name: etcd, key: tls.key }
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.mongodb
          version: v1
          metadata:
            - name: server
              value: ""
            - name: host
              value: mongodb:27017
      `,
      because: 'an empty value is none',
    },
  ],
});

type Faults = (component: Component) => Iterable<Problem>;

const apart = (one: string, other: string): Faults =>
  function* (component) {
    const [first, second] = [component.item(one), component.item(other)];
    if (!first || !second || first.text === '' || second.text === '') return;
    const related = [{ at: component.place(one), message: 'the other one' }];
    yield {
      at: component.place(other),
      message: `${second.name} cannot stand beside ${first.name}`,
      help: 'remove one of the two',
      related,
    };
  };

const pem = (...names: readonly string[]): Faults =>
  function* (component) {
    for (const name of names) {
      const text = component.text(name);
      if (text && !mayBePem(text))
        yield {
          at: component.place(name),
          message: `${name} is no PEM text`,
          help: 'give the certificate itself, from a Secret; a path is not read',
        };
    }
  };

function* rootPath(component: Component): Generator<Problem> {
  const text = component.text('rootPath') ?? '';
  if (/^\/+(?:proc|sys|boot|var\/+run\/+secrets)(?:\/|$)/.test(text) && !text.includes('..'))
    yield {
      at: component.place('rootPath'),
      message: `rootPath ${quote(text)} is a place that the binding keeps away from`,
    };
}

const etcd = pem('ca', 'cert', 'key');

function* deadLetters(component: Component): Generator<Problem> {
  const keep = component.item('disableDeleteOnRetryLimit');
  if (!keep?.isTruthy || !component.item('sqsDeadLettersQueueName')?.isGiven) return;
  yield {
    at: keep.value,
    message: `${keep.name} cannot be on where there is a queue for dead letters`,
    help: 'remove one of the two',
    related: [{ at: component.place('sqsDeadLettersQueueName'), message: 'the queue' }],
  };
}

function* eventHub(component: Component): Generator<Problem> {
  const item = component.item('connectionString');
  if (!item?.text || component.item('eventHub')?.isGiven || /(?:^|;)\s*EntityPath=./i.test(item.text)) return;
  yield {
    at: item.value,
    message: `neither ${item.name} nor eventHub names the hub`,
    help: 'add eventHub, or ;EntityPath= to the connection string',
  };
}

function* vault(component: Component): Generator<Problem> {
  if (component.item('caPem')?.isGiven || component.item('skipVerify')?.isTruthy) return;
  if (component.text('caCert')?.includes('-----BEGIN '))
    yield { at: component.place('caCert'), message: 'caCert is the path of a file', help: 'give PEM text as caPem' };
}

const faults: Readonly<Record<string, Faults>> = {
  'state.mongodb': apart('host', 'server'),
  'state.etcd': (component) => (isTruthy(component.text('tlsEnable') ?? '') ? etcd(component) : []),
  'bindings.azure.eventhubs': eventHub,
  'pubsub.aws.snssqs': deadLetters,
  'secretstores.hashicorp.vault': vault,
  'bindings.localstorage': rootPath,
};
