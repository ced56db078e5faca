import { closest, defineRule, didYouMean, listed, type Problems, quote, replace, yaml } from '../../src/rule.ts';

export const invalidBindingDirection = defineRule({
  id: 'invalid-binding-direction',
  severity: 'error',
  summary: 'Binding has a direction that it cannot take',
  why: 'A binding is started in the directions that `direction` names and its type has. Where there are none, it is not started at all, and nothing says so.',
  source: 'dapr v1.18.3 pkg/runtime/processor/binding/binding.go:105-134,255 isBindingOfDirection',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/bindings/bindings-overview/',
  effect: 'ignored',
  covers: ['bindings.features.input-and-output-bindings'],
  facts: ['binding.direction', 'binding.direction.invalid', 'binding.direction.unsupported'],
  each: 'component',

  *check(component): Problems {
    const { definition, directions } = component;
    if (component.block !== 'bindings' || !definition || definition.directions.length === 0 || !directions) return;
    for (const { name, value, text = '' } of component.metadata) {
      if (name.toLowerCase() !== 'direction') continue;
      let start = 0;
      for (const part of text.split(',')) {
        const word = part.trim().toLowerCase();
        const at = part.trim() === '' ? value : value.part(start + part.search(/\S/), start + part.trimEnd().length);
        start += part.length + 1;
        const isKnown = word === 'input' || word === 'output';
        if (isKnown && definition.directions.some((each) => each === word)) continue;
        const likely = isKnown ? undefined : closest(word, ['input', 'output']);
        const end = directions.length === 0 ? ', so the binding is not started' : '';
        yield {
          at: value.exists ? at : value.key,
          message: isKnown
            ? `${component.typeName} is for ${definition.directions[0]} only${end}`
            : `direction ${quote(part.trim())} is neither input nor output${end}`,
          help: isKnown
            ? `write ${definition.directions[0]}`
            : didYouMean(likely, `write ${listed(definition.directions)}`),
          ...(likely !== undefined &&
            at !== value && {
              fix: { title: `Write ${likely}`, edits: [replace(at, likely)], unsafe: true as const },
            }),
          ...(directions.length > 0 && { atMost: 'warning' as const }),
        };
      }
    }
  },

  examples: [
    {
      bad: yaml`
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
            - name: direction
              value: output
                     ^^^^^^ bindings.cron is for input only, so the binding is not started
      `,
    },
    {
      bad: yaml`
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
            - name: direction
              value: input, inbound
                            ^^^^^^^ direction "inbound" is neither input nor output
      `,
    },
    {
      bad: yaml`
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
            - name: direction
              value: "input, ouput"
                             ^^^^^ direction "ouput" is neither input nor output
      `,
      fixed: yaml`
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
            - name: direction
              value: "input, output"
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
            - name: Direction
              value: "Input , output"
      `,
      because: 'letter case and space do not matter',
    },
  ],
});
