import { appsTitle, defineRule, type Problems, quote, workloadKinds, yaml } from '../../src/rule.ts';

export const ignoredComponent = defineRule({
  id: 'ignored-component',
  severity: 'warning',
  summary: 'Component that the Configuration of its apps denies',
  why: 'daprd does not load a component whose type is on the deny list of the Configuration it runs with: it only logs that.',
  source: 'dapr v1.18.3 pkg/runtime/authorizer/component.go:56 IsAllowed',
  docs: 'https://docs.dapr.io/operations/configuration/configuration-overview/',
  effect: 'ignored',
  facts: ['component.denylist'],
  needs: ['Configuration', workloadKinds],
  each: 'component',

  *check(component, { workspace }): Problems {
    const { type, version } = component;
    if (!type.text || !type.resolved || !version.resolved) return;
    // One that is for all apps is denied to some on purpose; one that names an app is not.
    const scopes = component.resource.scopes ?? [];
    const denied = scopes.flatMap((scope) => {
      const apps = scope.resolved ? workspace.appsWithId(scope.text ?? '', component.namespace) : [];
      const [entry, ...others] = apps.map((app) => workspace.configurationOf(app)?.denies(component));
      return entry && others.every(Boolean) ? [{ scope, entry, title: apps[0]?.title ?? '' }] : [];
    });
    const [first] = denied;
    if (!first) return;
    if (denied.length === scopes.length)
      yield {
        at: type,
        message: `none of its apps loads it: ${appsTitle(denied)} may not use ${quote(type.text)}`,
        help: 'remove the component, or take its type off the list',
        related: [{ at: first.entry, message: 'denied here' }],
      };
    else
      for (const { scope, entry, title } of denied)
        yield {
          at: scope,
          message: `${title} does not load it: its Configuration denies ${quote(entry.text ?? '')}`,
          help: 'remove the scope, or take the type off the list',
          related: [{ at: entry, message: 'denied here' }],
        };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: strict
        spec:
          components:
            deny:
              - state.in-memory/v1
                ~~~~~~~~~~~~~~~~~~ denied here
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.in-memory
          version: v1
          metadata: []
        scopes:
          - orders
            ^^^^^^ app "orders" does not load it: its Configuration denies "state.in-memory/v1"
          - billing
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/config: strict
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: strict
        spec:
          components:
            deny:
              - bindings.smtp
                ~~~~~~~~~~~~~ denied here
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: mail
        spec:
          type: bindings.smtp
                ^^^^^^^^^^^^^ none of its apps loads it: app "orders" may not use "bindings.smtp"
          version: v1
          metadata:
            - name: host
              value: smtp.example.com
            - name: port
              value: "587"
            - name: user
              value: orders
            - name: password
              secretKeyRef:
                name: smtp
                key: password
        scopes:
          - orders
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: orders
        spec:
          template:
            metadata:
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
                dapr.io/config: strict
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: strict
        spec:
          components:
            deny:
              - state.redis
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: redisHost
              value: redis.cache.example.com:6379
            - name: enableTLS
              value: "true"
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: orders
        spec:
          template:
            metadata:
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
                dapr.io/config: strict
      `,
      because: 'the component is there for other apps as well',
    },
  ],
});
