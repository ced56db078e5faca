import { topicScopesIn, topicsIn } from '../model/component/topic-lists.ts';
import type { Component } from '../model/component.ts';
import type { Resource } from '../model/resource.ts';
import type { SubscriptionShape } from '../model/shapes.ts';
import type { Field } from '../yaml/field.ts';
import type { Draft, Sketch } from './sketch.ts';

/** The topics, with who subscribes and who publishes as far as Subscriptions and the scopes of topics tell. */
export const drawMessages = (sketch: Sketch): void => {
  const { workspace } = sketch;
  for (const subscription of workspace.daprResources<SubscriptionShape>('Subscription'))
    drawSubscription(subscription, sketch);
  for (const component of workspace.componentsIn(undefined, 'pubsub')) drawTopicScopes(component, sketch);
  for (const component of workspace.componentsIn(undefined, 'state')) drawOutbox(component, sketch);
};

const topicNode = (pubsub: Draft, name: string, sketch: Sketch): Draft =>
  sketch.add({
    kind: 'topic',
    name,
    namespace: pubsub.namespace,
    block: 'pubsub',
    type: pubsub.name,
    within: pubsub.id,
  });

const drawSubscription = (subscription: Resource<SubscriptionShape>, sketch: Sketch): void => {
  const spec = subscription.body.get('spec');
  const [pubsubName, topicName] = [known(spec.get('pubsubname')), known(spec.get('topic'))];
  if (!pubsubName || !topicName) return;
  const pubsub = sketch.componentNamed(pubsubName, subscription.namespace, 'pubsub');
  const topic = topicNode(pubsub, topicName, sketch);
  sketch.standsFor(subscription as unknown as Resource, topic);
  for (const app of subscribersTo(pubsubName, subscription, sketch)) sketch.connect(topic, 'subscribes', app);
  const deadLetters = known(spec.get('deadLetterTopic'));
  if (deadLetters) sketch.connect(topic, 'deadLetters', topicNode(pubsub, deadLetters, sketch));
};

const known = (field: Field<string> | Field<string | undefined>): string | undefined =>
  field.resolved ? field.text : undefined;

/** Who loads a subscription, and the component that it is for. */
const subscribersTo = (pubsub: string, subscription: Resource<SubscriptionShape>, sketch: Sketch): readonly Draft[] => {
  const { workspace } = sketch;
  const [component] = workspace.componentsNamed(pubsub, subscription.namespace);
  const theirs = component ? workspace.appsOf(component) : workspace.appsThatLoad(subscription);
  const all = workspace.appsIn(subscription.namespace);
  // Who loads the component tells all about a subscription for every app, and the other way round.
  if (!component || theirs.length === all.length) return sketch.loadersOf(subscription);
  if (!subscription.scopes)
    return sketch.loadersOf({ namespace: subscription.namespace, scopes: component.resource.scopes });
  const both = workspace.appsThatLoad(subscription).filter((app) => workspace.loads(app, component));
  return sketch.collapsed(both, subscription.namespace);
};

const drawTopicScopes = (component: Component, sketch: Sketch): void => {
  const text = (name: string): string => component.item(name)?.text ?? '';
  const pubsub = sketch.component(component);
  const topicOf = (name: string): Draft => topicNode(pubsub, name, sketch);
  const allowed = new Set(topicsIn(text('allowedTopics')).filter((name) => name !== ''));
  for (const name of [...allowed, ...topicsIn(text('protectedTopics'))]) if (name !== '') topicOf(name);
  const granted = (name: string): readonly (readonly [Draft, Draft])[] =>
    topicScopesIn(text(name)).flatMap(({ app, topics = [] }) =>
      topics
        .filter((topic) => app !== '' && topic !== '' && (allowed.size === 0 || allowed.has(topic)))
        .flatMap((topic) => sketch.appsNamed(app, component.namespace).map((node) => [node, topicOf(topic)] as const)),
    );
  for (const [app, topic] of granted('publishingScopes')) sketch.connect(app, 'publishes', topic);
  for (const [app, topic] of granted('subscriptionScopes'))
    if (!sketch.has(topic, 'subscribes', app)) sketch.connect(topic, 'maySubscribe', app);
};

/** A state store that publishes what is written to it. */
const drawOutbox = (component: Component, sketch: Sketch): void => {
  const [pubsub, topic] = ['outboxPublishPubsub', 'outboxPublishTopic'].map((name) => component.item(name)?.text);
  if (!pubsub || !topic) return;
  const node = topicNode(sketch.componentNamed(pubsub, component.namespace, 'pubsub'), topic, sketch);
  sketch.connect(sketch.component(component), 'publishes', node, 'outbox');
};
