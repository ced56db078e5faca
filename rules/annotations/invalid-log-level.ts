import { closest, defineRule, didYouMean, type Problems, quote, respell, yaml } from '../../src/rule.ts';

const levels = ['debug', 'info', 'warn', 'error', 'fatal'];
/** What other programs call them. */
const others: Readonly<Record<string, string>> = {
  warning: 'warn',
  trace: 'debug',
  verbose: 'debug',
  critical: 'fatal',
  panic: 'fatal',
  err: 'error',
  information: 'info',
};

export const invalidLogLevel = defineRule({
  id: 'invalid-log-level',
  severity: 'error',
  summary: 'No such log level',
  why: 'daprd exits at once when it does not know the log level.',
  source: 'dapr v1.18.3 cmd/daprd/app/app.go:85; dapr/kit logger/logger.go toLogLevel',
  docs: 'https://docs.dapr.io/operations/troubleshooting/logs-troubleshooting/',
  effect: 'rejected',
  covers: ['annotation-requirements.annotations.dapr-io-log-level', 'logging.log-levels'],
  facts: ['inj.loglevel'],
  each: 'app',

  *check(app): Problems {
    const level = app.annotation('log-level');
    const text = app.reads('log-level');
    if (text === undefined || levels.includes(text.toLowerCase())) return;
    const likely = others[text.trim().toLowerCase()] ?? closest(text, levels);
    yield {
      at: level,
      message: `dapr.io/log-level is ${quote(text)}, which is no log level`,
      help: didYouMean(likely, 'write debug, info, warn, error or fatal'),
      ...(likely !== undefined && { fix: { title: `Write ${likely}`, edits: [respell(level, likely)] } }),
    };
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
            dapr.io/log-level: warning
                               ^^^^^^^ dapr.io/log-level is "warning", which is no log level
      `,
      fixed: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/log-level: warn
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
            dapr.io/log-level: ""
      `,
      daprVersion: '1.14',
      because: 'an empty text was as good as none before 1.15',
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
            dapr.io/log-level: INFO
      `,
      because: 'letter case does not matter',
    },
  ],
});
