import { defineRule, type Problems, quote, yaml } from '../../src/rule.ts';

export const ignoredScope = defineRule({
  id: 'ignored-scope',
  severity: 'warning',
  summary: 'Scope that fits no app, or stands there twice',
  why: 'Scopes are compared with app ids letter by letter. An empty one is no id, and still one scope: where it is the only one, the object is no longer for every app, and is for none.',
  source: 'dapr v1.18.3 pkg/apis/common/scoped.go:27 IsAppScoped',
  docs: 'https://docs.dapr.io/operations/components/component-scopes/',
  effect: 'ignored',
  facts: ['component.scopes.match'],
  each: 'daprResource',

  *check(resource): Problems {
    const scopes = resource.scopes ?? [];
    const seen = new Map<string, (typeof scopes)[number]>();
    for (const scope of scopes) {
      const { text } = scope;
      if (text === undefined || !scope.resolved) continue;
      const first = seen.get(text);
      if (text.trim() === '')
        yield {
          at: scope,
          message: `an empty scope fits no app${scopes.length === 1 ? `: nobody loads ${resource.title}` : ''}`,
          help: scopes.length === 1 ? 'name an app, or remove scopes for all apps' : 'remove it',
        };
      else if (first)
        yield {
          at: scope,
          message: `${quote(text)} is a scope already`,
          help: 'remove it',
          related: [{ at: first, message: 'first here' }],
          atMost: 'info',
        };
      else seen.set(text, scope);
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: statestore
        spec:
          type: state.in-memory
          version: v1
          metadata: []
        scopes:
          - ""
            ^^ an empty scope fits no app: nobody loads Component "statestore"
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: statestore
        spec:
          type: state.in-memory
          version: v1
          metadata: []
        scopes: [orders, billing, orders]
                 ~~~~~~ first here
                                  ^^^^^^ "orders" is a scope already
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: statestore
        spec:
          type: state.in-memory
          version: v1
          metadata: []
        scopes: [orders, Orders]
      `,
      because: 'app ids tell capital letters from small ones',
    },
  ],
});
