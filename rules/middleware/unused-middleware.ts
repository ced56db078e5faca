import { defineRule, type Problems, quote, yaml } from '../../src/rule.ts';

export const unusedMiddleware = defineRule({
  id: 'unused-middleware',
  severity: 'warning',
  summary: 'Middleware that no pipeline names',
  why: 'A middleware component does nothing until a Configuration puts it into a pipeline: what it is to guard is open.',
  source: 'dapr v1.18.3 pkg/middleware/http/pipeline.go:84-95',
  docs: 'https://docs.dapr.io/operations/components/middleware/',
  effect: 'ignored',
  covers: ['configuration-for-observability.spec.httppipeline'],
  needs: ['Configuration'],
  each: 'component',

  *check(component, { workspace }): Problems {
    if (component.block !== 'middleware' || component.name === '') return;
    if (workspace.pipelinesWith(component).length > 0) return;
    // Where no pipeline is beside it, those are kept elsewhere.
    const pipelines = workspace.pipelinesIn(component.namespace);
    if (!workspace.isClosed && !pipelines.some((each) => workspace.areTogether(each.resource, component.resource)))
      return;
    yield {
      at: component,
      message: `no pipeline names ${quote(component.name)}`,
      help: `add it to httpPipeline or appHttpPipeline of a Configuration`,
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: limit
                ^^^^^ no pipeline names "limit"
        spec:
          type: middleware.http.ratelimit
          version: v1
          metadata: []
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: pipeline
        spec:
          httpPipeline:
            handlers:
              - name: aliases
                type: middleware.http.routeralias
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: limit
        spec:
          type: middleware.http.ratelimit
          version: v1
          metadata: []
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: tracing
        spec:
          tracing:
            samplingRate: "0.1"
      `,
      because: 'no pipeline is among the files, so those are kept elsewhere',
    },
  ],
});
