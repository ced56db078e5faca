import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const insecureWasmSandbox = defineRule({
  id: 'insecure-wasm-sandbox',
  severity: 'off',
  summary: 'WebAssembly guest sees real clocks and random numbers',
  why: 'Without strictSandbox a guest gets the clocks and the random numbers of the sidecar, by which it can time what goes on beside it. Code of others is better kept from them.',
  source: 'components-contrib v1.18.4 common/wasm/wasm.go:50,123, dapr v1.18.3 pkg/runtime/meta/meta.go:59',
  docs: 'https://docs.dapr.io/reference/components-reference/supported-middleware/middleware-wasm/',
  effect: 'insecure',
  securitySeverity: 3.1,
  facts: ['cfg.wasm.http'],
  presets: { production: 'info', strict: 'warning' },
  needs: ['Configuration'],
  each: 'component',

  *check(component, { workspace }): Problems {
    const isBinding = component.typeName === 'bindings.wasm';
    if (!isBinding && component.typeName !== 'middleware.http.wasm') return;
    const text = component.text('strictSandbox');
    if (text === undefined || component.item('strictSandbox')?.isTruthy) return;
    // The one of the Configuration reaches bindings only.
    if (isBinding && workspace.hasStrictSandbox(component.namespace)) return;
    // That it does not reach this one is told there.
    const isMeant = workspace
      .pipelinesWith(component)
      .some(({ spec }) => spec.get('wasm').get('strictSandbox').boolean);
    if (isMeant && !component.item('strictSandbox')) return;
    yield {
      at: text === '' ? component.type : component.place('strictSandbox'),
      message: `${component.title} runs its guest without a strict sandbox`,
      help: 'set strictSandbox to "true", unless the guest needs the time of day',
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: rewrite
        spec:
          type: middleware.http.wasm
                ^^^^^^^^^^^^^^^^^^^^ Component "rewrite" runs its guest without a strict sandbox
          version: v1
          metadata:
            - name: url
              value: file://rewrite.wasm
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
      because: 'the Configuration makes all bindings strict',
    },
  ],
});
