import { closest, defineRule, didYouMean, type Problems, quote, yaml } from '../../src/rule.ts';

export const unknownTokenSecret = defineRule({
  id: 'unknown-token-secret',
  severity: 'error',
  summary: 'Secret of an API token is missing, or has no key token',
  why: 'The sidecar takes the token from the key token of a Secret in its own namespace; without it Kubernetes does not start the container.',
  source: 'dapr v1.18.3 pkg/injector/patcher/sidecar_container.go:392-417',
  docs: 'https://docs.dapr.io/operations/security/api-token/',
  effect: 'rejected',
  facts: ['inj.tokensecret'],
  needs: ['Secret', 'SealedSecret', 'ExternalSecret', 'Certificate', 'SecretProviderClass'],
  each: 'app',

  *check(app, { workspace }): Problems {
    for (const name of ['api-token-secret', 'app-token-secret']) {
      const wanted = app.reads(name);
      if (!wanted) continue;
      const at = app.annotation(name);
      const lookup = workspace.findSecret(wanted, app.namespace);
      if (lookup.outcome === 'found') {
        if (!lookup.keys || lookup.keys.size === 0 || lookup.keys.has('token')) continue;
        yield {
          at,
          message: `Secret ${quote(lookup.resource.name)} has no key "token"`,
          help: didYouMean(closest('token', lookup.keys), 'put the token under the key token'),
          related: [{ at: lookup.resource, message: 'the Secret' }],
        };
        continue;
      }
      const near = 'near' in lookup ? lookup.near : 'resource' in lookup ? lookup.resource : undefined;
      if (lookup.outcome === 'unknown' && !near) continue;
      yield {
        at,
        message: `dapr.io/${name} names a Secret that is not in the namespace of ${app.title}`,
        help:
          lookup.outcome === 'elsewhere'
            ? 'create it there as well'
            : didYouMean(near?.name, 'create it, or name it under external in daprlint.yaml'),
        ...(near && { related: [{ at: near, message: 'a Secret of such a name' }] }),
        ...(!workspace.isClosed && { atMost: 'warning' as const }),
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
  ],
});
