import { defineRule, type Problems, quote, secretMakers, yaml } from '../../src/rule.ts';

export const missingSecretKey = defineRule({
  id: 'missing-secret-key',
  severity: 'warning',
  summary: 'Reference to a Secret names no key',
  why: 'Without a key Dapr asks for the key that is called like the Secret; where there is none, the value stays empty without an error.',
  source: 'dapr v1.18.3 pkg/operator/api/components.go:138, pkg/runtime/processor/secret/secret.go:185',
  docs: 'https://docs.dapr.io/operations/components/component-secrets/',
  effect: 'wrong',
  facts: ['secret.key.default', 'secret.k8s.keymissing'],
  needs: [secretMakers],
  each: 'secretReference',

  *check({ name, key, namespace, owner }, { workspace }): Problems {
    // What a partial object leaves out may be said elsewhere, and a Secret that is here can be looked into.
    if (key.hasValue || workspace.findSecret(name.text ?? '', namespace).outcome === 'found') return;
    yield {
      at: name,
      message: `no key of Secret ${quote(name.text ?? '')} is named; ${owner.kind} gets the one called ${quote(name.text ?? '')}`,
      help: 'add key',
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: redisHost
              value: redis:6379
            - name: redisPassword
              secretKeyRef:
                name: redis
                      ^^^^^ no key of Secret "redis" is named; Component gets the one called "redis"
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        auth:
          secretStore: vault
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: redisHost
              value: redis:6379
            - name: redisPassword
              secretKeyRef:
                name: redis-password
      `,
      because: 'in many secret stores a secret is a single value, under its own name',
    },
  ],
});
