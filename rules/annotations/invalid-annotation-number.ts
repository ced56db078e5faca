import { defineRule, type Problems, parseInteger, quote, yaml } from '../../src/rule.ts';

export const invalidAnnotationNumber = defineRule({
  id: 'invalid-annotation-number',
  severity: 'error',
  summary: 'Annotation is not a whole number',
  why: 'The injector drops an annotation that it cannot parse as an integer, with a line in its own log, and the default applies.',
  source: 'dapr v1.18.3 pkg/injector/patcher/sidecar.go:189 setValueFromString',
  docs: 'https://docs.dapr.io/reference/arguments-annotations-overview/',
  effect: 'ignored',
  covers: ['annotation-requirements.annotations.dapr-io-app-port'],
  each: 'app',

  *check(app, { workspace }): Problems {
    for (const [name, annotation] of app.annotations.entries) {
      const type = workspace.catalog.annotation(name)?.type;
      if (type !== 'int' && type !== 'int32' && type !== 'port') continue;
      const { text } = annotation;
      // An empty text is dropped as well, and the default is what it asks for.
      if (!text || !annotation.resolved || parseInteger(text) !== undefined) continue;
      yield {
        at: annotation,
        message: `${name} is ${quote(text)}, which is no whole number: it is ignored`,
        help: type === 'port' ? 'write the number of the port' : 'write a number without unit or spaces',
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
            dapr.io/app-port: http
                              ^^^^ dapr.io/app-port is "http", which is no whole number: it is ignored
            dapr.io/graceful-shutdown-seconds: 10s
                                               ^^^ dapr.io/graceful-shutdown-seconds is "10s", which is no whole number: it is ignored
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
            dapr.io/app-port: "{{ .Values.port }}"
            dapr.io/app-max-concurrency: "-1"
            dapr.io/metrics-port: ""
      `,
      because: 'a placeholder is not known yet, a sign is part of a number, and an empty text leaves the default',
    },
  ],
});
