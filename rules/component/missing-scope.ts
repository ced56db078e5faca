import { defineRule, type Problems, workloadKinds, yaml } from '../../src/rule.ts';

/** What an app gets of an object that it loads. */
const loaded: Readonly<Record<string, string>> = {
  Component: 'connects to what it is for, and does not start where that fails',
  HTTPEndpoint: 'may call it, with its headers and certificates',
  Subscription: 'gets the messages of its topic',
};

export const missingScope = defineRule({
  id: 'missing-scope',
  severity: 'off',
  summary: 'Object without scopes is for every app of its namespace',
  why: 'Without scopes every app of the namespace loads it, with its credentials: one that never uses it does not start when its backend is away.',
  source: 'dapr v1.18.3 pkg/operator/api/components.go:104, pkg/apis/common/scoped.go IsAppScoped',
  docs: 'https://docs.dapr.io/operations/components/component-scopes/',
  effect: 'insecure',
  securitySeverity: 3.7,
  covers: [
    'kafka-pub-sub-component.spec',
    'postgresql-state-store-component.spec',
    'authentication-and-authorization.access-control',
  ],
  facts: ['component.scopes.match'],
  presets: { production: 'info', strict: 'warning', 'todo-chatbot': 'info' },
  needs: [workloadKinds],
  each: 'daprResource',

  *check(resource, { workspace }): Problems {
    const gets = loaded[resource.kind];
    if (gets === undefined || resource.scopes || resource.isPartial) return;
    // Where all apps are known, one alone is whom it is for.
    if (workspace.isClosed && workspace.appsIn(resource.namespace).length < 2) return;
    yield {
      at: resource,
      message: `${resource.title} has no scopes: every app of the namespace ${gets}`,
      help: 'add scopes with the app-ids of those that use it',
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
                ^^^^^ Component "cache" has no scopes: every app of the namespace connects to what it is for, and does not start where that fails
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: redisHost
              value: redis:6379
      `,
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
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
      `,
      because: 'this is all there is, and it has one app',
      closedWorld: true,
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
        scopes: [orders]
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: settings
        spec: {}
      `,
      because: 'a Configuration is for the apps that name it, and has no scopes',
    },
  ],
});
