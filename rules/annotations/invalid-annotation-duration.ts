import { defineRule, type Problems, parseDuration, quote, yaml } from '../../src/rule.ts';

export const invalidAnnotationDuration = defineRule({
  id: 'invalid-annotation-duration',
  severity: 'error',
  summary: 'Annotation is not a duration that daprd takes',
  why: 'The injector passes any text on to a flag of daprd, which exits when it is no Go duration. A sign in front makes it a flag of its own.',
  source: 'dapr v1.18.3 cmd/daprd/options/options.go:116,165,182,184,281',
  docs: 'https://docs.dapr.io/reference/arguments-annotations-overview/',
  effect: 'rejected',
  facts: ['inj.duration.flags'],
  each: 'app',

  *check(app, { workspace }): Problems {
    for (const { key, type } of workspace.catalog.annotations) {
      const name = key.slice('dapr.io/'.length);
      const text = type === 'duration' ? app.reads(name) : undefined;
      if (text === undefined) continue;
      const duration = text.startsWith('-') ? undefined : parseDuration(text);
      const mustLast = name === 'actors-disseminate-timeout';
      if (duration !== undefined && (duration > 0n || !mustLast)) continue;
      yield {
        at: app.annotation(name),
        message:
          duration === undefined
            ? `${key} is ${quote(text)}, which is no duration`
            : `${key} is ${quote(text)}; it must be above zero`,
        help:
          /^\d+$/.test(text) && duration === undefined
            ? `add a unit: ${text}s`
            : 'write a duration such as 30s or 1m30s',
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/block-shutdown-duration: "30"
                                             ^^^^ dapr.io/block-shutdown-duration is "30", which is no duration
            dapr.io/actors-disseminate-timeout: 0s
                                                ^^ dapr.io/actors-disseminate-timeout is "0s"; it must be above zero
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/block-shutdown-duration: "0"
            dapr.io/app-binding-options-timeout: 1m30.5s
      `,
      because: 'zero needs no unit, and units may follow each other',
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/actors-disseminate-timeout: "30"
      `,
      because: 'Dapr 1.17 does not read this annotation yet',
      daprVersion: '1.17',
    },
  ],
});
