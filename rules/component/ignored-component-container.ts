import { defineRule, jsonObjectIn, type Problems, workloadKinds, yaml } from '../../src/rule.ts';

export const ignoredComponentContainer = defineRule({
  id: 'ignored-component-container',
  severity: 'warning',
  summary: 'Container of a pluggable component is not injected',
  why: 'The injector reads the annotation as the JSON of a container, leaves it out when it is none, and looks at it only for pods with dapr.io/inject-pluggable-components.',
  source: 'dapr v1.18.3 pkg/injector/patcher/sidecar_components.go:101 Injectable; sidecar_patcher.go:73',
  docs: 'https://docs.dapr.io/operations/components/pluggable-components-registration/',
  effect: 'ignored',
  facts: ['inj.pluggable.optin'],
  needs: [workloadKinds],
  each: 'component',

  *check(component, { workspace }): Problems {
    const container = component.resource.annotations.get('dapr.io/component-container');
    if (!container.text || !container.resolved) return;
    if (jsonObjectIn(container.text) === undefined) {
      yield {
        at: container,
        message: 'the container is no JSON object',
        help: 'write the container as JSON, with its image',
      };
      return;
    }
    const apps = workspace.appsBeside(component);
    if (apps.length === 0 || apps.some((app) => app.isOn('inject-pluggable-components'))) return;
    yield {
      at: container.key,
      message: `no app that loads ${component.title} asks for its container`,
      help: 'add dapr.io/inject-pluggable-components: "true" to the pods that need it',
      ...(!workspace.isClosed && { atMost: 'info' as const }),
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: memory
          annotations:
            dapr.io/component-container: "{ image: example/memory }"
                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^ the container is no JSON object
        spec:
          type: state.memory
          version: v1
          metadata: []
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: memory
          annotations:
            dapr.io/component-container: '{ "image": "example/memory" }'
        spec:
          type: state.memory
          version: v1
          metadata: []
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/inject-pluggable-components: "true"
      `,
      because: 'the app asks for it',
    },
  ],
});
