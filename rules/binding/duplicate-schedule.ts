import { defineRule, type Field, type Problems, workloadKinds, yaml } from '../../src/rule.ts';

interface Replicated {
  spec: { replicas: number; maxReplicas: number };
}

export const duplicateSchedule = defineRule({
  id: 'duplicate-schedule',
  severity: 'warning',
  summary: 'Cron binding fires in every replica',
  why: 'Each sidecar keeps its own clock: an app with three replicas is called three times.',
  source: 'components-contrib v1.18.4 bindings/cron/cron.go:91 Read',
  docs: 'https://docs.dapr.io/reference/components-reference/supported-bindings/cron/',
  effect: 'wrong',
  covers: ['bindings.component-types.bindings-cron'],
  needs: ['HorizontalPodAutoscaler', workloadKinds],
  each: 'component',

  *check(component, { workspace }): Problems {
    if (component.typeName !== 'bindings.cron' || !component.isStarted) return;
    const isMeantForFew = component.resource.scopes !== undefined;
    for (const app of workspace.appsBeside(component)) {
      if (!isMeantForFew && !app.mayBeCalled) continue;
      const replicas = (app.resource.body as unknown as Field<Replicated>).get('spec').get('replicas');
      const [most] = workspace
        .autoscalersOf(app.workload)
        .map(({ body }) => (body as unknown as Field<Replicated>).get('spec').get('maxReplicas'));
      // An autoscaler overwrites the number in the workload.
      const counted = most ?? replicas;
      if ((counted.number ?? 1) < 2) continue;
      yield {
        at: component.type,
        message: `${app.title} has ${most ? 'up to ' : ''}${counted.number} replicas, and each is called on schedule`,
        help: 'use the jobs API, or an app of one replica for it',
        related: [{ at: counted, message: 'each has a sidecar of its own' }],
        ...(!isMeantForFew && { atMost: 'info' as const }),
      };
    }
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
                ^^^^^^^^^^^^^ app "reports" has 3 replicas, and each is called on schedule
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
          replicas: 3
                    ~ each has a sidecar of its own
          template:
            metadata:
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: reports
                dapr.io/app-port: "8080"
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: nightly
        spec:
          type: bindings.cron
                ^^^^^^^^^^^^^ app "reports" has up to 5 replicas, and each is called on schedule
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
                dapr.io/app-port: "8080"
        ---
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata:
          name: reports
        spec:
          scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: reports }
          maxReplicas: 5
                       ~ each has a sidecar of its own
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
        scopes:
          - reports
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: reports
        spec:
          replicas: 1
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
          name: shop
        spec:
          replicas: 3
          template:
            metadata:
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: shop
                dapr.io/app-port: "8080"
      `,
      because: 'the app with replicas does not load the binding',
    },
  ],
});
