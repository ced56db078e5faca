import { defineRule, faultOfHttpUrl, type Problems, quote, yaml } from '../../src/rule.ts';

export const invalidBaseUrl = defineRule({
  id: 'invalid-base-url',
  severity: 'error',
  summary: 'Base URL of an HTTPEndpoint cannot be called',
  why: 'daprd puts the method behind baseUrl as it stands, with a slash between them, and looks at neither: without a scheme each call fails, and behind a slash there are two.',
  source: 'dapr v1.18.3 pkg/channel/http/http_channel.go:583-595',
  docs: 'https://docs.dapr.io/reference/resource-specs/httpendpoints-schema/',
  effect: 'wrong',
  facts: ['httpep.baseurl'],
  each: 'httpEndpoint',

  *check({ body }): Problems {
    const url = body.get('spec').get('baseUrl');
    const { text } = url;
    if (text === undefined || !url.resolved) return;
    const fault = faultOfHttpUrl(text);
    if (fault) {
      yield {
        at: url,
        message: `baseUrl ${quote(text)} ${fault}; every call fails`,
        help: 'write https:// and the host',
      };
    } else if (/[?#]/.test(text)) {
      yield {
        at: url,
        message: 'baseUrl has a query or a fragment; the method is written behind it',
        help: 'end it with the path',
        atMost: 'warning',
      };
    } else if (text.endsWith('/')) {
      yield {
        at: url,
        message: 'baseUrl ends in a slash; paths begin with two',
        help: 'remove the last slash',
        atMost: 'info',
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: HTTPEndpoint
        metadata:
          name: github
        spec:
          baseUrl: api.github.com
                   ^^^^^^^^^^^^^^ baseUrl "api.github.com" must begin with https:// or http://; every call fails
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: HTTPEndpoint
        metadata:
          name: github
        spec:
          baseUrl: https://api.github.com/
                   ^^^^^^^^^^^^^^^^^^^^^^^ baseUrl ends in a slash; paths begin with two
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: HTTPEndpoint
        metadata:
          name: orders
        spec:
          baseUrl: http://orders.shop:8080/v1
      `,
      because: 'a name within the cluster, a port and a path are fine',
    },
  ],
});
