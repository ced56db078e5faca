import {
  closest,
  defineRule,
  type Field,
  type Problem,
  type Problems,
  quote,
  replace,
  respelling,
  yaml,
} from '../../src/rule.ts';

/** A value that only the quotes, or the want of them, make one of another type. */
const adviceOn = (field: Field, expected: string | undefined): Pick<Problem, 'help' | 'fix'> => {
  const { written = '' } = field;
  if (expected === 'string' && (field.number !== undefined || field.boolean !== undefined))
    return { help: 'put it in quotes', fix: { title: 'Quote the value', edits: [replace(field, `"${written}"`)] } };
  if (expected === 'list' && field.isMap && /(?:^|\.)(?:metadata|headers)$/.test(field.toString()))
    return { help: 'write each entry as an item with name and value' };
  if (expected === 'list' && field.resolved && /^[\w./*-]+$/.test(field.text ?? ''))
    return {
      help: 'make it a list',
      // In the quotes that it has, and in those that JSON wants.
      fix: {
        title: 'Make it a list',
        edits: [
          replace(field, `[${field.location.source.text.slice(field.location.range.start, field.location.range.end)}]`),
        ],
      },
    };
  const isMeant =
    field.text !== undefined &&
    ((expected === 'boolean' && /^(?:true|false)$/.test(written)) ||
      (expected === 'integer' && /^-?(?:0|[1-9][0-9]{0,8})$/.test(written)));
  if (isMeant)
    return { help: 'take the quotes off', fix: { title: 'Unquote the value', edits: [replace(field, written)] } };
  const choices = expected?.startsWith('one of ') ? expected.slice('one of '.length).split(', ') : [];
  const likely = closest(field.text ?? '', choices);
  return likely === undefined ? {} : { help: `did you mean ${quote(likely)}?`, ...respelling(field, likely) };
};

export const invalidField = defineRule({
  id: 'invalid-field',
  severity: 'error',
  summary: 'Value does not fit the CRD',
  why: 'The API server checks every object against its CRD and refuses one with a value of another type or outside the allowed set.',
  source: 'dapr v1.18.3 charts/dapr/crds/*.yaml',
  docs: 'https://docs.dapr.io/reference/resource-specs/',
  effect: 'rejected',
  facts: ['component.metadata.valueforms', 'cfg.tracing.sampling.type', 'mcp.one.transport', 'wfacl.operations'],
  covers: ['configuration-for-observability.spec.tracing.samplingrate'],
  each: 'daprResource',

  *check(resource): Problems {
    for (const { code, at, field, message, expected } of resource.violations) {
      if (code !== 'wrong-type' && code !== 'invalid-value') continue;
      yield { at, message, ...adviceOn(field, expected) };
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
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: features
        spec:
          features:
            - name: HotReload
              enabled: "false"
                       ^^^^^^^ spec.features[HotReload].enabled is a string; must be a boolean
      `,
      fixed: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: features
        spec:
          features:
            - name: HotReload
              enabled: false
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: statestore
        spec:
          type: state.in-memory
          version: v1
          metadata: []
        scopes: orders
                ^^^^^^ scopes is a string; must be a list
      `,
      fixed: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: statestore
        spec:
          type: state.in-memory
          version: v1
          metadata: []
        scopes: [orders]
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
