import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const ignoredSubscription = defineRule({
  id: 'ignored-subscription',
  severity: 'warning',
  summary: 'App of a subscription has no app-port',
  why: 'Without dapr.io/app-port daprd has no way to the app, and starts none of its declarative subscriptions: no message is taken from the topic.',
  source: 'dapr v1.18.3 pkg/runtime/runtime.go:963, pkg/runtime/channels/channels.go:136',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/pubsub/subscription-methods/',
  effect: 'ignored',
  facts: ['sub.noapp', 'sub.scopes'],
  needs: ['Deployment', 'StatefulSet', 'DaemonSet', 'Pod', 'Job', 'CronJob', 'ReplicaSet'],
  each: 'subscription',

  *check(subscription, { workspace }): Problems {
    for (const scope of subscription.scopes ?? []) {
      if (!scope.text || !scope.resolved) continue;
      const apps = workspace.appsWithId(scope.text, subscription.namespace);
      const [app] = apps;
      if (!app || apps.some((each) => each.annotation('app-port').exists)) continue;
      yield {
        at: scope,
        message: `${app.title} has no dapr.io/app-port and gets no messages`,
        help: 'add dapr.io/app-port with the port that the app listens on',
        related: [{ at: app, message: 'this app' }],
      };
    }
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
        scopes:
          - orders
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
      `,
      because: 'an app that is not among the files may have a port',
    },
  ],
});
