import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const missingBindingDirection = defineRule({
  id: 'missing-binding-direction',
  severity: 'info',
  summary: 'Binding that can do both does not say its direction',
  why: 'Without direction a binding is started both ways: daprd asks the app whether it wants to read, and an app that does not answer holds up all bindings.',
  source: 'dapr v1.18.3 pkg/runtime/processor/binding/send.go:83,93-118,478-511',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/bindings/bindings-overview/',
  effect: 'fragile',
  covers: ['bindings.features.input-and-output-bindings', 'bindings.purpose'],
  facts: ['binding.input.probe', 'binding.input.explicit'],
  presets: { production: 'warning', strict: 'warning' },
  each: 'component',

  *check(component): Problems {
    if (component.directions?.length !== 2 || component.text('direction') !== '' || component.item('direction')) return;
    yield {
      at: component.type,
      message: `${component.typeName} is started for input and output`,
      help: 'add direction with input, output or both',
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: jobs
        spec:
          type: bindings.aws.sqs
                ^^^^^^^^^^^^^^^^ bindings.aws.sqs is started for input and output
          version: v1
          metadata:
            - name: queueName
              value: jobs
            - name: region
              value: eu-west-1
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: nightly
        spec:
          type: bindings.cron
          version: v1
          metadata:
            - name: schedule
              value: "@daily"
      `,
      because: 'a type with one direction needs no word about it',
    },
  ],
});
