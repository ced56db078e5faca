import { defineRule, type Problems, quote, yaml } from '../../src/rule.ts';

const credentials = 'middleware.http.oauth2clientcredentials';
const bearer = 'middleware.http.bearer';
const alias = 'middleware.http.routeralias';

export const misplacedMiddleware = defineRule({
  id: 'misplaced-middleware',
  severity: 'warning',
  summary: 'Middleware stands at the wrong place of its pipeline',
  why: 'Requests pass the handlers in their order, and each sees what those before it have made of the request: a check of what an earlier one has added, or a later one changes, checks nothing.',
  source:
    'dapr v1.18.3 pkg/middleware/http/pipeline.go:84; components-contrib v1.18.4 middleware/http/oauth2clientcredentials/oauth2clientcredentials_middleware.go:119, bearer/bearer_middleware.go:95, routeralias/routeralias_middleware.go:100, opa/middleware.go:169, routerchecker/routerchecker_middleware.go:59',
  docs: 'https://docs.dapr.io/operations/components/middleware/',
  effect: 'insecure',
  securitySeverity: 6.5,
  needs: ['Component'],
  each: 'configuration',

  *check(configuration, { workspace }): Problems {
    const { spec, namespace } = configuration;
    for (const pipeline of [spec.get('httpPipeline'), spec.get('appHttpPipeline')]) {
      const handlers = pipeline.get('handlers').items;
      for (const [index, handler] of handlers.entries()) {
        const name = quote(handler.get('name').text ?? '');
        const type = handler.get('type');
        const before = handlers.slice(0, index);
        if (type.text === bearer) {
          const giver = before.find((other) => other.get('type').text === credentials);
          const [component] = workspace.componentsNamed(giver?.get('name').text ?? '', namespace);
          const header = component?.text('headerName');
          if (!giver || (header !== undefined && header.toLowerCase() !== 'authorization')) continue;
          yield {
            at: type,
            message: `${name} checks the token that the sidecar has added itself: who brings none has that one`,
            help: 'let the check of the caller come first',
            related: [{ at: giver.get('type'), message: 'adds the token of the sidecar' }],
            ...(header === undefined && { atMost: 'info' as const }),
          };
        } else if (type.text === alias) {
          const check = before.find((other) =>
            /^middleware\.http\.(?:opa|routerchecker)$/.test(other.get('type').text ?? ''),
          );
          if (!check) continue;
          yield {
            at: type,
            message: `${name} changes the path after ${quote(check.get('name').text ?? '')} has judged it`,
            help: 'put the aliases first, and judge the path that daprd takes',
            related: [{ at: check.get('type'), message: 'judges the path as it came' }],
            atMost: 'info',
          };
        }
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: login
        spec:
          type: middleware.http.oauth2clientcredentials
          version: v1
          metadata:
            - name: clientID
              value: orders
            - name: clientSecret
              secretKeyRef: { name: login, key: secret }
            - name: scopes
              value: orders
            - name: tokenURL
              value: https://accounts.example.com/token
            - name: headerName
              value: authorization
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: pipeline
        spec:
          httpPipeline:
            handlers:
              - name: login
                type: middleware.http.oauth2clientcredentials
                      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ adds the token of the sidecar
              - name: tokens
                type: middleware.http.bearer
                      ^^^^^^^^^^^^^^^^^^^^^^ "tokens" checks the token that the sidecar has added itself: who brings none has that one
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: pipeline
        spec:
          httpPipeline:
            handlers:
              - name: policy
                type: middleware.http.opa
                      ~~~~~~~~~~~~~~~~~~~ judges the path as it came
              - name: aliases
                type: middleware.http.routeralias
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^ "aliases" changes the path after "policy" has judged it
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
              - name: limit
                type: middleware.http.ratelimit
              - name: aliases
                type: middleware.http.routeralias
              - name: policy
                type: middleware.http.opa
              - name: tokens
                type: middleware.http.bearer
              - name: login
                type: middleware.http.oauth2clientcredentials
          appHttpPipeline:
            handlers:
              - name: aliases
                type: middleware.http.routeralias
      `,
      because: 'limits, policies and tokens all have to let a request through, in whatever order',
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: login
        spec:
          type: middleware.http.oauth2clientcredentials
          version: v1
          metadata:
            - name: clientID
              value: orders
            - name: clientSecret
              secretKeyRef: { name: login, key: secret }
            - name: scopes
              value: orders
            - name: tokenURL
              value: https://accounts.example.com/token
            - name: headerName
              value: x-backend-token
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: pipeline
        spec:
          httpPipeline:
            handlers:
              - name: login
                type: middleware.http.oauth2clientcredentials
              - name: tokens
                type: middleware.http.bearer
      `,
      because: 'the token of the sidecar goes into another header than the one that is checked',
    },
  ],
});
