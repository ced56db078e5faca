import { defineRule, type Problems, quote, respell, workloadKinds, yaml } from '../../src/rule.ts';

const verbs = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH'];

/** `/package.Service/Method`, as gRPC writes it. */
const isGrpcMethod = /^\/[\w.]+\.[A-Z]\w*\/(?:[A-Z]\w*|\*)$/;

export const invalidHttpVerb = defineRule({
  id: 'invalid-http-verb',
  severity: 'error',
  summary: 'Operation of an access-control policy that no HTTP request fits',
  why: 'Verbs are compared letter by letter with those of HTTP in upper case, or with *. An operation with another verb, or none, leaves HTTP requests to the default action of the policy.',
  source: 'dapr v1.18.3 pkg/acl/acl.go:109,243-256 isOperationAllowedByAccessControlPolicy',
  docs: 'https://docs.dapr.io/operations/configuration/invoke-allowlist/',
  effect: 'wrong',
  facts: ['cfg.acl.verb.case', 'cfg.acl.verb.empty', 'cfg.acl.verb.grpc'],
  needs: [workloadKinds],
  each: 'configuration',

  *check(configuration, { workspace }): Problems {
    const isForGrpc = workspace
      .appsWithConfiguration(configuration)
      .some((app) => /^grpcs?$/i.test(app.annotation('app-protocol').text ?? ''));
    // For gRPC the verbs count for nothing.
    if (isForGrpc) return;
    for (const operation of configuration.accessPolicies.flatMap((policy) => policy.get('operations').items)) {
      const written = operation.get('httpVerb');
      const name = operation.get('name').text ?? '';
      if (written.items.length === 0 && written.resolved && !isGrpcMethod.test(name)) {
        yield {
          at: written.exists ? written : operation.get('name'),
          message: `the operation ${quote(name)} has no httpVerb: no HTTP request fits it`,
          help: 'add httpVerb, with ["*"] for all of them; gRPC needs none',
          atMost: 'warning',
        };
      }
      for (const verb of written.items) {
        const { text } = verb;
        if (text === undefined || !verb.resolved || text === '*' || verbs.includes(text)) continue;
        const upper = text.trim().toUpperCase();
        const isVerb = verbs.includes(upper);
        yield {
          at: verb,
          message: `${quote(text)} is no verb that a request has${isVerb ? ': verbs are upper case' : ''}`,
          help: isVerb ? `write ${upper}` : 'write one of HTTP, or "*" for all of them',
          ...(isVerb && { fix: { title: `Write ${upper}`, edits: [respell(verb, upper)], unsafe: true } }),
        };
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: orders
        spec:
          accessControl:
            defaultAction: deny
            trustDomain: public
            policies:
              - appId: checkout
                trustDomain: public
                namespace: shop
                operations:
                  - name: /orders
                    httpVerb: [get, ANY, POST]
                               ^^^ "get" is no verb that a request has: verbs are upper case
                                    ^^^ "ANY" is no verb that a request has
                    action: allow
                  - name: /orders/*
                          ^^^^^^^^^ the operation "/orders/*" has no httpVerb: no HTTP request fits it
                    action: allow
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: orders
        spec:
          accessControl:
            defaultAction: deny
            trustDomain: public
            policies:
              - appId: checkout
                trustDomain: public
                namespace: shop
                defaultAction: deny
                operations:
                  - name: /orders
                    httpVerb: [GET, 'post']
                                    ^^^^^^ "post" is no verb that a request has: verbs are upper case
                    action: allow
      `,
      fixed: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: orders
        spec:
          accessControl:
            defaultAction: deny
            trustDomain: public
            policies:
              - appId: checkout
                trustDomain: public
                namespace: shop
                defaultAction: deny
                operations:
                  - name: /orders
                    httpVerb: [GET, 'POST']
                    action: allow
      `,
    },
    {
      good: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: orders
        spec:
          template:
            metadata:
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
                dapr.io/app-port: "50051"
                dapr.io/app-protocol: grpc
                dapr.io/config: orders
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: orders
        spec:
          accessControl:
            defaultAction: deny
            trustDomain: public
            policies:
              - appId: checkout
                trustDomain: public
                namespace: shop
                operations:
                  - name: /shop.Orders/Get
                    action: allow
      `,
      because: 'calls of a gRPC app have no verb',
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: orders
        spec:
          accessControl:
            defaultAction: deny
            trustDomain: public
            policies:
              - appId: checkout
                trustDomain: public
                namespace: shop
                operations:
                  - name: /shop.Orders/Get
                    action: allow
      `,
      because: 'a method of gRPC is known by its name',
    },
  ],
});
