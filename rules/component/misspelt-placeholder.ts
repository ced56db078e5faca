import { defineRule, type Problems, replace, yaml } from '../../src/rule.ts';

/** By the letters alone. Source: dapr v1.18.3 pkg/runtime/meta/meta.go:79. */
const placeholders = new Map(['uuid', 'podName', 'namespace', 'appID'].map((name) => [name.toLowerCase(), name]));

export const misspeltPlaceholder = defineRule({
  id: 'misspelt-placeholder',
  severity: 'warning',
  summary: 'Placeholder is not spelt as daprd knows it',
  why: 'daprd replaces {uuid}, {podName}, {namespace} and {appID} in metadata, in this letter case only; all else stays in the value as it is.',
  source: 'dapr v1.18.3 pkg/runtime/meta/meta.go:72 convertItemsToProps',
  docs: 'https://docs.dapr.io/reference/resource-specs/component-schema/',
  effect: 'wrong',
  facts: ['component.metadata.placeholders', 'component.metadata.namespace'],
  each: 'component',

  *check(component): Problems {
    for (const item of component.metadata) {
      const { text, value } = item;
      if (text === undefined) continue;
      for (const match of text.matchAll(/(?<![{$])\{([A-Za-z_-]{4,12})\}(?!\})/g)) {
        const [written, name = ''] = match;
        const exact = placeholders.get(name.toLowerCase().replace(/[_-]|s$/g, ''));
        if (exact === undefined || exact === name) continue;
        const at = value.part(match.index, match.index + written.length);
        yield {
          at,
          message: `${written} stays as it is: daprd replaces {${exact}}`,
          help: exact === 'namespace' ? 'write {namespace}: the namespace, a dot and the app id' : `write {${exact}}`,
          ...(at !== value && { fix: { title: `Write {${exact}}`, edits: [replace(at, `{${exact}}`)] } }),
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
          name: messages
        spec:
          type: pubsub.kafka
          version: v1
          metadata:
            - name: brokers
              value: kafka:9092
            - name: authType
              value: none
            - name: consumerGroup
              value: "{namespace}-{appId}"
                                  ^^^^^^^ {appId} stays as it is: daprd replaces {appID}
      `,
      fixed: yaml`
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
              value: none
            - name: consumerGroup
              value: "{namespace}-{appID}"
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
              value: kafka:9092
            - name: authType
              value: none
            - name: consumerGroup
              value: "{{ appId }}-\${POD_NAME}-{uuid}"
            - name: clientID
              value: "{order}"
      `,
      because: 'templates of other tools are filled in before Dapr sees them, and other braces are text',
    },
  ],
});
