import { appsTitle, defineRule, type Problems, type ResiliencyShape, yaml } from '../../src/rule.ts';

export const missingResiliency = defineRule({
  id: 'missing-resiliency',
  severity: 'off',
  summary: 'Apps have no Resiliency, or none with a circuit breaker',
  why: 'What is built in are three retries of calls that do not reach an app. Timeouts, circuit breakers, and retries for components are only what a Resiliency in the namespace of the apps says.',
  source: 'dapr v1.18.3 pkg/resiliency/resiliency.go:368 addBuiltInPolicies, :615-660',
  docs: 'https://docs.dapr.io/operations/resiliency/resiliency-overview/',
  effect: 'fragile',
  covers: ['service-invocation.features'],
  facts: ['res.scopes'],
  needs: ['Resiliency'],
  presets: { strict: 'info' },
  each: 'app',

  *check(app, { workspace }): Problems {
    // Told once for a namespace.
    const apps = workspace.appsIn(app.namespace);
    if (apps[0] !== app) return;
    const [resiliency] = workspace.daprResources<ResiliencyShape>('Resiliency', app.namespace);
    const hasBreaker = workspace.policies.hasKind('circuitBreaker', app.namespace);
    if (resiliency && hasBreaker) return;
    const who = appsTitle(apps);
    yield {
      at: resiliency ?? app,
      message: resiliency
        ? `no Resiliency for ${who} has a circuit breaker`
        : `there is no Resiliency here for ${who}: no timeouts and no circuit breakers`,
      help: resiliency
        ? 'add one under spec.policies.circuitBreakers, and name it in the targets'
        : 'add a Resiliency with targets for the apps and components that are called',
      ...(resiliency && { related: [{ at: app, message: 'loads it' }] }),
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
                            ^^^^^^ there is no Resiliency here for app "orders": no timeouts and no circuit breakers
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata:
          name: calls
                ^^^^^ no Resiliency for app "orders" has a circuit breaker
        spec:
          policies:
            timeouts:
              DefaultTimeoutPolicy: 30s
          targets: {}
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
                            ~~~~~~ loads it
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
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata:
          name: calls
        spec:
          policies:
            timeouts:
              DefaultTimeoutPolicy: 30s
          targets: {}
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata:
          name: breakers
        spec:
          policies:
            circuitBreakers:
              DefaultCircuitBreakerPolicy:
                trip: consecutiveFailures > 5
          targets: {}
      `,
      because: 'an app puts the policies of several objects together',
    },
  ],
});
