import { defineRule, type Field, type Problems, yaml } from '../../src/rule.ts';

interface Selecting {
  spec: { selector: { matchLabels?: Record<string, string>; matchExpressions?: unknown[] } };
}

export const missingServiceSelector = defineRule({
  id: 'missing-service-selector',
  severity: 'warning',
  summary: 'Service of the app selects nothing',
  why: 'The operator copies spec.selector.matchLabels into the Service that other apps find this one by; with matchExpressions alone the Service has no selector, and the app cannot be invoked.',
  source: 'dapr v1.18.3 pkg/operator/handlers/wrappers.go:19; dapr_handler.go:266 createDaprServiceValues',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/service-invocation/service-invocation-overview/',
  effect: 'wrong',
  facts: ['op.service.selector'],
  each: 'app',

  *check(app): Problems {
    // What is missing here may be in the object that this patches.
    if (app.resource.isPartial) return;
    const { kind, resource } = app.workload;
    if (kind !== 'Deployment' && kind !== 'StatefulSet' && kind !== 'Rollout') return;
    const selector = (resource.body as Field as Field<Selecting>).get('spec').get('selector');
    const labels = selector.get('matchLabels');
    const expressions = selector.get('matchExpressions');
    if (labels.entries.length > 0 || !labels.resolved || expressions.items.length === 0) return;
    yield {
      at: expressions.key,
      message: `${app.title} is selected by expressions alone: the Service that Dapr makes for it finds no pod`,
      help: 'select by matchLabels as well',
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: orders
        spec:
          selector:
            matchExpressions:
            ^^^^^^^^^^^^^^^^ app "orders" is selected by expressions alone: the Service that Dapr makes for it finds no pod
              - { key: app, operator: In, values: [orders] }
          template:
            metadata:
              labels: { app: orders }
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
      `,
    },
    {
      good: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: orders
        spec:
          selector:
            matchLabels: { app: orders }
            matchExpressions:
              - { key: tier, operator: Exists }
          template:
            metadata:
              labels: { app: orders, tier: web }
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
      `,
      because: 'the labels are enough for the Service',
    },
  ],
});
