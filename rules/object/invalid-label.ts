import { defineRule, labelKeyFault, labelValueFault, type Problems, quote, yaml } from '../../src/rule.ts';

export const invalidLabel = defineRule({
  id: 'invalid-label',
  severity: 'error',
  summary: 'Label breaks the grammar of Kubernetes',
  why: 'The API server refuses an object, and a pod template, with a label whose key or value it does not allow. What needs other characters can be an annotation.',
  source: 'apimachinery v0.33.4 pkg/util/validation/validation.go:41,165',
  docs: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set',
  effect: 'rejected',
  each: 'objectMeta',

  *check(meta): Problems {
    // Of the labels of a job's template, Kubernetes looks at the type only.
    if (meta.owner === 'job') return;
    for (const [key, label] of meta.entriesOf('labels')) {
      const keyFault = labelKeyFault(key);
      if (keyFault) yield { at: label.key, message: `label key ${quote(key)} ${keyFault}` };
      const { text = '' } = label;
      const fault = label.resolved ? labelValueFault(text) : undefined;
      if (fault) {
        yield {
          at: label,
          message: `label ${key} is ${quote(text)}, and ${fault}`,
          help: 'shorten or spell it otherwise, or make it an annotation',
        };
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: statestore
          labels:
            owner: orders@example.com
                   ^^^^^^^^^^^^^^^^^^ label owner is "orders@example.com", and may hold only letters, digits, "-", "_" and ".", with a letter or digit at both ends
            example.com/team/name: orders
            ^^^^^^^^^^^^^^^^^^^^^ label key "example.com/team/name" may have one slash
        spec:
          type: state.in-memory
          version: v1
          metadata: []
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: statestore
          labels:
            Team_Name: Orders_and.Payments-2
            example.com/owner: ""
            helm.sh/chart: "{{ .Chart.Name }}"
        spec:
          type: state.in-memory
          version: v1
          metadata: []
      `,
      because: 'upper case and underscores are fine in labels, and so is an empty one',
    },
  ],
});
