import { defineRule, type Problems, quote, yaml } from '../../src/rule.ts';

export const duplicateMiddleware = defineRule({
  id: 'duplicate-middleware',
  severity: 'warning',
  summary: 'Handler stands twice in one pipeline',
  why: 'Each entry runs: a rate limit counts every request twice, a redirect happens twice.',
  source: 'dapr v1.18.3 pkg/middleware/http/pipeline.go:84-95',
  docs: 'https://docs.dapr.io/operations/components/middleware/',
  effect: 'wrong',
  covers: ['configuration-for-observability.spec.httppipeline.handlers'],
  each: 'configuration',

  *check(configuration): Problems {
    for (const pipeline of ['httpPipeline', 'appHttpPipeline'] as const) {
      const handlers = configuration.spec.get(pipeline).get('handlers').items;
      for (const [index, handler] of handlers.entries()) {
        const name = handler.get('name');
        const first = handlers
          .slice(0, index)
          .find((other) => other.get('name').text === name.text && other.get('type').text === handler.get('type').text);
        if (!name.text || !name.resolved || !first) continue;
        yield {
          at: name,
          message: `${quote(name.text)} stands in this pipeline already, and runs twice`,
          help: 'remove one of the two',
          related: [{ at: first.get('name'), message: 'the first one' }],
        };
      }
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
                      ~~~~~ the first one
                type: middleware.http.ratelimit
              - name: limit
                      ^^^^^ "limit" stands in this pipeline already, and runs twice
                type: middleware.http.ratelimit
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
              - name: limit
                type: middleware.http.ratelimit
          appHttpPipeline:
            handlers:
              - name: limit
                type: middleware.http.ratelimit
      `,
      because: 'the two pipelines are for requests in two directions',
    },
  ],
});
