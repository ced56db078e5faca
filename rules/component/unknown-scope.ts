import {
  defineRule,
  didYouMean,
  mayShare,
  type Problems,
  quote,
  respelling,
  workloadKinds,
  yaml,
} from '../../src/rule.ts';

export const unknownScope = defineRule({
  id: 'unknown-scope',
  severity: 'warning',
  summary: 'Scope names no app',
  why: 'scopes are exact app ids of the same namespace: with one that is misspelt, the app that is meant does not load the object.',
  source: 'dapr v1.18.3 pkg/apis/common/scoped.go IsAppScoped, pkg/operator/api/components.go:104',
  docs: 'https://docs.dapr.io/operations/components/component-scopes/',
  effect: 'wrong',
  facts: ['component.scopes.match', 'component.namespace'],
  needs: [workloadKinds],
  each: 'daprResource',

  *check(resource, { workspace }): Problems {
    const scopes = resource.scopes ?? [];
    const written = new Set(scopes.map(({ text }) => text));
    for (const scope of scopes) {
      const { text } = scope;
      if (!text || !scope.resolved || workspace.world.isExternal('App', text)) continue;
      if (/[*?]/.test(text)) {
        yield {
          at: scope,
          message: `${quote(text)} is taken for an app id: scopes know no wildcards`,
          help: 'name each app, or remove scopes for all apps',
        };
        continue;
      }
      const apps = workspace.appsWithId(text);
      if (apps.some(({ namespace }) => mayShare(namespace, resource.namespace))) continue;
      if (workspace.writtenSidecarsIn(resource.namespace).some(({ appId }) => appId === text)) continue;
      const [elsewhere] = apps;
      const likely = elsewhere ? undefined : workspace.appLike(text, undefined, written);
      if (!elsewhere && likely === undefined && !(workspace.isClosed && workspace.apps.length > 0)) continue;
      yield {
        at: scope,
        message: elsewhere
          ? `app ${quote(text)} is in namespace ${quote(elsewhere.namespace ?? '')}, where this object is not seen`
          : `no app is called ${quote(text)}`,
        help: didYouMean(likely?.appId, 'name an app of this namespace'),
        ...(elsewhere && { related: [{ at: elsewhere, message: 'the app' }] }),
        ...respelling(scope, likely?.appId),
        ...(likely && { related: [{ at: likely, message: 'the one that is probably meant' }] }),
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.in-memory
          version: v1
          metadata: []
        scopes:
          - Orders
            ^^^^^^ no app is called "Orders"
          - pay-*
            ^^^^^ "pay-*" is taken for an app id: scopes know no wildcards
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: orders
        spec:
          selector: { matchLabels: { app: orders } }
          template:
            metadata:
              labels: { app: orders }
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
                                ~~~~~~ the one that is probably meant
            spec:
              containers: [{ name: orders, image: "orders:1" }]
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.in-memory
          version: v1
          metadata: []
        scopes: [checkout, "odrers"]
                           ^^^^^^^^ no app is called "odrers"
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
                            ~~~~~~ the one that is probably meant
            dapr.io/app-port: "8080"
      `,
      fixed: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.in-memory
          version: v1
          metadata: []
        scopes: [checkout, "orders"]
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/app-port: "8080"
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
        scopes:
          - orders
          - order
          - checkout
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: orders
        spec:
          selector: { matchLabels: { app: orders } }
          template:
            metadata:
              labels: { app: orders }
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
            spec:
              containers: [{ name: orders, image: "orders:1" }]
      `,
      because: 'apps may live elsewhere, and two of similar names that are both listed are no slip',
    },
  ],
});
