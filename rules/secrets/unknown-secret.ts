import {
  type App,
  defineRule,
  type Problems,
  quote,
  secretMakers,
  someApps,
  workloadKinds,
  yaml,
} from '../../src/rule.ts';

export const unknownSecret = defineRule({
  id: 'unknown-secret',
  severity: 'error',
  summary: 'Secret does not exist in the namespace',
  why: 'When one Secret is missing, the operator cannot list the components of the namespace: every app that may load this one fails to start. Of a missing one for an HTTPEndpoint, no endpoint of the namespace is loaded; of one for an MCPServer, or for the headers of traces in their Configuration, apps do not start either.',
  source:
    'dapr v1.18.3 pkg/operator/api/components.go:109, pkg/operator/api/httpendpoints.go ListHTTPEndpoints, pkg/operator/api/configurations.go:79, pkg/runtime/runtime.go:746',
  docs: 'https://docs.dapr.io/operations/components/component-secrets/',
  effect: 'rejected',
  facts: ['secret.k8s.missing', 'httpep.secret.missing', 'mcp.secret.missing', 'cfg.tracing.otel.secretkey'],
  covers: [
    'kafka-pub-sub-component.spec.saslpassword.secretkeyref.name',
    'postgresql-state-store-component.spec.connectionstring.secretkeyref.name',
  ],
  needs: [secretMakers, workloadKinds],
  each: 'secretReference',

  *check({ name, namespace, owner }, { workspace }): Problems {
    const wanted = name.text ?? '';
    const lookup = workspace.findSecret(wanted, namespace);
    const place = namespace === undefined ? '' : ` in namespace ${quote(namespace)}`;
    const hit = workspace.appsThatNeed(owner);
    const outcome = consequence(owner.kind, hit);
    const places = hit.slice(0, 1).map((app) => ({ at: app, message: 'an app that needs it' }));
    // In an open world it may come from elsewhere; only what looks like a slip is worth a word.
    const certainty = workspace.isClosed ? {} : { atMost: 'warning' as const };
    if (lookup.outcome === 'found') {
      if (lookup.isRenamed && workspace.areTogether(owner, lookup.resource))
        yield {
          at: name,
          message: `kustomize changes the name of Secret ${quote(wanted)}, and not this one${outcome}`,
          help: `set disableNameSuffixHash for it, or tell kustomize of the names in a ${owner.kind} with configurations`,
          related: [{ at: lookup.resource, message: 'the kustomization' }, ...places],
        };
    } else if (lookup.outcome === 'elsewhere') {
      const { namespace: other } = lookup.resource;
      yield {
        at: name,
        message: `there is no Secret ${quote(wanted)}${place}; there is one in ${quote(other ?? '')}${outcome}`,
        help: 'Dapr reads Secrets of the component’s own namespace only: create it there',
        related: [{ at: lookup.resource, message: 'the one in the other namespace' }, ...places],
        ...certainty,
      };
    } else if (lookup.outcome === 'absent' || (lookup.outcome === 'unknown' && lookup.near)) {
      const related = [
        ...(lookup.near ? [{ at: lookup.near, message: 'a Secret with almost this name' }] : []),
        ...places,
      ];
      yield {
        at: name,
        message: `there is no Secret ${quote(wanted)}${place}${outcome}`,
        help: lookup.near
          ? `did you mean ${quote(lookup.near.name)}?`
          : 'create it, or name it under external.secrets in daprlint.yaml',
        ...(related.length > 0 && { related }),
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
        apiVersion: v1
        kind: Secret
        metadata:
          name: otel
                ~~~~ the one in the other namespace
          namespace: monitoring
        stringData:
          token: ""
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: tracing
          namespace: shop
        spec:
          tracing:
            samplingRate: "1"
            otel:
              endpointAddress: otel-collector.monitoring.svc:4318
              isSecure: true
              protocol: http
              headers:
                - name: Authorization
                  secretKeyRef:
                    name: otel
                          ^^^^ there is no Secret "otel" in namespace "shop"; there is one in "monitoring": app "orders" does not start
                    key: token
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          namespace: shop
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
                            ~~~~~~ an app that needs it
            dapr.io/config: tracing
      `,
      closedWorld: true,
    },
    {
      bad: yaml`
        apiVersion: kustomize.config.k8s.io/v1beta1
        kind: Kustomization
              ~~~~~~~~~~~~~ the kustomization
        secretGenerator:
          - name: redis
            envs: [redis.env]
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
                name: redis
                      ^^^^^ kustomize changes the name of Secret "redis", and not this one
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

/** What becomes of the apps, where some are known. */
const consequence = (kind: string, apps: readonly App[]): string => {
  if (apps.length === 0) return '';
  return kind === 'HTTPEndpoint'
    ? `: ${someApps(apps, ['gets', 'get'])} no HTTP endpoints`
    : `: ${someApps(apps, ['does', 'do'])} not start`;
};
