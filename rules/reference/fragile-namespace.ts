import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const fragileNamespace = defineRule({
  id: 'fragile-namespace',
  severity: 'off',
  summary: 'Object is in the namespace default',
  why: 'Components, secrets and access policies hold for a namespace, and in default everything meets that names none: each app there loads every component without scopes.',
  source: 'dapr v1.18.3 pkg/operator/api/components.go:93, pkg/apis/common/scoped.go IsAppScoped',
  docs: 'https://docs.dapr.io/operations/components/component-scopes/',
  effect: 'fragile',
  facts: ['component.namespace'],
  presets: { production: 'info', strict: 'warning' },
  each: 'objectMeta',

  *check({ owner, field }): Problems {
    const namespace = field.get('namespace');
    if (owner !== 'object' || namespace.text !== 'default') return;
    yield {
      at: namespace,
      message: 'apps and components of all kinds meet in the namespace default',
      help: 'use a namespace of its own',
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
          namespace: default
                     ^^^^^^^ apps and components of all kinds meet in the namespace default
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
          name: default
          namespace: shop
        spec:
          type: state.in-memory
          version: v1
          metadata: []
      `,
      because: 'the name is no namespace',
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.in-memory
          version: v1
          metadata: []
      `,
      because: 'where none is written, kubectl, Helm or kustomize may put it anywhere',
    },
  ],
});
