import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const duplicateKey = defineRule({
  id: 'duplicate-key',
  severity: 'error',
  summary: 'Key is written twice in one mapping',
  why: 'kubectl keeps the last of equal keys and says nothing; Helm and kustomize refuse the file.',
  source: 'sigs.k8s.io/yaml yaml.go: go-yaml v2 in its non-strict mode',
  docs: 'https://yaml.org/spec/1.2.2/#3213-node-comparison',
  effect: 'wrong',
  each: 'document',

  *check(document): Problems {
    if (document.isBroken || !document.isMeantForKubernetes) return;
    for (const { key, first } of document.duplicateKeys) {
      yield {
        at: key,
        message: `${key.name} is written twice; only this one counts`,
        help: 'remove one of the two',
        related: [{ at: first, message: 'ignored in favour of the later one' }],
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: statestore
        spec:
          type: state.redis
          ~~~~ ignored in favour of the later one
          type: state.postgresql
          ^^^^ type is written twice; only this one counts
          version: v1
          metadata:
            - name: connectionString
              secretKeyRef: { name: postgres, key: dsn }
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: settings
          labels: &labels { team: orders }
          annotations:
            <<: *labels
        data:
          "on": first
          "On": second
      `,
      because: 'merge keys may be repeated, and keys that differ in letter case are different keys',
    },
  ],
});
