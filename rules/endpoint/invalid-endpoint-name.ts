import { defineRule, type Problems, quote, yaml } from '../../src/rule.ts';

export const invalidEndpointName = defineRule({
  id: 'invalid-endpoint-name',
  severity: 'warning',
  summary: 'HTTPEndpoint has a name by which it cannot be called',
  why: 'What is called is an app-id, which daprd splits at its dot into app and namespace: an endpoint with a dot in its name is never found.',
  source: 'dapr v1.18.3 pkg/messaging/direct_messaging.go:193-210',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/service-invocation/howto-invoke-non-dapr-endpoints/',
  effect: 'ignored',
  facts: ['httpep.dots'],
  each: 'httpEndpoint',

  *check({ metadata }): Problems {
    const name = metadata.get('name');
    const { text = '' } = name;
    if (!name.resolved || !text.includes('.')) return;
    yield {
      at: name,
      message: `${quote(text)} cannot be called: the part behind the dot is taken for a namespace`,
      help: `write ${text.replaceAll('.', '-')}`,
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: HTTPEndpoint
        metadata:
          name: api.github.com
                ^^^^^^^^^^^^^^ "api.github.com" cannot be called: the part behind the dot is taken for a namespace
        spec:
          baseUrl: https://api.github.com
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: HTTPEndpoint
        metadata:
          name: api-github-com
        spec:
          baseUrl: https://api.github.com
      `,
      because: 'hyphens are fine',
    },
  ],
});
