import { defineRule, leniency, type Problems, quote, yaml } from '../../src/rule.ts';

const words = ['RenegotiateNever', 'RenegotiateOnceAsClient', 'RenegotiateFreelyAsClient'];

export const invalidHttpBinding = defineRule({
  id: 'invalid-http-binding',
  severity: 'error',
  summary: 'HTTP binding refuses its renegotiation setting',
  why: 'Only three words are known, in exactly these letters. With another one the binding fails to initialise, and daprd exits.',
  source: 'components-contrib v1.18.4 bindings/http/http.go:152 setTLSRenegotiation',
  docs: 'https://docs.dapr.io/reference/components-reference/supported-bindings/http/',
  effect: 'rejected',
  covers: ['bindings.component-types.bindings-http'],
  each: 'component',

  *check(component, { workspace }): Problems {
    const item = component.item('MTLSRenegotiation');
    if (component.typeName !== 'bindings.http' || !component.isStarted || !item?.text || words.includes(item.text))
      return;
    yield {
      at: item.value,
      message: `${item.name} ${quote(item.text)} is none of ${words.join(', ')}`,
      help: 'remove it: RenegotiateNever is the default',
      ...leniency(component, workspace),
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: invoices
        spec:
          type: bindings.http
          version: v1
          metadata:
            - name: url
              value: https://invoices.example.com
            - name: MTLSRenegotiation
              value: never
                     ^^^^^ MTLSRenegotiation "never" is none of RenegotiateNever, RenegotiateOnceAsClient, RenegotiateFreelyAsClient
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: invoices
        spec:
          type: bindings.http
          version: v1
          metadata:
            - name: url
              value: https://invoices.example.com
            - name: mtlsRenegotiation
              value: RenegotiateNever
      `,
      because: 'the name may be in any letter case, the word may not',
    },
  ],
});
