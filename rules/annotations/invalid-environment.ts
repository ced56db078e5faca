import { defineRule, environmentOf, nameFault, type Problems, quote, secretOfEntry, yaml } from '../../src/rule.ts';

const isSecretKey = (key: string): boolean =>
  key.length <= 253 && /^[-._a-zA-Z0-9]+$/.test(key) && !/^\.{1,2}$|^\.\./.test(key);

/** What Kubernetes has against a variable; undefined where it takes it. */
const faultOf = (name: string, value: string, isFromSecret: boolean): string | undefined => {
  if (name === '') return 'an entry has no name';
  if (!/^[\x20-\x7e]+$/.test(name)) return `${quote(name)} is no name of a variable`;
  const secret = isFromSecret ? secretOfEntry(value) : undefined;
  if (!secret) return undefined;
  if (nameFault(secret.name)) return `${name} comes from ${quote(secret.name)}, which is no name of a Secret`;
  return isSecretKey(secret.key) ? undefined : `${name} comes from ${quote(secret.key)}, which is no key of a Secret`;
};

export const invalidEnvironment = defineRule({
  id: 'invalid-environment',
  severity: 'error',
  summary: 'Environment of the sidecar is refused',
  why: 'The injector makes variables of the entries without a look at them, and Kubernetes refuses the pod for one without a name, or from a Secret that cannot exist.',
  source:
    'dapr v1.18.3 pkg/injector/patcher/sidecar_container.go:492,535; Kubernetes ValidateEnv, validateSecretKeySelector',
  docs: 'https://docs.dapr.io/operations/components/component-secrets/',
  effect: 'rejected',
  supersedes: ['unknown-sidecar-secret'],
  each: 'app',

  *check(app, { workspace }): Problems {
    for (const name of ['api-token-secret', 'app-token-secret']) {
      const secret = app.reads(name);
      if (!secret || !nameFault(secret)) continue;
      yield { at: app.annotation(name), message: `dapr.io/${name} holds no name that a Secret may have` };
    }
    for (const name of ['env', 'env-from-secret']) {
      const text = workspace.catalog.annotation(`dapr.io/${name}`) && app.reads(name);
      for (const entry of environmentOf(text ?? '')) {
        const fault = entry.name === undefined ? undefined : faultOf(entry.name, entry.value, name !== 'env');
        if (fault === undefined) continue;
        yield {
          at: app.annotation(name).part(entry.from, entry.to),
          message: `dapr.io/${name}: ${fault}`,
          help: name === 'env' ? 'write NAME=value' : 'write NAME=secret:key',
        };
      }
    }
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
            dapr.io/env-from-secret: DB_PASSWORD=Postgres:password, TOKEN=
                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ dapr.io/env-from-secret: DB_PASSWORD comes from "Postgres", which is no name of a Secret
                                                                    ^^^^^^ dapr.io/env-from-secret: TOKEN comes from "", which is no name of a Secret
      `,
    },
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/api-token-secret: DAPR_API_TOKEN
                                      ^^^^^^^^^^^^^^ dapr.io/api-token-secret holds no name that a Secret may have
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
            dapr.io/env: EMPTY=,CHAIN=a,b,c
            dapr.io/env-from-secret: PASSWORD=postgres
      `,
      because: 'a value may be empty or hold commas, and a Secret may have a key of its own name',
    },
  ],
});
