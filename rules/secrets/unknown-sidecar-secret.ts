import {
  closest,
  defineRule,
  didYouMean,
  type Problems,
  quote,
  secretMakers,
  secretsOfSidecar,
  yaml,
} from '../../src/rule.ts';

export const unknownSidecarSecret = defineRule({
  id: 'unknown-sidecar-secret',
  severity: 'error',
  summary: 'Secret that the sidecar needs to start is missing, or has no such key',
  why: 'The sidecar takes its tokens, from the key token, and the variables of dapr.io/env-from-secret from Secrets in its own namespace; none of them is optional, and Kubernetes does not start the container without one.',
  source: 'dapr v1.18.3 pkg/injector/patcher/sidecar_container.go:392-417,488 createSecretSource',
  docs: 'https://docs.dapr.io/operations/security/api-token/',
  effect: 'rejected',
  facts: ['inj.tokensecret'],
  needs: [secretMakers],
  each: 'app',

  *check(app, { workspace }): Problems {
    for (const { at, annotation, name, key } of secretsOfSidecar(app, workspace.isAtLeast('1.15'))) {
      const lookup = workspace.findSecret(name, app.namespace);
      const certainty = workspace.isClosed ? {} : { atMost: 'warning' as const };
      if (lookup.outcome === 'found') {
        // One in another folder may be the Secret of another cluster.
        const alike = workspace.areTogether(app.resource, lookup.resource) ? {} : certainty;
        if (lookup.isRenamed)
          yield {
            at,
            message: `kustomize changes the name of Secret ${quote(name)}, and not this one: ${app.title} does not start`,
            help: 'set disableNameSuffixHash for it, and no prefix',
            related: [{ at: lookup.resource, message: 'the kustomization' }],
            ...alike,
          };
        else if (lookup.keys && !lookup.keys.has(key))
          yield {
            at,
            message: `Secret ${quote(name)} has no key ${quote(key)}`,
            help: didYouMean(closest(key, lookup.keys), `put it under the key ${key}`),
            related: [{ at: lookup.resource, message: 'the Secret' }],
            ...alike,
          };
        continue;
      }
      const near = 'near' in lookup ? lookup.near : 'resource' in lookup ? lookup.resource : undefined;
      if (lookup.outcome === 'unknown' && !near) continue;
      yield {
        at,
        message: `dapr.io/${annotation} names Secret ${quote(name)}, which is not in the namespace of ${app.title}`,
        help:
          lookup.outcome === 'elsewhere'
            ? 'create it there as well'
            : didYouMean(near?.name, 'create it, or name it under external.secrets in daprlint.yaml'),
        ...(near && { related: [{ at: near, message: 'a Secret of such a name' }] }),
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
          name: dapr-api-token
                ~~~~~~~~~~~~~~ the Secret
        stringData:
          value: ""
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/api-token-secret: dapr-api-token
                                      ^^^^^^^^^^^^^^ Secret "dapr-api-token" has no key "token"
      `,
    },
    {
      bad: yaml`
        apiVersion: external-secrets.io/v1
        kind: ExternalSecret
        metadata:
          name: database
                ~~~~~~~~ the Secret
        spec:
          data:
            - secretKey: password
              remoteRef: { key: database }
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/env-from-secret: DB_PASSWORD=database:pasword,DB_USER=accounts:user
                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Secret "database" has no key "pasword"
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
            dapr.io/api-token-secret: dapr-api-token
            dapr.io/app-token-secret: ""
      `,
      because: 'Secrets are rarely kept beside the apps that use them, and an empty text names none',
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Secret
        metadata:
          name: password
        stringData:
          password: ""
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/env-from-secret: DB_PASSWORD=password
      `,
      closedWorld: true,
      because: 'without a key, it is the one that is called like the Secret',
    },
  ],
});
