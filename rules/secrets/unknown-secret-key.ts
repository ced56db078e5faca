import { closest, defineRule, didYouMean, type Problems, quote, secretMakers, yaml } from '../../src/rule.ts';

export const unknownSecretKey = defineRule({
  id: 'unknown-secret-key',
  severity: 'error',
  summary: 'Secret has no such key',
  why: 'The Secret is found and the key is not: the value stays empty, and the component starts without it. For the headers of traces, no app gets the Configuration.',
  source:
    'dapr v1.18.3 pkg/operator/api/components.go:138, pkg/runtime/processor/secret/secret.go:140, pkg/operator/api/configurations.go:87',
  docs: 'https://docs.dapr.io/operations/components/component-secrets/',
  effect: 'wrong',
  covers: [
    'kafka-pub-sub-component.spec.saslpassword.secretkeyref.key',
    'postgresql-state-store-component.spec.connectionstring.secretkeyref.key',
  ],
  needs: [secretMakers],
  each: 'secretReference',

  *check({ name, key, wanted, namespace, owner }, { workspace }): Problems {
    const lookup = workspace.findSecret(name.text ?? '', namespace);
    if (wanted === undefined || lookup.outcome !== 'found' || !lookup.keys || lookup.keys.has(wanted)) return;
    yield {
      at: key.hasValue ? key : name,
      message: `Secret ${quote(name.text ?? '')} has no key ${quote(wanted)}`,
      help: key.hasValue
        ? didYouMean(closest(wanted, lookup.keys), 'name one of its keys')
        : 'add key: without it, Dapr asks for a key of the name of the Secret',
      related: [{ at: lookup.resource, message: 'the Secret' }],
      // One in another folder may be the Secret of another cluster.
      ...(!workspace.areTogether(owner, lookup.resource) && { atMost: 'warning' as const }),
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Secret
        metadata:
          name: redis
                ~~~~~ the Secret
        stringData:
          password: ""
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: redisHost
              value: localhost:6379
            - name: redisPassword
              secretKeyRef:
                name: redis
                key: pasword
                     ^^^^^^^ Secret "redis" has no key "pasword"
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Secret
        metadata:
          name: redis
        data:
          redis: ""
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: redisHost
              value: localhost:6379
            - name: redisPassword
              secretKeyRef:
                name: redis
      `,
      because: 'without a key, Dapr takes the one that is called like the Secret',
    },
  ],
});
