import { appsTitle, defineRule, type Problems, quote, workloadKinds, yaml } from '../../src/rule.ts';

export const insecureKeyPrefix = defineRule({
  id: 'insecure-key-prefix',
  severity: 'off',
  summary: 'Apps share the keys of a state store',
  why: 'With the app-id before each key an app sees its own state only. With another prefix every app that loads the store reads, changes and deletes what the others have stored.',
  source: 'dapr v1.18.3 pkg/components/state/state_config.go:67-95 GetModifiedStateKey',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/state-management/howto-share-state/',
  effect: 'insecure',
  securitySeverity: 4.3,
  facts: ['state.keyprefix.values'],
  presets: { production: 'info', strict: 'warning' },
  needs: [workloadKinds],
  each: 'component',

  *check(component, { workspace }): Problems {
    const prefix = component.item('keyPrefix');
    const word = prefix?.text?.toLowerCase() ?? '';
    if (component.block !== 'state' || !prefix || word === '' || /^(?:appid|namespace)$|\{/.test(word)) return;
    const apps = workspace
      .appsOf(component)
      .filter((app) => app.appId !== undefined && workspace.areTogether(app.resource, component.resource));
    if (new Set(apps.map(({ appId }) => appId)).size < 2) return;
    yield {
      at: prefix.value,
      message: `with keyPrefix ${quote(prefix.text ?? '')}, ${appsTitle(apps)} share their state`,
      help: 'remove keyPrefix, or name in scopes the apps that are meant to share',
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.in-memory
          version: v1
          metadata:
            - name: keyPrefix
              value: name
                     ^^^^ with keyPrefix "name", apps "orders" and "shipping" share their state
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: shipping
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: shipping
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.in-memory
          version: v1
          metadata:
            - name: keyPrefix
              value: none
        scopes: [orders]
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: shipping
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: shipping
      `,
      because: 'only one app loads the store',
    },
  ],
});
