import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const unsupportedComponent = defineRule({
  id: 'unsupported-component',
  severity: 'off',
  summary: 'Component is not stable',
  why: 'Dapr certifies stable components only; an alpha or beta one may change or go with any release, and is missing in the images that hold stable components.',
  source: 'components-contrib v1.18.4 **/metadata.yaml status; dapr v1.18.3 cmd/daprd/components/*.go build tags',
  docs: 'https://docs.dapr.io/operations/components/certification-lifecycle/',
  effect: 'fragile',
  covers: ['state-management.component-types.state-etcd'],
  presets: { production: 'info', strict: 'warning' },
  each: 'component',

  *check({ definition, type, typeName }): Problems {
    const status = definition?.status;
    if (status !== 'alpha' && status !== 'beta') return;
    yield {
      at: type,
      message: `${typeName} is ${status}`,
      help: 'use a stable component in production, or pin the version of Dapr',
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.hazelcast
                ^^^^^^^^^^^^^^^ state.hazelcast is alpha
          version: v1
          metadata:
            - name: hazelcastServers
              value: hazelcast:5701
            - name: hazelcastMap
              value: orders
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.in-memory
          version: v1
          metadata: []
      `,
      because: 'what is meant for development has no such status',
    },
  ],
});
