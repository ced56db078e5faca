import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const ignoredWasmSandbox = defineRule({
  id: 'ignored-wasm-sandbox',
  severity: 'warning',
  summary: 'Strict sandbox that middleware does not get',
  why: 'spec.wasm.strictSandbox reaches bindings.wasm only; middleware.http.wasm runs with clocks and random numbers unless its own metadata says strictSandbox.',
  source:
    'dapr v1.18.3 pkg/components/wasm.go, cmd/daprd/components/middleware_http_webassembly.go:35, pkg/runtime/meta/meta.go:59',
  docs: 'https://docs.dapr.io/reference/components-reference/supported-middleware/middleware-wasm/',
  effect: 'ignored',
  facts: ['cfg.wasm.http'],
  needs: ['Component'],
  each: 'configuration',

  *check(configuration, { workspace }): Problems {
    const strict = configuration.spec.get('wasm').get('strictSandbox');
    if (strict.boolean !== true) return;
    for (const handler of configuration.handlers) {
      if (handler.get('type').text !== 'middleware.http.wasm') continue;
      const [component] = workspace.componentsNamed(handler.get('name').text ?? '', configuration.namespace);
      if (!component || component.item('strictSandbox')) continue;
      yield {
        at: strict,
        message: `the strict sandbox does not reach the middleware ${component.name}`,
        help: 'set strictSandbox in the metadata of the component',
        related: [{ at: component, message: 'the component' }],
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: rewrite
                ~~~~~~~ the component
        spec:
          type: middleware.http.wasm
          version: v1
          metadata:
            - name: url
              value: file://rewrite.wasm
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: orders
        spec:
          wasm:
            strictSandbox: true
                           ^^^^ the strict sandbox does not reach the middleware rewrite
          httpPipeline:
            handlers:
              - name: rewrite
                type: middleware.http.wasm
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: resize
        spec:
          type: bindings.wasm
          version: v1
          metadata:
            - name: url
              value: file://resize.wasm
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: orders
        spec:
          wasm:
            strictSandbox: true
      `,
      because: 'the binding gets it',
    },
  ],
});
