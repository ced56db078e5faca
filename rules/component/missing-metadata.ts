import {
  type Component,
  type Conditional,
  defineRule,
  type Indispensable,
  listed,
  meets,
  type Problem,
  type Problems,
  yaml,
} from '../../src/rule.ts';

export const missingMetadata = defineRule({
  id: 'missing-metadata',
  severity: 'error',
  summary: 'Component lacks metadata that it cannot do without',
  why: 'The component fails to initialise, and daprd exits: with it every app that loads the component.',
  source: 'components-contrib v1.18.4, the Init of each component; schemas/required.json names the line',
  docs: 'https://docs.dapr.io/reference/components-reference/',
  effect: 'rejected',
  covers: ['kafka-pub-sub-component.spec.brokers', 'postgresql-state-store-component.spec.connectionstring'],
  each: 'component',

  *check(component): Problems {
    if (component.resource.isPartial || !component.isStarted || !component.spec.get('metadata').isList) return;
    if (component.metadata.some(({ named }) => !named.resolved)) return;
    const isMissing = ({ name, unless }: Indispensable): boolean =>
      ![name, ...unless].some((each) => component.item(each)?.isGiven);
    for (const wanted of component.indispensable.filter(isMissing)) {
      yield {
        at: component.item(wanted.name)?.value ?? component.spec.get('metadata').key,
        message: `${component.typeName} needs ${[wanted.name, ...wanted.unless].slice(0, 3).join(' or ')}`,
        help: `add ${wanted.name}`,
        ...component.certainty,
      };
    }
    for (const wanted of component.conditional.filter(isMissing)) yield* missingBeside(component, wanted);
    yield* missingOfGroups(component);
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
          ^^^^^^^^ pubsub.kafka needs brokers
            - name: authType
              value: certificate
            - name: caCert
              secretKeyRef: { name: kafka, key: ca }
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
                    ^^^^^^^^ authType oidc needs oidcClientSecret
              value: OIDC
            - name: oidcTokenEndpoint
              value: https://login.example.com/token
            - name: oidcClientID
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
          type: pubsub.jetstream
          version: v1
          metadata:
            - name: natsURL
              value: nats://nats:4222
            - name: jwt
                    ^^^ jwt needs seedKey
              secretKeyRef: { name: nats, key: jwt }
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata: { name: cache }
        spec:
          type: state.redis
          version: v1
          metadata:
            - { name: redisHost, value: sentinel:26379 }
            - { name: failover, value: "true" }
                      ^^^^^^^^ failover needs sentinelMasterName
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
            - name: Brokers
              secretKeyRef: { name: kafka, key: brokers }
            - name: authType
              value: certificate
            - name: caCert
              secretKeyRef: { name: kafka, key: ca }
      `,
      because: 'letter case does not matter, and a value may come from a Secret',
    },
  ],
});

/** What the choice of a way to authenticate, or one half of a pair, asks for. */
function* missingBeside(component: Component, { name, when }: Conditional): Iterable<Problem> {
  const chosen = component.item(when.f);
  // What a placeholder or a Secret holds may be another choice.
  if (!chosen || !meets(component, when) || (chosen.text === undefined && !chosen.isReference)) return;
  const choice = when.in ? ` ${chosen.text?.toLowerCase()}` : '';
  yield {
    at: chosen,
    message: `${chosen.name}${choice} needs ${name}`,
    help: when.in ? `add ${name}, or choose another ${chosen.name}` : `add ${name}, or remove ${chosen.name}`,
    ...component.certainty,
  };
}

/** Of fields that only go together, those that are left out. */
function* missingOfGroups(component: Component): Iterable<Problem> {
  for (const names of component.values.together) {
    const given = names.flatMap((name) => component.item(name) ?? []).filter(({ isGiven }) => isGiven);
    const [first] = given;
    const missing = names.filter((name) => !component.item(name)?.isGiven);
    if (!first || missing.length === 0) continue;
    yield {
      at: first,
      message: `${first.name} needs ${listed(missing)}`,
      help: `add ${listed(missing)}, or remove ${first.name}`,
      ...component.certainty,
    };
  }
}
