import { defineRule, type Problems, quote, yaml } from '../../src/rule.ts';

export const unknownConfiguration = defineRule({
  id: 'unknown-configuration',
  severity: 'error',
  summary: 'Configuration does not exist in the namespace',
  why: 'sentry refuses the sidecar its certificate and daprd exits when the Configuration of an app is not in the namespace of its pod.',
  source: 'dapr v1.18.3 pkg/runtime/config.go:261, pkg/sentry/server/validator/kubernetes/kubernetes.go:206',
  docs: 'https://docs.dapr.io/operations/configuration/configuration-overview/',
  effect: 'rejected',
  covers: ['annotation-requirements.annotations.dapr-io-config'],
  facts: ['cfg.missing', 'cfg.namespace', 'sentry.config', 'sentry.config.empty'],
  needs: ['Configuration'],
  each: 'app',

  *check(app, { workspace }): Problems {
    const config = app.annotation('config');
    const { text } = config;
    if (text === undefined || !config.resolved) return;
    if (text === '') {
      yield {
        at: config,
        message: 'dapr.io/config is empty: sentry looks for a Configuration without a name',
        help: 'name a Configuration, or remove the annotation',
      };
      return;
    }
    const lookup = workspace.find('Configuration', text, app.namespace);
    const place = app.namespace === undefined ? '' : ` in namespace ${quote(app.namespace)}`;
    const certainty = workspace.isClosed ? {} : { atMost: 'warning' as const };
    if (lookup.outcome === 'elsewhere') {
      const { namespace = '' } = lookup.resource;
      yield {
        at: config,
        message: `there is no Configuration ${quote(text)}${place}; there is one in ${quote(namespace)}`,
        help: 'an app takes its Configuration from its own namespace only: create it there',
        related: [{ at: lookup.resource, message: 'the one in the other namespace' }],
        ...certainty,
      };
    } else if (lookup.outcome === 'absent' || (lookup.outcome === 'unknown' && lookup.near)) {
      yield {
        at: config,
        message: `there is no Configuration ${quote(text)}${place}`,
        help: lookup.near
          ? `did you mean ${quote(lookup.near.name)}?`
          : 'create it, or name it under external.configurations in daprlint.yaml',
        ...(lookup.near && { related: [{ at: lookup.near, message: 'a Configuration with almost this name' }] }),
        ...certainty,
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: tracing
                ~~~~~~~ a Configuration with almost this name
        spec: {}
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/config: traicng
                            ^^^^^^^ there is no Configuration "traicng"
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: tracing
                ~~~~~~~ the one in the other namespace
          namespace: platform
        spec: {}
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          namespace: shop
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/config: tracing
                            ^^^^^^^ there is no Configuration "tracing" in namespace "shop"; there is one in "platform"
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
            dapr.io/config: tracing
      `,
      because: 'it may be kept in another repository',
    },
  ],
});
