import { defineRule, faultOfSchedule, type Problems, quote, yaml } from '../../src/rule.ts';

export const invalidSchedule = defineRule({
  id: 'invalid-schedule',
  severity: 'error',
  summary: 'Cron binding has a schedule that cannot be read',
  why: 'The binding fails to initialise, and daprd exits: with it every app that loads the component.',
  source: 'components-contrib v1.18.4 bindings/cron/cron.go:57,76; dapr/kit v0.18.3 cron/parser.go',
  docs: 'https://docs.dapr.io/reference/components-reference/supported-bindings/cron/',
  effect: 'rejected',
  covers: ['bindings.component-types.bindings-cron'],
  supersedes: ['missing-metadata'],
  each: 'component',

  *check(component): Problems {
    const schedule = component.item('schedule');
    if (component.typeName !== 'bindings.cron' || !component.isStarted || schedule?.text === undefined) return;
    const fault = faultOfSchedule(schedule.text);
    if (fault === undefined) return;
    yield {
      at: component.place('schedule'),
      message: schedule.text === '' ? 'schedule is empty' : `schedule ${quote(schedule.text)} ${fault}`,
      help: 'write five fields, six with seconds in front, @hourly and the like, or @every 5m',
      ...component.certainty,
    };
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
              value: "0 24 * * *"
                     ^^^^^^^^^^^^ schedule "0 24 * * *" has 24 as hour: it ends at 23
            - name: direction
              value: input
      `,
    },
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
              value: "@every 1d"
                     ^^^^^^^^^^^ schedule "@every 1d" repeats every 1d, which is no duration
            - name: direction
              value: input
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
              value: "CRON_TZ=Europe/Paris 0/15 0 6 ? JAN-mar MON,wed"
            - name: direction
              value: input
      `,
      because: 'seconds, a time zone, names and question marks are all known',
    },
  ],
});
