import { closest, defineRule, didYouMean, entriesOfList, type Problems, quote, yaml } from '../../src/rule.ts';

const endpoints = ['config', 'subscribe'];

export const unknownInitEndpoint = defineRule({
  id: 'unknown-init-endpoint',
  severity: 'error',
  summary: 'No such init endpoint',
  why: 'daprd knows two endpoints of an app that it can leave out at the start, and exits at the name of another.',
  source: 'dapr v1.18.3 pkg/runtime/config.go:522',
  docs: 'https://docs.dapr.io/reference/arguments-annotations-overview/',
  effect: 'rejected',
  since: '1.17',
  facts: ['inj.initendpoints'],
  each: 'app',

  *check(app): Problems {
    const annotation = app.annotation('disable-init-endpoints');
    for (const { text, from, to } of entriesOfList(app.reads('disable-init-endpoints') ?? '')) {
      // The list is read as CSV, where an entry may stand in quotes.
      const name = text
        .replace(/^"(.*)"$/, '$1')
        .trim()
        .toLowerCase();
      if (name === '' || endpoints.includes(name)) continue;
      yield {
        at: annotation.part(from, to),
        message: `there is no init endpoint ${quote(text)}`,
        help: didYouMean(closest(name, endpoints), 'write config, subscribe, or both with a comma between'),
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
            dapr.io/disable-init-endpoints: config,subscriptions
                                                   ^^^^^^^^^^^^^ there is no init endpoint "subscriptions"
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
            dapr.io/disable-init-endpoints: Config, subscribe
      `,
      because: 'letter case and spaces do not matter',
    },
  ],
});
