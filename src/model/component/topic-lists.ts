import type { MetadataItem } from '../component.ts';

/** One entry of publishingScopes or subscriptionScopes: an app and its topics, with their places in the value. */
export interface TopicScope {
  /** The entry as it is written. */
  readonly text: string;
  readonly start: number;
  readonly app: string;
  /** Undefined for an entry without `=`, which is not looked at. */
  readonly topics: readonly string[] | undefined;
  /** What follows a second `=`, and is not looked at either. */
  readonly hasMore: boolean;
}

/** A list as daprd reads it: all spaces are taken out. Source: dapr v1.18.3 pkg/scopes/scopes.go:66 getParamTopics. */
export const topicsIn = (text: string): readonly string[] => (text === '' ? [] : text.replaceAll(' ', '').split(','));

/** The entries of a value, `app=topic,topic;app=`. Source: dapr v1.18.3 pkg/scopes/scopes.go:33 GetScopedTopics. */
export const topicScopesIn = (text: string): readonly TopicScope[] => {
  const scopes: TopicScope[] = [];
  let start = 0;
  for (const part of text.split(';')) {
    const [app = '', topics, ...rest] = part.replaceAll(' ', '').split('=');
    const lead = part.length - part.trimStart().length;
    scopes.push({
      text: part.trim(),
      start: start + lead,
      app,
      topics: topics?.split(','),
      hasMore: rest.length > 0,
    });
    start += part.length + 1;
  }
  return scopes;
};

/** Where an entry stands. */
export const placeOfScope = (
  item: MetadataItem,
  { text, start }: TopicScope,
): ReturnType<MetadataItem['value']['part']> => item.value.part(start, start + text.length);
