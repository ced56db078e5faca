import { defineRule, entriesOfList, type Problems, quote, yaml } from '../../src/rule.ts';

/** The operator keeps these for itself. */
const reserved = [
  'dapr.io/app-id',
  'prometheus.io/probe',
  'prometheus.io/scrape',
  'prometheus.io/port',
  'prometheus.io/path',
];

export const ignoredServiceAnnotation = defineRule({
  id: 'ignored-service-annotation',
  severity: 'warning',
  summary: 'Annotation does not reach the Service',
  why: 'The operator splits the list at every comma, passes over what has no equals sign, and does not let go of its own annotations.',
  source: 'dapr v1.18.3 pkg/operator/handlers/dapr_handler.go:282-297',
  docs: 'https://docs.dapr.io/reference/arguments-annotations-overview/',
  effect: 'ignored',
  since: '1.17',
  each: 'app',

  *check(app): Problems {
    const annotation = app.annotation('sidecar-svc-annotations');
    const hasMetrics = app.isOn('enable-metrics', true);
    for (const { text, from, to } of entriesOfList(app.reads('sidecar-svc-annotations') ?? '')) {
      const [key = '', value] = text.split('=', 2);
      const isReserved = reserved.includes(key.trim()) && (hasMetrics || key.trim() === 'dapr.io/app-id');
      if (text === '' || (value !== undefined && key !== '' && !isReserved)) continue;
      yield {
        at: annotation.part(from, to),
        message: isReserved
          ? `${key.trim()} is set by the operator itself`
          : `${quote(text)} is no annotation of the Service: it has no equals sign`,
        help: isReserved ? 'remove it' : 'write key=value; a value cannot hold a comma',
      };
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
            dapr.io/sidecar-svc-annotations: zone=a,b
                                                    ^ "b" is no annotation of the Service: it has no equals sign
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
            dapr.io/sidecar-svc-annotations: example.com/zone=a, example.com/query=x=y,
      `,
      because: 'spaces, more equals signs and a comma at the end do not matter',
    },
  ],
});
