import {
  closest,
  defineRule,
  didYouMean,
  type Field,
  listed,
  type Problems,
  respelling,
  yaml,
} from '../../src/rule.ts';

export const unknownField = defineRule({
  id: 'unknown-field',
  severity: 'warning',
  summary: 'Field is not in the CRD',
  why: 'The API server drops fields that the CRD does not declare, so the setting has no effect.',
  source: 'dapr v1.18.3 charts/dapr/crds/*.yaml; structural schemas are pruned',
  docs: 'https://docs.dapr.io/reference/resource-specs/',
  effect: 'ignored',
  covers: [
    'configuration-for-observability.spec',
    'configuration-for-observability.spec.tracing.zipkin',
    'configuration-for-observability.spec.metric',
  ],
  facts: ['secret.where', 'wfacl.caller.namespace'],
  each: 'daprResource',
  presets: { strict: 'error' },

  *check(resource): Problems {
    for (const violation of [...resource.violations, ...resource.metadataViolations]) {
      if (violation.code !== 'unknown-field') continue;
      // $patch, $retainKeys and the like tell kustomize what to do.
      if (resource.isPartial && violation.key?.startsWith('$')) continue;
      const { key = '', field, candidates = [] } = violation;
      const likely = closest(key, candidates);
      const held = keysOf(field);
      const isInBetween = held.length > 0 && held.every((name) => candidates.includes(name));
      yield {
        at: violation.at,
        message: violation.message,
        help: isInBetween
          ? `remove it, and move ${listed(held)} one level up`
          : didYouMean(likely, 'remove it, or move it to where the CRD has it'),
        // Two keys cannot become one.
        ...(!isInBetween &&
          likely !== undefined &&
          !violation.written?.includes(likely) &&
          respelling(violation.at, likely)),
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
            samplingrate: "0.1"
            ^^^^^^^^^^^^ spec.tracing.samplingrate is not a field of Configuration
            zipkin:
              endpointAddress: http://zipkin.observability:9411/api/v2/spans
      `,
      fixed: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: tracing
        spec:
          tracing:
            samplingRate: "0.1"
            zipkin:
              endpointAddress: http://zipkin.observability:9411/api/v2/spans
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: statestore
          namepsace: production
          ^^^^^^^^^ metadata.namepsace is not a field of Component
        spec:
          type: state.in-memory
          version: v1
          metadata: []
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata:
          name: calls
        spec:
          policies:
            timeouts:
              general: 5s
          targets:
            apps:
              orders:
                outbound:
                ^^^^^^^^ spec.targets.apps.orders.outbound is not a field of Resiliency
                  timeout: general
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: search
        spec:
          type: bindings.http
          version: v1
          metadata:
            - name: url
              value: { anything: [goes, here] }
      `,
      because: "a component's metadata values may be any JSON",
    },
  ],
});

/** A level too many, as components have it for inbound and outbound, holds what belongs in its own place. */
const keysOf = (field: Field): readonly string[] => field.entries.map(([key]) => key);
