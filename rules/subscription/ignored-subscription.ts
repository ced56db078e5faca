import { appsTitle, defineRule, type Problems, workloadKinds, yaml } from '../../src/rule.ts';

export const ignoredSubscription = defineRule({
  id: 'ignored-subscription',
  severity: 'warning',
  summary: 'App of a subscription has no app-port',
  why: 'Without dapr.io/app-port daprd has no way to the app, and starts none of its declarative subscriptions: no message is taken from the topic.',
  source: 'dapr v1.18.3 pkg/runtime/runtime.go:963, pkg/runtime/channels/channels.go:136',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/pubsub/subscription-methods/',
  effect: 'ignored',
  covers: ['service-invocation.configuration.app-port'],
  facts: ['sub.noapp', 'sub.scopes'],
  needs: [workloadKinds],
  each: 'subscription',

  *check(subscription, { workspace }): Problems {
    const { namespace, scopes } = subscription;
    for (const scope of scopes ?? []) {
      if (!scope.text || !scope.resolved) continue;
      // Of two workloads with one app-id, one may serve the messages.
      const apps = workspace.appsWithId(scope.text, namespace);
      const [app] = apps;
      if (!app || apps.some((each) => each.mayBeCalled)) continue;
      yield {
        at: scope,
        message: `${app.title} has no dapr.io/app-port and gets no messages`,
        help: 'add dapr.io/app-port with the port that the app listens on, unless the app streams its subscriptions',
        related: [{ at: app, message: 'this app' }],
      };
    }
    if (scopes || workspace.callableAppsIn(namespace).length > 0) return;
    const apps = workspace.appsIn(namespace);
    const [app] = apps;
    if (!app || !workspace.areTogether(app.resource, subscription)) return;
    yield {
      at: subscription,
      message: `${appsTitle(apps, ['has', 'have'])} no dapr.io/app-port: nobody gets these messages`,
      help: 'add dapr.io/app-port to the app that the subscription is for',
      related: [{ at: app, message: 'this app' }],
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v2alpha1
        kind: Subscription
        metadata:
          name: orders
        spec:
          pubsubname: messages
          topic: orders
          routes:
            default: /orders
        scopes:
          - orders
            ^^^^^^ app "orders" has no dapr.io/app-port and gets no messages
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
                            ~~~~~~ this app
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v2alpha1
        kind: Subscription
        metadata:
          name: payments
                ^^^^^^^^ app "orders" has no dapr.io/app-port: nobody gets these messages
        spec:
          pubsubname: messages
          topic: payments
          routes:
            default: /payments
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
                            ~~~~~~ this app
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v2alpha1
        kind: Subscription
        metadata:
          name: orders
        spec:
          pubsubname: messages
          topic: orders
          routes:
            default: /orders
        ---
        apiVersion: dapr.io/v2alpha1
        kind: Subscription
        metadata:
          name: payments
        spec:
          pubsubname: messages
          topic: payments
          routes:
            default: /payments
        scopes:
          - elsewhere
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/app-port: "8080"
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: worker
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: worker
      `,
      because: 'an app that is not among the files may have a port, and of all that load it one is enough',
    },
  ],
});
