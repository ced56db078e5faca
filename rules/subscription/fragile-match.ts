import { closest, defineRule, expressionIn, type Problems, yaml } from '../../src/rule.ts';

export const fragileMatch = defineRule({
  id: 'fragile-match',
  severity: 'error',
  summary: 'Match of a routing rule fails for every message',
  why: 'A match sees one variable, event. One that asks for another, or gives something else than true or false, fails when it runs: the message is retried, or goes to the dead letter topic.',
  source: 'dapr v1.18.3 pkg/expr/expr.go:19, pkg/runtime/subscription/subscription.go:560-610',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/pubsub/howto-route-messages/',
  effect: 'wrong',
  facts: ['sub.match.env', 'sub.match.eval'],
  each: 'subscription',

  *check(subscription): Problems {
    for (const rule of subscription.body.get('spec').get('routes').get('rules').items) {
      const match = rule.get('match');
      const expression = match.text?.trim() === '' ? undefined : expressionIn(match);
      if (!expression || !('compiled' in expression)) continue;
      const { type, variables } = expression.compiled;
      const unknown = variables.filter(({ name }) => name !== 'event');
      for (const { name, at } of unknown) {
        yield {
          at,
          message: `the match asks for ${name}, and there is only event`,
          help:
            closest(name, ['event']) === undefined
              ? `write event.${name} or event.data.${name}, or put a text in quotes`
              : 'did you mean "event"?',
        };
      }
      if (unknown.length > 0) continue;
      const isEvent = match.text?.trim() === 'event';
      if (!isEvent && (type === 'bool' || type === 'dyn')) continue;
      yield {
        at: match,
        message: `the match gives ${isEvent ? 'the event' : `a value of type ${type}`}, not true or false`,
        help: 'compare it with something',
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v2alpha1
        kind: Subscription
        metadata:
          name: orders
        spec:
          pubsubname: messages
          topic: orders
          routes:
            rules:
              - match: event.type == created
                                     ^^^^^^^ the match asks for created, and there is only event
                path: /created
              - match: data.total > 100
                       ^^^^ the match asks for data, and there is only event
                path: /large
              - match: size(event.data.items)
                       ^^^^^^^^^^^^^^^^^^^^^^ the match gives a value of type int, not true or false
                path: /items
            default: /orders
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v2alpha1
        kind: Subscription
        metadata:
          name: orders
        spec:
          pubsubname: messages
          topic: orders
          routes:
            rules:
              - match: event.data.important
                path: /important
              - match: event.data.items.exists(item, item.count > 1)
                path: /many
            default: /orders
      `,
      because: 'what a field holds is not known before it is there, and macros have variables of their own',
    },
  ],
});
