import { defineRule, type Problems, workloadKinds, yaml } from '../../src/rule.ts';

export const missingAppPort = defineRule({
  id: 'missing-app-port',
  severity: 'error',
  summary: 'Input binding has no app that it can reach',
  why: 'What a binding reads is posted to the port of the app. Without dapr.io/app-port daprd has no way to the app, and never starts to read.',
  source: 'dapr v1.18.3 pkg/runtime/runtime.go:963-972',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/bindings/howto-triggers/',
  effect: 'ignored',
  covers: ['bindings.features.input-and-output-bindings', 'service-invocation.configuration.app-port'],
  facts: ['binding.noapp'],
  needs: [workloadKinds],
  each: 'component',

  *check(component, { workspace }): Problems {
    if (component.block !== 'bindings') return;
    const says = component.text('direction')?.toLowerCase() ?? '';
    const isInput =
      component.directions?.includes('input') && (component.directions.length === 1 || says.includes('input'));
    if (!isInput) return;
    const apps = workspace.appsBeside(component);
    // An app without a port may load the binding by the way; that none of them has one is a fault.
    if (apps.length === 0 || apps.some((app) => app.mayBeCalled)) return;
    const scopes = component.resource.scopes?.length;
    if (scopes !== undefined && scopes > apps.length) return;
    const [app] = apps;
    if (!app) return;
    yield {
      at: component.type,
      message: `${app.title}${apps.length > 1 ? ` and ${apps.length - 1} more` : ''} cannot be called: dapr.io/app-port is missing`,
      help: 'add dapr.io/app-port to the app that handles the binding',
      related: apps.slice(0, 2).map((each) => ({ at: each, message: 'has no dapr.io/app-port' })),
      ...(!workspace.isClosed && scopes === undefined && { atMost: 'warning' as const }),
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: nightly
        spec:
          type: bindings.cron
                ^^^^^^^^^^^^^ app "reports" cannot be called: dapr.io/app-port is missing
          version: v1
          metadata:
            - name: schedule
              value: "@daily"
        scopes:
          - reports
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: reports
        spec:
          template:
            metadata:
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: reports
                                ~~~~~~~ has no dapr.io/app-port
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: nightly
        spec:
          type: bindings.cron
          version: v1
          metadata:
            - name: schedule
              value: "@daily"
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: reports
        spec:
          template:
            metadata:
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: reports
                dapr.io/app-port: "8080"
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: worker
        spec:
          template:
            metadata:
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: worker
      `,
      because: 'one app can be called, and the other one need not',
    },
  ],
});
