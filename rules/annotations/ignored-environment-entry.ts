import { defineRule, environmentOf, type Problem, type Problems, quote, secretOfEntry, yaml } from '../../src/rule.ts';

/** What the injector makes of an entry that is not as it is meant; undefined where it is. */
const faultOf = (
  entry: ReturnType<typeof environmentOf>[number],
  isFromSecret: boolean,
): Omit<Problem, 'at'> | undefined => {
  const { name, text, value } = entry;
  const form = isFromSecret ? 'NAME=secret:key' : 'NAME=value';
  if (name === undefined)
    return text === '' ? undefined : { message: 'an entry without an equals sign is left out', help: `write ${form}` };
  if (isFromSecret && !secretOfEntry(value))
    return { message: `${name} is left out: its Secret has more than one colon`, help: `write ${form}` };
  if (/^[A-Za-z_]\w*\s+$/.test(name))
    return {
      message: `${quote(name)} is another name than ${quote(name.trim())}`,
      help: 'remove the space before the equals sign',
    };
  const [, next] = /(?:;|\s)\s*([A-Z_][A-Z0-9_]*)=/.exec(value) ?? [];
  return next === undefined
    ? undefined
    : {
        message: `${next} is part of the value of ${name}`,
        help: 'put a comma between the entries',
        atMost: 'warning',
      };
};

export const ignoredEnvironmentEntry = defineRule({
  id: 'ignored-environment-entry',
  severity: 'error',
  summary: 'Entry of the environment does not arrive',
  why: 'The injector splits the list at a comma before the next NAME=, and drops what has no equals sign, or more than one colon in its Secret, without a word. JSON and other separators mean nothing to it.',
  source: 'dapr v1.18.3 pkg/injector/patcher/sidecar_container.go:481,492,535',
  docs: 'https://docs.dapr.io/reference/arguments-annotations-overview/',
  effect: 'ignored',
  facts: ['inj.env.format'],
  each: 'app',

  *check(app, { workspace }): Problems {
    for (const name of ['env', 'env-from-secret']) {
      const text = workspace.catalog.annotation(`dapr.io/${name}`) && app.reads(name);
      for (const entry of environmentOf(text ?? '')) {
        const fault = faultOf(entry, name !== 'env');
        if (fault) yield { at: app.annotation(name).part(entry.from, entry.to), ...fault };
      }
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
            dapr.io/env: LOG_FORMAT
                         ^^^^^^^^^^ an entry without an equals sign is left out
            dapr.io/env-from-secret: TOKEN=shop:token:value
                                     ^^^^^^^^^^^^^^^^^^^^^^ TOKEN is left out: its Secret has more than one colon
      `,
    },
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/env: A=b;C=d
                         ^^^^^^^ C is part of the value of A
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
            dapr.io/env: HOSTS=a,b,c,DSN=user=x;password=
      `,
      because: 'values may hold commas and equals signs',
    },
  ],
});
