import { defineRule, type Problems, yaml } from '../../src/rule.ts';

/** The lists that daprd reads as CSV. */
const lists = ['config', 'disable-init-endpoints', 'scheduler-host-address', 'sentry-request-jwt-audiences'];

/** One line of CSV: a field is in double quotes as a whole, or has none. */
const isCsv = (text: string): boolean =>
  text === '' ||
  (/[^\r\n]/.test(text) && /^(?:"(?:[^"]|"")*"|[^",\r\n]*)(?:,(?:"(?:[^"]|"")*"|[^",\r\n]*))*(?:[\r\n]|$)/.test(text));

export const invalidAnnotationList = defineRule({
  id: 'invalid-annotation-list',
  severity: 'error',
  summary: 'List is no CSV',
  why: 'daprd reads some lists as a line of CSV, and exits at a double quote that does not stand around a whole entry.',
  source: 'dapr v1.18.3 cmd/daprd/options/options.go:141,147,174,180; pflag StringSlice',
  docs: 'https://docs.dapr.io/reference/arguments-annotations-overview/',
  effect: 'rejected',
  supersedes: ['invalid-configuration-name', 'unknown-init-endpoint'],
  each: 'app',

  *check(app, { workspace }): Problems {
    for (const name of lists) {
      const text = workspace.catalog.annotation(`dapr.io/${name}`) && app.reads(name);
      // The injector takes quotes and spaces off around the addresses.
      const list = name === 'scheduler-host-address' ? text?.replace(/^["']+|["']+$/g, '').trim() : text;
      if (list === undefined || isCsv(list)) continue;
      yield {
        at: app.annotation(name),
        message: `dapr.io/${name} has a quotation mark that does not stand around a whole entry`,
        help: 'write the entries with commas between, without quotes and spaces',
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
            dapr.io/sentry-request-jwt-audiences: 'orders, "billing"'
                                                  ^^^^^^^^^^^^^^^^^^^ dapr.io/sentry-request-jwt-audiences has a quotation mark that does not stand around a whole entry
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
            dapr.io/sentry-request-jwt-audiences: '"orders",billing'
            dapr.io/scheduler-host-address: '"dapr-scheduler:50006"'
      `,
      because: 'an entry may be in quotes as a whole',
    },
  ],
});
