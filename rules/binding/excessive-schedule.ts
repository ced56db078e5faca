import { defineRule, type Problems, parseDuration, quote, yaml } from '../../src/rule.ts';

export const excessiveSchedule = defineRule({
  id: 'excessive-schedule',
  severity: 'info',
  summary: 'Cron binding fires every few seconds',
  why: 'A sixth field in front is that of seconds: a star there fires sixty times a minute, in every replica.',
  source: 'components-contrib v1.18.4 bindings/cron/cron.go:57',
  docs: 'https://docs.dapr.io/reference/components-reference/supported-bindings/cron/',
  effect: 'fragile',
  covers: ['bindings.component-types.bindings-cron', 'resource-utilization.cpu'],
  options: {
    seconds: { type: 'number', default: 2, minimum: 1, description: 'The least number of seconds between two calls.' },
  },
  each: 'component',

  *check(component, { options }): Problems {
    if (component.typeName !== 'bindings.cron' || !component.isStarted) return;
    const schedule = component.item('schedule');
    if (!schedule?.text) return;
    const interval = intervalOf(schedule.text.trim());
    if (interval === undefined || interval >= options.seconds) return;
    yield {
      at: schedule.value,
      message: `schedule ${quote(schedule.text)} calls the app every ${interval <= 1 ? 'second' : `${interval} seconds`}`,
      help: 'write 0 as the first of six fields for once a minute',
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: poll
        spec:
          type: bindings.cron
          version: v1
          metadata:
            - name: schedule
              value: "* */5 * * * *"
                     ^^^^^^^^^^^^^^^ schedule "* */5 * * * *" calls the app every second
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: poll
        spec:
          type: bindings.cron
          version: v1
          metadata:
            - name: schedule
              value: "* * * * *"
      `,
      because: 'the first of five fields is that of minutes',
    },
  ],
});

/** The seconds between two calls, as far as they are plain to see. */
const intervalOf = (schedule: string): number | undefined => {
  const every = /^@every (.+)$/.exec(schedule)?.[1];
  // Less than a second is rounded up to one.
  if (every !== undefined) return Math.max(1, Number(parseDuration(every) ?? 60_000_000_000n) / 1e9);
  const [seconds, ...others] = schedule.replace(/^(?:CRON_)?TZ=\S+\s+/, '').split(/\s+/);
  const [, step] = /^[*?](?:\/(\d+))?$/.exec(seconds ?? '') ?? [];
  return others.length === 5 && /^[*?]/.test(seconds ?? '') ? Number(step ?? 1) : undefined;
};
