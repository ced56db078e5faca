import {
  defineRule,
  listed,
  type Problems,
  quote,
  topicScopesIn,
  topicsIn,
  workloadKinds,
  yaml,
} from '../../src/rule.ts';

export const missingTopicScope = defineRule({
  id: 'missing-topic-scope',
  severity: 'warning',
  summary: 'App without topic scopes beside apps that have some',
  why: 'Scopes only narrow the apps that they name. An app that loads the component and is not named may use every topic that is not protected.',
  source: 'dapr v1.18.3 pkg/runtime/pubsub/adapter.go:69-83 IsOperationAllowed',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/pubsub/pubsub-scopes/',
  effect: 'insecure',
  securitySeverity: 5.4,
  covers: ['authentication-and-authorization.access-control'],
  facts: ['pubsub.scopes.unlisted', 'pubsub.protectedTopics'],
  needs: [workloadKinds],
  each: 'component',

  *check(component, { workspace }): Problems {
    if (component.block !== 'pubsub' || !component.isWhole) return;
    const text = component.text('protectedTopics');
    if (text === undefined || topicsIn(text).length > 0) return;
    const named = component.resource.scopes?.map((scope) => scope.text ?? '') ?? [];
    const loaded = workspace.appsOf(component).flatMap(({ appId }) => appId ?? []);
    for (const name of ['publishingScopes', 'subscriptionScopes']) {
      const item = component.item(name);
      const scopes = topicScopesIn(item?.text ?? '').filter(({ topics }) => topics);
      if (!item || scopes.length === 0) continue;
      const free = [...new Set([...named, ...loaded])].filter(
        (app) => app !== '' && !scopes.some((scope) => scope.app === app),
      );
      if (free.length === 0) continue;
      yield {
        at: item,
        message: `${listed(free.map(quote))} may use every topic: ${item.name} does not name ${free.length === 1 ? 'it' : 'them'}`,
        help: `add ${free[0]}= for no topic, or protect topics with protectedTopics`,
      };
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
                    ^^^^^^^^^^^^^^^^ "billing" may use every topic: publishingScopes does not name it
              value: shop=orders
        scopes:
          - shop
          - billing
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
            - name: publishingScopes
              value: shop=orders
            - name: protectedTopics
              value: orders
        scopes:
          - shop
          - billing
      `,
      because: 'a protected topic is for apps that are named alone',
    },
  ],
});
