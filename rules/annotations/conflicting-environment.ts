import { defineRule, environmentOf, type Problems, yaml } from '../../src/rule.ts';

/** What the injector sets itself, and what comes of another value. */
const own: Readonly<Record<string, string>> = {
  NAMESPACE: 'daprd takes it for the namespace of the app',
  POD_NAME: 'daprd takes it for the name of the pod',
  DAPR_TRUST_ANCHORS: 'daprd trusts these certificates instead',
  DAPR_CONTROLPLANE_NAMESPACE: 'daprd looks for its control plane there',
  DAPR_CONTROLPLANE_TRUST_DOMAIN: 'daprd takes another control plane for its own',
  DAPR_ENV_KEYS: 'the injector overwrites it',
};

export const conflictingEnvironment = defineRule({
  id: 'conflicting-environment',
  severity: 'warning',
  summary: 'Variable of the sidecar is set a second time',
  why: 'Of two variables of one name the last counts. Those of the annotation come after the injector’s own, and daprd believes them.',
  source: 'dapr v1.18.3 pkg/injector/patcher/sidecar_container.go:258-282,343-360',
  docs: 'https://docs.dapr.io/reference/arguments-annotations-overview/',
  effect: 'wrong',
  each: 'app',

  *check(app): Problems {
    const seen = new Set<string>();
    for (const annotation of ['env', 'env-from-secret']) {
      for (const { name, from, to } of environmentOf(app.reads(annotation) ?? '')) {
        if (name === undefined) continue;
        const outcome = Object.hasOwn(own, name) ? own[name] : undefined;
        const isTwice = seen.has(name);
        seen.add(name);
        if (outcome === undefined && !isTwice) continue;
        yield {
          at: app.annotation(annotation).part(from, to),
          message: outcome === undefined ? `${name} is set twice` : `${name} is set by the injector: ${outcome}`,
          help: 'remove it',
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
            dapr.io/env: NAMESPACE=shop,LEVEL=1
                         ^^^^^^^^^^^^^^ NAMESPACE is set by the injector: daprd takes it for the namespace of the app
            dapr.io/env-from-secret: LEVEL=levels:own
                                     ^^^^^^^^^^^^^^^^ LEVEL is set twice
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
            dapr.io/env: POD_NAMESPACE=shop,DAPR_HTTP_DISABLE_H2C=true
      `,
      because: 'the injector sets neither',
    },
  ],
});
