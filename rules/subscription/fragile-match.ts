import { closest, defineRule, expressionIn, faultOfPattern, type Problems, yaml } from '../../src/rule.ts';

/** The patterns given to matches as texts, raw or with doubled backslashes. */
function* patternsIn(text: string): Iterable<{ readonly pattern: string; readonly from: number; readonly to: number }> {
  for (const match of text.matchAll(/\bmatches\(\s*(r?)(["'])((?:\\\\|(?!\2)[^\\])*|(?:(?!\2).)*)\2\s*\)/g)) {
    const [whole, raw, quote = '', body = ''] = match;
    if (raw === '' && /\\/.test(body.replaceAll('\\\\', ''))) continue;
    const from = match.index + whole.indexOf(quote) + 1;
    yield { pattern: raw === '' ? body.replaceAll('\\\\', '\\') : body, from, to: from + body.length };
  }
}

/** What CloudEvents says is a text. */
const textAttribute =
  /^event\.(?:id|source|specversion|type|datacontenttype|dataschema|subject|time|topic|pubsubname)$/;

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
      for (const { pattern, from, to } of patternsIn(match.text ?? '')) {
        const fault = faultOfPattern(pattern);
        if (fault === undefined) continue;
        yield { at: match.part(from, to), message: `the pattern ${fault}`, help: 'write it in the syntax of RE2' };
      }
      if (unknown.length > 0) continue;
      const isEvent = match.text?.trim() === 'event';
      const attribute = textAttribute.exec(match.text?.trim() ?? '')?.[0];
      if (!isEvent && attribute === undefined && (type === 'bool' || type === 'dyn')) continue;
      const given = isEvent ? 'the event' : attribute ? `the text of ${attribute}` : `a value of type ${type}`;
      yield {
        at: match,
        message: `the match gives ${given}, not true or false`,
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
              - match: event.type.matches(r"^(?!test).*")
                                            ^^^^^^^^^^^ the pattern looks ahead or behind with (?!t, which Go cannot
                path: /real
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
              - match: event.type.matches("^v\\\\d+$") || event.type.matches('[' + event.data.class + ']')
                path: /versions
              - match: event.data.items.exists(item, item.count > 1)
                path: /many
            default: /orders
      `,
      because: 'what a field holds is not known before it is there, and macros have variables of their own',
    },
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
              - match: event.type
                       ^^^^^^^^^^ the match gives the text of event.type, not true or false
                path: /typed
              - match: event.urgent
                path: /urgent
            default: /orders
      `,
    },
  ],
});
