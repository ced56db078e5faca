import { defineRule, environmentOf, type Problems, parseQuantity, yaml } from '../../src/rule.ts';

const units: Readonly<Record<string, number>> = { '': 1, B: 1, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30, TiB: 2 ** 40 };

const bytesOf = (text: string): number | undefined => {
  const [, digits = '', unit = ''] = /^(\d+)([KMGT]iB|B)?$/.exec(text) ?? [];
  return digits === '' ? undefined : Number(digits) * (units[unit] ?? 1);
};

export const missingGomemlimit = defineRule({
  id: 'missing-gomemlimit',
  severity: 'off',
  summary: 'Sidecar does not know of its memory limit',
  why: 'Go collects garbage without a thought of the limit of its container, until Kubernetes kills it; GOMEMLIMIT at about nine tenths of the limit makes it collect in time.',
  source: 'Go runtime, GOMEMLIMIT; dapr v1.18.3 pkg/injector/patcher/sidecar_container.go:431',
  docs: 'https://docs.dapr.io/operations/hosting/kubernetes/kubernetes-production/#setting-gomemlimit',
  effect: 'fragile',
  presets: { production: 'info', strict: 'warning' },
  each: 'app',

  *check(app): Problems {
    // What is missing here may be in the object that this patches.
    if (app.resource.isPartial) return;
    const annotation = app.annotation('sidecar-memory-limit');
    const limit = parseQuantity(app.reads('sidecar-memory-limit') ?? '');
    const environment = app.annotation('env');
    if (limit === undefined || limit < 2 ** 20 || !environment.resolved) return;
    const hint = environmentOf(app.reads('env') ?? '').findLast(({ name }) => name === 'GOMEMLIMIT');
    const bytes = hint && bytesOf(hint.value);
    const likely = `GOMEMLIMIT=${Math.floor((limit * 0.9) / 2 ** 20)}MiB`;
    if (!hint)
      yield {
        at: annotation,
        message: `the sidecar is limited to ${annotation.text}, and has no GOMEMLIMIT`,
        help: `add ${likely} to dapr.io/env`,
      };
    else if (bytes !== undefined && bytes > limit)
      yield {
        at: environment.part(hint.from, hint.to),
        message: `GOMEMLIMIT is above the memory limit of ${annotation.text}`,
        help: `write ${likely}`,
        related: [{ at: annotation, message: 'the limit' }],
      };
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
            dapr.io/sidecar-memory-limit: 1000Mi
                                          ^^^^^^ the sidecar is limited to 1000Mi, and has no GOMEMLIMIT
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
            dapr.io/sidecar-memory-limit: 500Mi
                                          ~~~~~ the limit
            dapr.io/env: GOMEMLIMIT=900MiB
                         ^^^^^^^^^^^^^^^^^ GOMEMLIMIT is above the memory limit of 500Mi
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
            dapr.io/sidecar-memory-limit: 1000Mi
            dapr.io/env: GOMEMLIMIT=900MiB
      `,
      because: 'nine tenths of the limit leave room for the rest',
    },
  ],
});
