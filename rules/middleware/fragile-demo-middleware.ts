import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const fragileDemoMiddleware = defineRule({
  id: 'fragile-demo-middleware',
  severity: 'warning',
  summary: 'Middleware that is a demonstration',
  why: 'It turns the bodies of all requests into capital letters, which few apps want.',
  source: 'dapr v1.18.3 cmd/daprd/components/middleware_http_uppercase.go',
  docs: 'https://docs.dapr.io/reference/components-reference/supported-middleware/middleware-uppercase/',
  effect: 'fragile',
  covers: ['configuration-for-observability.spec.httppipeline.handlers'],
  each: 'component',

  *check(component): Problems {
    if (component.typeName !== 'middleware.http.uppercase') return;
    yield {
      at: component.type,
      message: 'the bodies of all requests are turned into capital letters',
      help: 'remove it',
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: loud
        spec:
          type: middleware.http.uppercase
                ^^^^^^^^^^^^^^^^^^^^^^^^^ the bodies of all requests are turned into capital letters
          version: v1
          metadata: []
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: uppercase
        spec:
          type: middleware.http.ratelimit
          version: v1
          metadata: []
      `,
      because: 'only the type counts',
    },
  ],
});
