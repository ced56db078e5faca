import { defineRule, type Field, type Problems, yaml } from '../../src/rule.ts';

export const ignoredHandlerSelector = defineRule({
  id: 'ignored-handler-selector',
  severity: 'warning',
  summary: 'Selector of a pipeline handler',
  why: 'The field is there, and nothing reads it: the handler runs for every request.',
  source: 'dapr v1.18.3 pkg/middleware/http/pipeline.go:84-95; SelectorSpec has no other user',
  docs: 'https://docs.dapr.io/operations/components/middleware/',
  effect: 'ignored',
  covers: ['configuration-for-observability.spec.httppipeline.handlers'],
  facts: ['pipeline.selector'],
  each: 'configuration',

  *check(configuration): Problems {
    for (const handler of configuration.handlers) {
      const selector = (handler as Field as Field<{ selector: unknown }>).get('selector');
      if (selector.hasValue)
        yield {
          at: selector.key,
          message: 'selector is not read: the handler runs for every request',
          help: 'remove it',
        };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: pipeline
        spec:
          httpPipeline:
            handlers:
              - name: limit
                type: middleware.http.ratelimit
                selector:
                ^^^^^^^^ selector is not read: the handler runs for every request
                  fields:
                    - field: path
                      value: /orders
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: pipeline
        spec:
          httpPipeline:
            handlers:
              - name: selector
                type: middleware.http.ratelimit
      `,
      because: 'a name is a name',
    },
  ],
});
