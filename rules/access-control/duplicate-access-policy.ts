import { defineRule, type Locatable, type Problems, quote, yaml } from '../../src/rule.ts';

export const duplicateAccessPolicy = defineRule({
  id: 'duplicate-access-policy',
  severity: 'error',
  summary: 'Access-control policy that another one replaces',
  why: 'Of two policies for one app in one namespace the later counts, whole; of two operations with one name in a policy the first.',
  source: 'dapr v1.18.3 pkg/acl/acl.go:127, pkg/config/acl_trie.go PutOperationAction',
  docs: 'https://docs.dapr.io/operations/configuration/invoke-allowlist/',
  effect: 'wrong',
  facts: ['cfg.acl.dup.policy'],
  each: 'configuration',

  *check(configuration): Problems {
    const later = new Map<string, Locatable>();
    for (const policy of configuration.accessPolicies.toReversed()) {
      const [app, namespace] = [policy.get('appId'), policy.get('namespace')];
      if (!app.text || !app.resolved || !namespace.resolved) continue;
      const key = `${app.text}||${namespace.text ?? ''}`;
      const winner = later.get(key);
      if (winner) {
        yield {
          at: app,
          message: `a later policy for ${quote(app.text)} replaces this one`,
          help: 'put the operations of both into one',
          related: [{ at: winner, message: 'the one that counts' }],
        };
      } else later.set(key, app);
    }
    for (const policy of configuration.accessPolicies) {
      const first = new Map<string, Locatable>();
      for (const operation of policy.get('operations').items) {
        const name = operation.get('name');
        if (!name.text || !name.resolved) continue;
        const key = name.text.replace(/^(?!\/)/, '/');
        const winner = first.get(key);
        if (winner) {
          yield {
            at: name,
            message: `the operation ${quote(name.text)} is there already, and the first one counts`,
            help: 'list the verbs of one action in one operation',
            related: [{ at: winner, message: 'the one that counts' }],
          };
        } else first.set(key, name);
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
                       ^^^^^^^^ a later policy for "checkout" replaces this one
                trustDomain: public
                namespace: shop
                defaultAction: allow
              - appId: checkout
                       ~~~~~~~~ the one that counts
                trustDomain: public
                namespace: shop
                operations:
                  - name: /orders
                          ~~~~~~~ the one that counts
                    httpVerb: [GET]
                    action: allow
                  - name: orders
                          ^^^^^^ the operation "orders" is there already, and the first one counts
                    httpVerb: [POST]
                    action: allow
      `,
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
                defaultAction: allow
              - appId: checkout
                trustDomain: public
                namespace: staging
                defaultAction: allow
      `,
      because: 'one app-id in two namespaces is two apps',
    },
  ],
});
