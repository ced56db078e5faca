import { expect, it } from 'vitest';
import { mayShare, type Resource } from '../../../src/model/resource.ts';
import type { SubscriptionShape } from '../../../src/model/shapes.ts';
import { Workspace } from '../../../src/model/workspace.ts';
import { defaultSettings } from '../../../src/triage/settings.ts';
import { parse } from '../../../src/yaml/parse.ts';

const namespaces = ['', '  namespace: shop\n', '  namespace: bank\n'];
const scopes = ['', 'scopes: [a1]\n', 'scopes: [a1, a2]\n', 'scopes: [a2]\n'];
const topics = ['orders', 'payments', 'returns'];

it('finds subscriptions by their topics as trying each does', () => {
  const text = Array.from(
    { length: 60 },
    (_, index) =>
      `apiVersion: dapr.io/v2alpha1\nkind: Subscription\nmetadata:\n  name: s${index}\n${namespaces[index % 3]}spec:\n  pubsubname: messages\n  topic: ${topics[index % 2]}\n  deadLetterTopic: ${topics[index % 3]}\n  routes: { default: /a }\n${scopes[index % 4]}`,
  ).join('---\n');
  const workspace = new Workspace(parse({ path: 'all.yaml', text }), defaultSettings([]).world);
  const all = workspace.daprResources<SubscriptionShape>('Subscription');
  const textOf = (resource: Resource<SubscriptionShape>, name: 'topic' | 'deadLetterTopic'): string | undefined =>
    resource.body.get('spec').get(name).text;
  for (const [index, subscription] of all.entries()) {
    const { namespace } = subscription;
    const near = all.filter((each) => mayShare(each.namespace, namespace));
    for (const topic of topics) {
      const to = near.filter((each) => textOf(each, 'topic') === topic);
      expect(workspace.topics.subscriptionsTo('messages', topic, namespace)).toEqual(to);
      const into = near.filter((each) => textOf(each, 'deadLetterTopic') === topic);
      expect(workspace.topics.failingInto('messages', topic, namespace)).toEqual(into);
    }
    const ids = subscription.scopes?.map((scope) => scope.text);
    const before = near.filter(
      (each) =>
        all.indexOf(each) < index &&
        textOf(each, 'topic') === textOf(subscription, 'topic') &&
        (!ids || !each.scopes || each.scopes.some((scope) => ids.includes(scope.text))),
    );
    expect(new Set(workspace.topics.before(subscription))).toEqual(new Set(before));
  }
  expect(workspace.topics.like('order', 'messages', 'shop')).toBe('orders');
  expect(workspace.topics.like('order', 'events', 'shop')).toBe(undefined);
});
