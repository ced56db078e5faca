import { defineRule, type Problems, quote, secretMakers, yaml } from '../../src/rule.ts';

export const unknownSecret = defineRule({
  id: 'unknown-secret',
  severity: 'error',
  summary: 'Secret does not exist in the namespace',
  why: 'When one Secret is missing, the operator cannot list the components of the namespace: every app that may load this one fails to start. Of a missing one for an HTTPEndpoint, no endpoint of the namespace is loaded; of one for an MCPServer, apps do not start either.',
  source:
    'dapr v1.18.3 pkg/operator/api/components.go:109, pkg/operator/api/httpendpoints.go ListHTTPEndpoints, pkg/runtime/runtime.go:746',
  docs: 'https://docs.dapr.io/operations/components/component-secrets/',
  effect: 'rejected',
  facts: ['secret.k8s.missing', 'httpep.secret.missing', 'mcp.secret.missing'],
  covers: [
    'kafka-pub-sub-component.spec.saslpassword.secretkeyref.name',
    'postgresql-state-store-component.spec.connectionstring.secretkeyref.name',
  ],
  needs: secretMakers,
  each: 'secretReference',

  *check({ name, namespace }, { workspace }): Problems {
    const wanted = name.text ?? '';
    const lookup = workspace.findSecret(wanted, namespace);
    const place = namespace === undefined ? '' : ` in namespace ${quote(namespace)}`;
    // In an open world it may come from elsewhere; only what looks like a slip is worth a word.
    const certainty = workspace.isClosed ? {} : { atMost: 'warning' as const };
    if (lookup.outcome === 'elsewhere') {
      const { namespace: other } = lookup.resource;
      yield {
        at: name,
        message: `there is no Secret ${quote(wanted)}${place}; there is one in ${quote(other ?? '')}`,
        help: 'Dapr reads Secrets of the component’s own namespace only: create it there',
        related: [{ at: lookup.resource, message: 'the one in the other namespace' }],
        ...certainty,
      };
    } else if (lookup.outcome === 'absent' || (lookup.outcome === 'unknown' && lookup.near)) {
      yield {
        at: name,
        message: `there is no Secret ${quote(wanted)}${place}`,
        help: lookup.near
          ? `did you mean ${quote(lookup.near.name)}?`
          : 'create it, or name it under external in daprlint.yaml',
        ...(lookup.near && { related: [{ at: lookup.near, message: 'a Secret with almost this name' }] }),
        ...certainty,
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Secret
        metadata:
          name: redis-password
                ~~~~~~~~~~~~~~ a Secret with almost this name
        stringData:
          password: ""
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
              value: localhost:6379
            - name: redisPassword
              secretKeyRef:
                name: redis-pasword
                      ^^^^^^^^^^^^^ there is no Secret "redis-pasword"
                key: password
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
          namespace: shop
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: redisHost
              value: localhost:6379
            - name: redisPassword
              secretKeyRef:
                name: redis
                      ^^^^^ there is no Secret "redis" in namespace "shop"
                key: password
      `,
      closedWorld: true,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: redisHost
              value: localhost:6379
            - name: redisPassword
              secretKeyRef: { name: redis, key: password }
      `,
      because: 'Secrets are rarely kept beside the components that use them',
    },
    {
      good: yaml`
        apiVersion: external-secrets.io/v1
        kind: ExternalSecret
        metadata:
          name: redis-from-vault
        spec:
          target:
            name: redis
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
              value: localhost:6379
            - name: redisPassword
              secretKeyRef: { name: redis, key: password }
      `,
      closedWorld: true,
      because: 'an operator makes this Secret',
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: vault
        spec:
          type: secretstores.hashicorp.vault
          version: v1
          metadata:
            - name: vaultTokenMountPath
              value: /vault/token
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        auth:
          secretStore: vault
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: redisHost
              value: localhost:6379
            - name: redisPassword
              secretKeyRef: { name: redis, key: password }
      `,
      closedWorld: true,
      because: 'another secret store keeps its secrets elsewhere',
    },
  ],
});
