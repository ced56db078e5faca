import {
  type App,
  type Component,
  defineRule,
  listed,
  type PolicyKind,
  type Problems,
  policyKinds,
  policyTitles,
  quote,
  type ResiliencyShape,
  type Workspace,
  workloadKinds,
  yaml,
} from '../../src/rule.ts';

const suffixes: Readonly<Record<PolicyKind, string>> = {
  timeout: 'TimeoutPolicy',
  retry: 'RetryPolicy',
  circuitBreaker: 'CircuitBreakerPolicy',
};

/** What daprd calls the building blocks in the names of default policies. */
const blocks: Readonly<Record<string, string>> = { state: 'Statestore', pubsub: 'Pubsub', bindings: 'Binding' };

const kinds = (what: string) =>
  ({
    type: 'array',
    default: ['timeout'],
    description: `What ${what} have to have, by a target or by a default policy: timeout, retry, circuitBreaker.`,
    items: { type: 'string' },
  }) as const;

export const missingResiliencyTarget = defineRule({
  id: 'missing-resiliency-target',
  severity: 'off',
  summary: 'Resiliency leaves out an app or a component',
  why: 'A policy acts for the targets that name it; where there is no target, the default policies do, if there are any. For what neither is about, nothing is tried again and nothing ends.',
  source: 'dapr v1.18.3 pkg/resiliency/resiliency.go:615-660,835-870,1001 getDefaultPolicy',
  docs: 'https://docs.dapr.io/operations/resiliency/policies/default-policies/',
  effect: 'fragile',
  covers: ['service-invocation.features', 'bindings.features.error-handling-and-retry'],
  facts: ['res.default.names'],
  presets: {
    strict: 'info',
    'todo-chatbot': {
      severity: 'info',
      apps: ['timeout', 'retry', 'circuitBreaker'],
      components: ['timeout', 'retry'],
    },
  },
  needs: ['Resiliency', 'Component', 'Configuration', workloadKinds],
  each: 'workspace',
  options: { apps: kinds('calls of apps'), components: kinds('calls of state stores, pub/sub and output bindings') },

  *check(workspace, { options }): Problems {
    for (const app of workspace.apps) {
      const missing = lackingOfApp(workspace, app, options.apps);
      if (missing.length > 0)
        yield {
          at: app,
          message: `calls of ${app.title} have no ${missing}: no Resiliency has a target for it`,
          help: `add targets.apps.${app.appId} to a Resiliency${app.namespace === undefined ? '' : ` of namespace ${quote(app.namespace)}`}`,
        };
    }
    for (const component of workspace.components) {
      const missing = lackingOfComponent(workspace, component, options.components);
      if (missing.length > 0)
        yield {
          at: component,
          message: `calls of ${component.title} have no ${missing}: no Resiliency has a target for it`,
          help: `add targets.components.${component.name}.outbound to a Resiliency`,
        };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata:
          name: calls
        spec:
          policies:
            timeouts:
              general: 5s
          targets:
            apps:
              billing:
                timeout: general
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
                            ^^^^^^ calls of app "orders" have no timeout: no Resiliency has a target for it
            dapr.io/app-port: "8080"
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: store
                ^^^^^ calls of Component "store" have no timeout: no Resiliency has a target for it
        spec:
          type: state.in-memory
          version: v1
          metadata: []
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata:
          name: calls
        spec:
          policies:
            timeouts:
              general: 5s
              DefaultStatestoreComponentOutboundTimeoutPolicy: 1s
          targets:
            apps:
              billing.shop:
                timeout: general
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: billing
          namespace: shop
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: billing
            dapr.io/app-port: "8080"
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: report
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: report
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: reminder
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: reminder
            dapr.io/app-port: "8080"
            dapr.io/config: shut
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: shut
        spec:
          accessControl:
            defaultAction: deny
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: store
        spec:
          type: state.in-memory
          version: v1
          metadata: []
      `,
      because:
        'callers may write the namespace, an app without a port is not called, nor one that denies all, and a default policy is for all stores',
    },
  ],
});

const lackingOfApp = (workspace: Workspace, app: App, wanted: readonly string[]): string => {
  const { appId, namespace, resource } = app;
  if (appId === undefined || !app.mayBeCalled || resource.isPartial || !hasResiliency(workspace, namespace)) return '';
  const names = [appId, ...(namespace === undefined ? [] : [`${appId}.${namespace}`])];
  // There are no calls of an app that lets nobody in.
  if (workspace.access.isShut(app)) return '';
  // A caller from anywhere may have it.
  if (names.some((name) => workspace.policies.targets('apps', name, undefined).length > 0)) return '';
  return lacking(workspace, namespace, wanted, ['App', '']);
};

const lackingOfComponent = (workspace: Workspace, component: Component, wanted: readonly string[]): string => {
  const { name, namespace, resource } = component;
  const block = blocks[component.block];
  const isCalled = component.directions?.includes('output') ?? component.block !== 'bindings';
  if (block === undefined || name === '' || !isCalled || resource.isPartial || !hasResiliency(workspace, namespace))
    return '';
  if (workspace.policies.targets('components', name, namespace).length > 0) return '';
  return lacking(workspace, namespace, wanted, [`${block}ComponentOutbound`, 'ComponentOutbound', 'Component', '']);
};

/** Without any, that is what another rule tells. */
const hasResiliency = (workspace: Workspace, namespace: string | undefined): boolean =>
  workspace.daprResources<ResiliencyShape>('Resiliency', namespace).length > 0;

/** The policies that are wanted and have no default at any of the levels, for a message. */
const lacking = (
  { policies }: Workspace,
  namespace: string | undefined,
  wanted: readonly string[],
  levels: readonly string[],
): string =>
  listed(
    policyKinds
      .filter((kind) => wanted.includes(kind))
      .filter(
        (kind) =>
          !levels.some((level) => policies.named(kind, `Default${level}${suffixes[kind]}`, namespace).length > 0),
      )
      .map((kind) => policyTitles[kind]),
  );
