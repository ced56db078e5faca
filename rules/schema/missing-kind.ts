import { defineRule, type Problems, resemblesDapr, yaml } from '../../src/rule.ts';

export const missingKind = defineRule({
  id: 'missing-kind',
  severity: 'error',
  summary: 'Object of Dapr without a kind or an apiVersion',
  why: 'kubectl cannot tell what the object is, and refuses the file.',
  source: 'apimachinery v0.33.4 pkg/apis/meta/v1/unstructured/helpers.go:339',
  docs: 'https://docs.dapr.io/reference/resource-specs/',
  effect: 'rejected',
  covers: [
    'kafka-pub-sub-component.kind',
    'postgresql-state-store-component.kind',
    'kubernetes-secret-store-component.kind',
    'configuration-for-observability.kind',
  ],
  each: 'document',

  *check(document): Problems {
    const { root } = document;
    if (document.isBroken || !root.isMap) return;
    const list = root.get('kind').text === 'List' ? root.get('items').items : [];
    for (const body of [root, ...list]) {
      const [apiVersion, kind] = [body.get('apiVersion'), body.get('kind')];
      const isDapr = apiVersion.text?.startsWith('dapr.io/') ?? false;
      if (isDapr && !isGiven(kind)) {
        yield {
          at: kind.exists ? kind.key : apiVersion.key,
          message: 'object of dapr.io has no kind',
          help: 'add kind',
        };
      }
      if (!isGiven(apiVersion) && resemblesDapr(kind.text ?? '', body)) {
        yield { at: kind.key, message: `${kind.text} has no apiVersion`, help: 'add apiVersion: dapr.io/v1alpha1' };
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        ^^^^^^^^^^ object of dapr.io has no kind
        metadata:
          name: statestore
        spec:
          type: state.in-memory
          version: v1
          metadata: []
        ---
        kind: Subscription
        ^^^^ Subscription has no apiVersion
        metadata:
          name: orders
        spec:
          pubsubname: messages
          topic: orders
          routes: { default: /orders }
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: ComponentList
        items:
          - metadata:
              name: statestore
            spec:
              type: state.in-memory
              version: v1
              metadata: []
        ---
        kind: Configuration
        spec:
          presets: [typescript]
      `,
      because: 'the items of a typed list take their kind from the list, and other tools have files with a kind, too',
    },
  ],
});

const isGiven = (field: { readonly hasValue: boolean; readonly text: string | undefined }): boolean =>
  field.hasValue && field.text !== '';
