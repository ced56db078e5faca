import type { Component } from '../component.ts';
import { topicScopesIn, topicsIn } from './topic-lists.ts';

/** The metadata that says which topics an app may use, by what it does. */
export type TopicScopes = 'publishingScopes' | 'subscriptionScopes';

/**
 * Why an app may not use a topic of a pub/sub component; undefined where it may, or where that is not known.
 * Source: dapr v1.18.3 pkg/runtime/pubsub/adapter.go:54 IsOperationAllowed, pkg/scopes/scopes.go:30.
 */
export const whyTopicIsBarred = (
  component: Component,
  appId: string,
  topic: string,
  direction: TopicScopes,
): string | undefined => {
  const [allowed, protectedTopics, scopes] = ['allowedTopics', 'protectedTopics', direction].map((name) =>
    component.item(name) ? component.item(name)?.text : '',
  );
  if (allowed === undefined || protectedTopics === undefined || scopes === undefined) return undefined;
  const listed = topicsIn(allowed);
  if (listed.length > 0 && !listed.includes(topic)) return 'it is not among allowedTopics';
  const own = topicScopesIn(scopes).flatMap(({ app, topics = [] }) => (app === appId ? topics : []));
  const isProtected = topicsIn(protectedTopics).includes(topic);
  if (own.includes(topic) || (own.length === 0 && !isProtected)) return undefined;
  return isProtected && own.length === 0
    ? `it is among protectedTopics, and ${direction} do not name the app`
    : `${direction} give the app other topics`;
};
