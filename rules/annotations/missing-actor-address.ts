import { defineRule, type Problems, workflowSignOf, yaml } from '../../src/rule.ts';

/** The annotations of an address, and what is off without one. */
const addresses = [
  ['placement-host-address', 'actors and workflows are'],
  ['scheduler-host-address', 'jobs, reminders and workflows are'],
] as const;

export const missingActorAddress = defineRule({
  id: 'missing-actor-address',
  severity: 'warning',
  summary: 'App is cut off from placement or scheduler',
  why: 'An empty address, or one of quotes and spaces alone, takes the service of the control plane away from the app: without an error, until the app asks for it.',
  source: 'dapr v1.18.3 pkg/injector/patcher/sidecar.go:178; sidecar_container.go:113,197',
  docs: 'https://docs.dapr.io/reference/arguments-annotations-overview/',
  effect: 'wrong',
  facts: ['inj.placement.empty', 'state.actor.disabled'],
  needs: ['Configuration', 'WorkflowAccessPolicy'],
  since: '1.15',
  each: 'app',

  *check(app, { workspace }): Problems {
    const sign = workflowSignOf(workspace, app);
    for (const [name, off] of addresses) {
      const text = app.reads(name);
      if (text === undefined || text.replace(/^["']+|["']+$/g, '').trim() !== '') continue;
      yield {
        at: app.annotation(name),
        message: `${off} off for ${app.title}`,
        help: sign ? 'remove the annotation' : 'remove the annotation, unless that is what you want',
        ...(sign ? { related: [sign] } : { atMost: 'info' as const }),
      };
    }
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
            dapr.io/placement-host-address: " "
                                            ^^^ actors and workflows are off for app "orders"
            dapr.io/scheduler-host-address: ""
                                            ^^ jobs, reminders and workflows are off for app "orders"
      `,
    },
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/scheduler-host-address: " "
                                            ^^^ jobs, reminders and workflows are off for app "orders"
        ---
        apiVersion: dapr.io/v1alpha1
        kind: WorkflowAccessPolicy
        metadata:
          name: order-workflows
                ~~~~~~~~~~~~~~~ a policy for its workflows
        spec:
          rules:
            - callers: [{ appID: checkout }]
              activities: [{ name: pay }]
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
            dapr.io/placement-host-address: dapr-placement-server.dapr-system:50005
      `,
      because: 'this is an address',
    },
  ],
});
