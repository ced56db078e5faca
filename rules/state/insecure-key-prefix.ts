import { type Component, defineRule, listed, type Problems, quote, yaml } from '../../src/rule.ts';

export const insecureKeyPrefix = defineRule({
  id: 'insecure-key-prefix',
  severity: 'off',
  summary: 'Apps read and overwrite the state of each other',
  why: 'With keyPrefix none, name or a word of your own, all apps that load the store use the same keys: each may read, change and delete what another one keeps, and equal keys meet by chance.',
  source: 'dapr v1.18.3 pkg/components/state/state_config.go:75 GetModifiedStateKey',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/state-management/howto-share-state/',
  effect: 'insecure',
  securitySeverity: 3.1,
  covers: ['state-management.purpose'],
  facts: ['state.keyprefix.values'],
  needs: [
    'Deployment',
    'StatefulSet',
    'DaemonSet',
    'ReplicaSet',
    'ReplicationController',
    'Pod',
    'Job',
    'CronJob',
    'Rollout',
  ],
  presets: { production: 'info', strict: 'warning' },
  each: 'component',

  *check(component, { workspace }): Problems {
    const prefix = component.block === 'state' ? component.item('keyPrefix') : undefined;
    if (!prefix?.text || /^(?:appid|namespace)$/i.test(prefix.text) || prefix.text.includes('{')) return;
    const ids = sharers(component) ?? workspace.appsBeside(component).flatMap(({ appId }) => appId ?? []);
    const apps = [...new Set(ids)];
    if (apps.length < 2) return;
    yield {
      at: prefix.value,
      message: `${listed(apps.map(quote))} share the keys of ${quote(component.name)}`,
      help: 'write appid or namespace, or suppress this where the apps are meant to share',
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: carts
        spec:
          type: state.in-memory
          version: v1
          metadata:
            - name: keyPrefix
              value: none
                     ^^^^ "orders" and "billing" share the keys of "carts"
        scopes: [orders, billing]
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: carts
        spec:
          type: state.in-memory
          version: v1
          metadata:
            - name: keyPrefix
              value: none
        scopes: [orders]
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: sessions
        spec:
          type: state.in-memory
          version: v1
          metadata:
            - name: keyPrefix
              value: namespace
        scopes: [orders, billing]
      `,
      because: 'one app alone loads the first, and the keys of the second begin with the app-id too',
    },
  ],
});

/** The apps that a component is scoped to. */
const sharers = ({ resource }: Component): readonly string[] | undefined =>
  resource.scopes?.flatMap(({ resolved, text }) => (resolved && text ? text : []));
