import {
  closest,
  defineRule,
  didYouMean,
  isFalsy,
  isTruthy,
  type Problems,
  quote,
  respelling,
  yaml,
} from '../../src/rule.ts';

export const invalidAnnotationBoolean = defineRule({
  id: 'invalid-annotation-boolean',
  severity: 'error',
  summary: 'Annotation is neither true nor false',
  why: 'Every text but y, yes, true, t, on and 1 counts as false without an error; and dapr.io/enabled, since 1.17.3, wants the word true itself.',
  source: 'dapr/kit v0.17.1 strings/strings.go IsTruthy; dapr v1.18.3 pkg/injector/service/handler.go:201',
  docs: 'https://docs.dapr.io/reference/arguments-annotations-overview/',
  effect: 'wrong',
  covers: ['annotation-requirements.annotations.dapr-io-enabled'],
  facts: ['inj.enabled.literal'],
  each: 'workload',

  *check({ annotations }, { workspace }): Problems {
    for (const [name, annotation] of annotations.entries) {
      if (workspace.catalog.annotation(name)?.type !== 'bool') continue;
      const { text } = annotation;
      if (text === undefined || !annotation.resolved) continue;
      const needsLiteral = name === 'dapr.io/enabled' && workspace.wantsLiteralTrue;
      if (needsLiteral ? text.toLowerCase() === 'true' || isFalsy(text) : isTruthy(text) || isFalsy(text)) continue;
      const likely = closest(text, ['true', 'false']);
      yield isTruthy(text)
        ? {
            at: annotation,
            message: `${name} is ${quote(text)}: no sidecar is injected`,
            help: 'write "true"',
            ...respelling(annotation, 'true'),
          }
        : {
            at: annotation,
            message: `${name} is ${quote(text)}, which counts as false`,
            help: didYouMean(likely, 'write "true" or "false"'),
            ...respelling(annotation, likely),
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
            dapr.io/enabled: "yes"
                             ^^^^^ dapr.io/enabled is "yes": no sidecar is injected
            dapr.io/app-id: orders
            dapr.io/log-as-json: enabled
                                 ^^^^^^^ dapr.io/log-as-json is "enabled", which counts as false
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
            dapr.io/log-as-json: 'ture'
                                 ^^^^^^ dapr.io/log-as-json is "ture", which counts as false
      `,
      fixed: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/log-as-json: 'true'
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "TRUE"
            dapr.io/app-id: orders
            dapr.io/log-as-json: "on"
            dapr.io/enable-metrics: "no"
            dapr.io/enable-profiling: disabled
      `,
      because:
        'letter case does not matter, all but dapr.io/enabled take the other words for true, and what says no is off',
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "yes"
            dapr.io/app-id: orders
      `,
      because: 'before 1.17.3 the injector took any truthy word',
      daprVersion: '1.16',
    },
  ],
});
