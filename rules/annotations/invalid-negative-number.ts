import { defineRule, type Problems, yaml } from '../../src/rule.ts';

/** The numbers that become arguments of daprd as they are, and the switch without which they do not. */
const passedOn: readonly (readonly [string, string?])[] = [
  ['graceful-shutdown-seconds'],
  ['app-max-concurrency'],
  ['http-max-request-size'],
  ['http-read-buffer-size'],
  ['app-health-probe-interval', 'enable-app-health-check'],
  ['app-health-probe-timeout', 'enable-app-health-check'],
  ['app-health-threshold', 'enable-app-health-check'],
];

export const invalidNegativeNumber = defineRule({
  id: 'invalid-negative-number',
  severity: 'error',
  summary: 'Negative number is taken for a flag',
  why: 'daprd doubles the dash of every argument longer than two characters that has one: -10 becomes --10, which is no number, and it exits. A single digit passes.',
  source: 'dapr v1.18.3 cmd/daprd/options/options.go:116',
  docs: 'https://docs.dapr.io/reference/arguments-annotations-overview/',
  effect: 'rejected',
  since: '1.13',
  each: 'app',

  *check(app): Problems {
    for (const [name, needs] of passedOn) {
      const number = app.integer(name);
      if (number === undefined || number > -10 || (needs !== undefined && !app.isOn(needs))) continue;
      yield {
        at: app.annotation(name),
        message: `dapr.io/${name} is ${number}, which daprd takes for a flag`,
        help: 'write -1, or leave the annotation out',
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
            dapr.io/app-max-concurrency: "-10"
                                         ^^^^^ dapr.io/app-max-concurrency is -10, which daprd takes for a flag
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
            dapr.io/app-max-concurrency: "-1"
            dapr.io/app-health-probe-interval: "-10"
      `,
      because: 'the dash of two characters is left alone, and without health checks the interval is no argument',
    },
  ],
});
