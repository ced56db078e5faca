import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const ignoredBindingRoute = defineRule({
  id: 'ignored-binding-route',
  severity: 'warning',
  summary: 'Route on a binding that reads nothing',
  why: 'The route is the path of the app to which an input binding posts. A binding without input has no use for it.',
  source: 'dapr v1.18.3 pkg/runtime/processor/binding/binding.go:176,202-207',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/bindings/howto-triggers/',
  effect: 'ignored',
  covers: ['bindings.features.metadata-configuration'],
  facts: ['binding.route.case'],
  each: 'component',

  *check(component): Problems {
    const { directions, definition } = component;
    if (!directions || !definition || definition.directions.length === 0 || directions.includes('input')) return;
    const route = component.metadata.find(({ name }) => name === 'route');
    if (route && directions.length > 0)
      yield { at: route, message: 'route is not read: this binding has no input', help: 'remove it' };
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
            - name: route
                    ^^^^^ route is not read: this binding has no input
              value: /invoices
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: jobs
        spec:
          type: bindings.aws.sqs
          version: v1
          metadata:
            - name: queueName
              value: jobs
            - name: region
              value: eu-west-1
            - name: route
              value: /jobs
      `,
      because: 'without direction it is started for input too',
    },
  ],
});
