import { defineRule, type Problems, quote, yaml } from '../../src/rule.ts';

export const misplacedAuthentication = defineRule({
  id: 'misplaced-authentication',
  severity: 'info',
  summary: 'Authentication of callers in the pipeline of outgoing calls',
  why: 'httpPipeline is for requests that come to the API of the sidecar, appHttpPipeline for calls from the sidecar to its app. A check of tokens in the second one leaves the API itself open.',
  source: 'dapr v1.18.3 pkg/runtime/runtime.go: httpPipeline for the API server, appHttpPipeline for the app channel',
  docs: 'https://docs.dapr.io/operations/components/middleware/',
  effect: 'insecure',
  securitySeverity: 4,
  covers: ['authentication-and-authorization.access-control'],
  each: 'configuration',

  *check(configuration): Problems {
    const api = configuration.spec.get('httpPipeline').get('handlers').items;
    for (const handler of configuration.spec.get('appHttpPipeline').get('handlers').items) {
      const type = handler.get('type');
      if (!/^middleware\.http\.(?:bearer|oauth2)$/.test(type.text ?? '')) continue;
      if (api.some((other) => /^middleware\.http\.(?:bearer|oauth2|opa)$/.test(other.get('type').text ?? ''))) continue;
      yield {
        at: type,
        message: `${quote(handler.get('name').text ?? '')} does not guard the API of the sidecar`,
        help: 'move it to httpPipeline, if the API is what it is to guard',
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: pipeline
        spec:
          appHttpPipeline:
            handlers:
              - name: tokens
                type: middleware.http.bearer
                      ^^^^^^^^^^^^^^^^^^^^^^ "tokens" does not guard the API of the sidecar
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: pipeline
        spec:
          httpPipeline:
            handlers:
              - name: tokens
                type: middleware.http.bearer
          appHttpPipeline:
            handlers:
              - name: login
                type: middleware.http.oauth2clientcredentials
              - name: tokens
                type: middleware.http.bearer
      `,
      because: 'both are guarded, and client credentials add a token and check none',
    },
  ],
});
