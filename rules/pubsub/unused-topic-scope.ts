import {
  closest,
  defineRule,
  didYouMean,
  type Problems,
  placeOfScope,
  quote,
  topicScopesIn,
  workloadKinds,
  yaml,
} from '../../src/rule.ts';

export const unusedTopicScope = defineRule({
  id: 'unused-topic-scope',
  severity: 'warning',
  summary: 'Topic scopes name an app that does not load the component',
  why: 'App-ids are compared letter by letter. An entry for an app that the component is not for says nothing, and the app that was meant may use every topic.',
  source: 'dapr v1.18.3 pkg/scopes/scopes.go:49; pkg/apis/common/scoped.go:27',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/pubsub/pubsub-scopes/',
  effect: 'ignored',
  covers: ['authentication-and-authorization.access-control'],
  needs: [workloadKinds],
  each: 'component',

  *check(component, { workspace }): Problems {
    const { scopes } = component.resource;
    if (component.block !== 'pubsub' || scopes?.some(({ resolved }) => !resolved)) return;
    const named = scopes?.map((scope) => scope.text ?? '');
    for (const item of component.metadata) {
      if (!/^(?:publishing|subscription)scopes$/i.test(item.name) || !item.text) continue;
      for (const scope of topicScopesIn(item.text)) {
        if (!scope.topics || scope.app === '' || named?.includes(scope.app)) continue;
        const likely = named ? closest(scope.app, named) : workspace.appLike(scope.app, component.namespace)?.appId;
        if (!scopes && (likely === undefined || workspace.appsWithId(scope.app).length > 0)) continue;
        yield {
          at: placeOfScope(item, scope),
          message: `${quote(scope.app)} ${scopes ? 'is not among the scopes of the component' : 'is no app that loads the component'}`,
          help: didYouMean(likely, 'add it to scopes, or remove the entry'),
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
              value: shop=orders;biling=
                                 ^^^^^^^ "biling" is not among the scopes of the component
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
              value: shop=orders;reports=
      `,
      because: 'without scopes the component is for every app, and those are kept elsewhere',
    },
  ],
});
