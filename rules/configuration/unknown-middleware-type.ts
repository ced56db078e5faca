import { closest, defineRule, didYouMean, listed, type Problems, quote, respelling, yaml } from '../../src/rule.ts';

export const unknownMiddlewareType = defineRule({
  id: 'unknown-middleware-type',
  severity: 'error',
  summary: 'No such middleware',
  why: 'No component can have this type, so the handler is always skipped, without a word.',
  source: 'dapr v1.18.3 cmd/daprd/components/middleware_http_*.go, pkg/middleware/http/pipeline.go buildChain',
  docs: 'https://docs.dapr.io/reference/components-reference/supported-middleware/',
  effect: 'insecure',
  securitySeverity: 8.2,
  covers: ['configuration-for-observability.spec.httppipeline.validator.type'],
  each: 'configuration',

  *check(configuration, { workspace }): Problems {
    const { middlewareTypes } = workspace.catalog;
    for (const handler of configuration.handlers) {
      const type = handler.get('type');
      if (!type.text || !type.resolved || workspace.catalog.component(type.text)?.category === 'middleware') continue;
      const likely = likelyType(type.text, middlewareTypes);
      yield {
        at: type,
        message: `${quote(type.text)} is no middleware that Dapr has, so this handler never runs`,
        help: didYouMean(
          likely,
          `Dapr has ${listed(
            middlewareTypes.map((each) => each.replace('middleware.http.', '')),
            20,
          )}`,
        ),
        ...respelling(type, likely),
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
              - name: authorize
                type: middleware.http.jwt
                      ^^^^^^^^^^^^^^^^^^^ "middleware.http.jwt" is no middleware that Dapr has, so this handler never runs
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: pipeline
        spec:
          httpPipeline:
            handlers:
              - name: authorize
                type: middleware.http.baerer
                      ^^^^^^^^^^^^^^^^^^^^^^ "middleware.http.baerer" is no middleware that Dapr has, so this handler never runs
      `,
      fixed: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: pipeline
        spec:
          httpPipeline:
            handlers:
              - name: authorize
                type: middleware.http.bearer
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: pipeline
        spec:
          appHttpPipeline:
            handlers:
              - name: alias
                type: middleware.http.routeralias
      `,
      because: 'this is one, and there are two pipelines',
    },
  ],
});

const prefix = 'middleware.http.';

/** What they all begin with makes none like another. */
const likelyType = (type: string, types: readonly string[]): string | undefined => {
  if (!type.startsWith(prefix)) return closest(type, types);
  const likely = closest(
    type.slice(prefix.length),
    types.map((each) => each.slice(prefix.length)),
  );
  return likely && prefix + likely;
};
