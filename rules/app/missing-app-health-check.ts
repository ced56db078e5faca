import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const missingAppHealthCheck = defineRule({
  id: 'missing-app-health-check',
  severity: 'off',
  summary: 'App is sent messages whether it is well or not',
  why: 'Without app health checks daprd sends messages of subscriptions and input bindings to an app that is stuck or not ready: each is tried, fails, and is tried again or lost.',
  source:
    'dapr v1.18.3 pkg/runtime/runtime.go:941 appHealthChanged, pkg/injector/patcher/sidecar_container.go EnableAppHealthCheck',
  docs: 'https://docs.dapr.io/operations/resiliency/health-checks/app-health/',
  effect: 'fragile',
  presets: { production: 'info', strict: 'warning' },
  needs: ['Component', 'Subscription'],
  each: 'app',

  *check(app, { workspace }): Problems {
    const { appId } = app;
    const check = app.annotation('enable-app-health-check');
    if (appId === undefined || app.resource.isPartial || !check.resolved) return;
    if (app.isOn('enable-app-health-check') || (app.integer('app-port') ?? 0) <= 0) return;
    const named = ({ scopes }: { readonly scopes: readonly { readonly text: string | undefined }[] | undefined }) =>
      scopes?.some(({ text }) => text === appId) === true;
    const source =
      workspace.daprResourcesFor(app, 'Subscription').find(named) ??
      workspace
        .componentsFor(app, 'bindings')
        .find((each) => named(each.resource) && each.directions?.includes('input'));
    if (!source) return;
    yield {
      at: check.exists ? check : app.id,
      message: `${app.title} has no app health check, and ${source.title} sends it messages`,
      help: 'set dapr.io/enable-app-health-check: "true"',
      related: [{ at: source, message: 'sends it messages' }],
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
            dapr.io/app-id: orders
                            ^^^^^^ app "orders" has no app health check, and Component "nightly" sends it messages
            dapr.io/app-port: "8080"
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: nightly
                ~~~~~~~ sends it messages
        spec:
          type: bindings.cron
          version: v1
          metadata:
            - name: schedule
              value: "@every 24h"
            - name: direction
              value: input
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
            dapr.io/app-port: "8080"
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: nightly
        spec:
          type: bindings.cron
          version: v1
          metadata:
            - name: schedule
              value: "@every 24h"
            - name: direction
              value: input
        scopes: [billing]
      `,
      because: 'the binding is for another app, and nothing says that this one is sent anything',
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
            dapr.io/app-port: "8080"
            dapr.io/enable-app-health-check: "yes"
        ---
        apiVersion: dapr.io/v2alpha1
        kind: Subscription
        metadata:
          name: orders
        spec:
          pubsubname: messages
          topic: orders
          routes: { default: /orders }
        scopes: [orders]
      `,
      because: 'yes is one of the words that switch it on',
    },
  ],
});
