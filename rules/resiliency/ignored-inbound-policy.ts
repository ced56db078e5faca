import { defineRule, type Problems, quote, targetsOf, yaml } from '../../src/rule.ts';

const receiving = ['pubsub', 'bindings', 'configuration'];

export const ignoredInboundPolicy = defineRule({
  id: 'ignored-inbound-policy',
  severity: 'warning',
  summary: 'Component receives nothing, so its inbound policies are ignored',
  why: 'Inbound policies act where a component calls the app: deliveries of pub/sub, input bindings, and updates of a configuration store. State stores, secret stores and the like only have outbound calls.',
  source:
    'dapr v1.18.3 pkg/runtime/subscription/subscription.go:125, pkg/runtime/processor/binding/send.go:332, pkg/api/http/http.go:748',
  docs: 'https://docs.dapr.io/operations/resiliency/targets/#components',
  effect: 'ignored',
  facts: ['res.target.component.inbound'],
  needs: ['Component'],
  each: 'resiliency',

  *check(resiliency, { workspace }): Problems {
    for (const { direction, name, field } of targetsOf(resiliency)) {
      if (direction !== 'inbound') continue;
      const [component] = workspace.componentsNamed(name, resiliency.namespace);
      if (!component?.type.resolved || component.block === '' || receiving.includes(component.block)) continue;
      yield {
        at: field.key,
        message: `${quote(name)} is ${component.typeName}, which has outbound calls only`,
        help: 'write outbound',
        related: [{ at: component.type, message: 'its type' }],
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata:
          name: calls
        spec:
          policies:
            timeouts:
              general: 5s
          targets:
            components:
              cache:
                inbound:
                ^^^^^^^ "cache" is state.in-memory, which has outbound calls only
                  timeout: general
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.in-memory
                ~~~~~~~~~~~~~~~ its type
          version: v1
          metadata: []
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata:
          name: calls
        spec:
          policies:
            timeouts:
              general: 5s
          targets:
            components:
              messages:
                inbound:
                  timeout: general
              elsewhere:
                inbound:
                  timeout: general
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
        spec:
          type: pubsub.in-memory
          version: v1
          metadata: []
      `,
      because: 'pub/sub delivers, and what a component is that is not here cannot be told',
    },
  ],
});
