import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const missingSubscriberPort = defineRule({
  id: 'missing-subscriber-port',
  severity: 'warning',
  summary: 'App is subscribed to a topic, and has no app-port',
  why: 'Without an app-port daprd has no way to call the app: no message of the subscription is ever delivered.',
  source: 'dapr v1.18.3 pkg/injector/patcher/sidecar_container.go:91; pkg/runtime/channels/channels.go:117 Refresh',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/pubsub/subscription-methods/',
  effect: 'ignored',
  covers: ['service-invocation.configuration.app-port'],
  needs: ['Subscription'],
  each: 'app',

  *check(app, { workspace }): Problems {
    // What is missing here may be in the object that this patches.
    if (app.resource.isPartial) return;
    const { appId } = app;
    const port = app.annotation('app-port');
    if (appId === undefined || (port.exists && (!port.resolved || (app.integer('app-port') ?? 1) > 0))) return;
    // Of two workloads with one app-id, one may serve the messages.
    if (workspace.appsWithId(appId).length > 1) return;
    const subscription = workspace
      .daprResourcesFor(app, 'Subscription')
      .find(
        ({ scopes, namespace, document }) =>
          namespace === app.namespace &&
          workspace.areTogether(app.resource, { document }) &&
          scopes?.some((scope) => scope.text === appId),
      );
    if (!subscription) return;
    yield {
      at: port.exists ? port : app.annotation('enabled').key,
      message: `${app.title} has no app-port, and ${subscription.title} is meant for it`,
      help: 'add dapr.io/app-port, unless the app streams its subscriptions',
      related: [{ at: subscription, message: 'the subscription' }],
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            ^^^^^^^^^^^^^^^ app "orders" has no app-port, and Subscription "payments" is meant for it
            dapr.io/app-id: orders
        ---
        apiVersion: dapr.io/v2alpha1
        kind: Subscription
        metadata:
          name: payments
                ~~~~~~~~ the subscription
        spec:
          pubsubname: broker
          topic: payments
          routes:
            default: /payments
        scopes: [orders]
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
        ---
        apiVersion: dapr.io/v2alpha1
        kind: Subscription
        metadata:
          name: payments
        spec:
          pubsubname: broker
          topic: payments
          routes:
            default: /payments
        scopes: [billing]
      `,
      because: 'the subscription is meant for another app',
    },
  ],
});
