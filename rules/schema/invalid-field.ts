import { defineRule, type Problems, replace, yaml } from '../../src/rule.ts';

export const invalidField = defineRule({
  id: 'invalid-field',
  severity: 'error',
  summary: 'Value does not fit the CRD',
  why: 'The API server checks every object against its CRD and refuses one with a value of another type or outside the allowed set.',
  source: 'dapr v1.18.3 charts/dapr/crds/*.yaml',
  docs: 'https://docs.dapr.io/reference/resource-specs/',
  effect: 'rejected',
  covers: ['configuration-for-observability.spec.tracing.samplingrate'],
  each: 'daprResource',

  *check(resource): Problems {
    for (const { code, at, field, message, expected } of resource.violations) {
      if (code !== 'wrong-type' && code !== 'invalid-value') continue;
      const isScalar = field.number !== undefined || field.boolean !== undefined;
      yield {
        at,
        message,
        ...(expected === 'string' &&
          isScalar && {
            help: 'put it in quotes',
            fix: { title: 'Quote the value', edits: [replace(field, `"${field.written}"`)] },
          }),
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
        spec:
          tracing:
            samplingRate: 1
                          ^ spec.tracing.samplingRate is a number; must be a string
            zipkin:
              endpointAddress: https://zipkin.observability.example.com/api/v2/spans
      `,
      fixed: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: tracing
        spec:
          tracing:
            samplingRate: "1"
            zipkin:
              endpointAddress: https://zipkin.observability.example.com/api/v2/spans
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: nightly
        spec:
          type: bindings.cron
          version: v1
          ignoreErrors: yes
          metadata:
            - name: schedule
              value: "@every 15m"
            - name: direction
              value: input
      `,
      because: 'kubectl reads an unquoted yes as a boolean',
    },
  ],
});
