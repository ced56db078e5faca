import { defineRule, type Problems, placeOfScope, quote, topicScopesIn, yaml } from '../../src/rule.ts';

export const invalidTopicScope = defineRule({
  id: 'invalid-topic-scope',
  severity: 'error',
  summary: 'Topic scopes that daprd does not read',
  why: 'An entry that is not app=topic,topic is skipped without a word, and its app may use every topic then. A star is a topic named *.',
  source: 'dapr v1.18.3 pkg/scopes/scopes.go:33-60, pkg/runtime/pubsub/adapter.go:76',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/pubsub/pubsub-scopes/',
  effect: 'insecure',
  securitySeverity: 5.4,
  covers: ['authentication-and-authorization.access-control', 'pub-sub-publish-subscribe.features.topic-based-routing'],
  facts: ['pubsub.scopes.format', 'pubsub.scopes.none', 'pubsub.scopes.dup', 'pubsub.topic.case'],
  each: 'component',

  *check(component): Problems {
    if (component.block !== 'pubsub') return;
    for (const item of component.metadata) {
      if (!/^(?:publishing|subscription)scopes$/i.test(item.name) || !item.text) continue;
      for (const scope of topicScopesIn(item.text)) {
        const at = placeOfScope(item, scope);
        if (scope.text === '') continue;
        if (!scope.topics)
          yield {
            at,
            message: `${quote(scope.text)} is skipped: it has no =`,
            help: 'write app=topic1,topic2; and app= for no topic at all',
          };
        else if (scope.hasMore)
          yield {
            at,
            message: `${quote(scope.text)} has more than one =, and ends at the second`,
            help: 'separate apps with a semicolon',
          };
        else if (/[,\s]$/.test(scope.app) || scope.app.includes(','))
          yield {
            at,
            message: `${quote(scope.app)} is taken for one app`,
            help: 'write one entry for each app, separated by semicolons',
          };
        else if (scope.topics.includes('*'))
          yield {
            at,
            message: `* is a topic of that name, and not every topic`,
            help: 'leave the app out, and protect topics with protectedTopics',
            atMost: 'warning',
          };
        else if (scope.topics.length > 1 && scope.topics.includes(''))
          yield {
            at,
            message: `${quote(scope.text)} has an empty topic among others`,
            help: 'remove the comma',
            atMost: 'info',
          };
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
        spec:
          type: pubsub.in-memory
          version: v1
          metadata:
            - name: publishingScopes
              value: "shop=orders;billing:invoices"
                                  ^^^^^^^^^^^^^^^^ "billing:invoices" is skipped: it has no =
            - name: subscriptionScopes
              value: "billing=orders,shop=invoices"
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "billing=orders,shop=invoices" has more than one =, and ends at the second
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
        spec:
          type: pubsub.in-memory
          version: v1
          metadata:
            - name: PublishingScopes
              value: "shop = orders, refunds; shop=invoices; billing=;"
      `,
      because: 'spaces are taken out, an app may be named twice, billing= allows nothing, and an end is no entry',
    },
  ],
});
