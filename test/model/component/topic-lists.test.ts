import { describe, expect, it } from 'vitest';
import { topicScopesIn, topicsIn } from '../../../src/model/component/topic-lists.ts';

describe('topic scopes', () => {
  it('are apps with topics, and spaces are nothing', () => {
    expect(topicScopesIn('shop = a, b ;billing=')).toEqual([
      { text: 'shop = a, b', start: 0, app: 'shop', topics: ['a', 'b'], hasMore: false },
      { text: 'billing=', start: 13, app: 'billing', topics: [''], hasMore: false },
    ]);
  });

  it('have no topics without an equals sign, and end at a second one', () => {
    expect(topicScopesIn('shop:a')[0]?.topics).toBeUndefined();
    expect(topicScopesIn('shop=a=b')[0]).toMatchObject({ topics: ['a'], hasMore: true });
  });

  it('are no list where nothing is written', () => {
    expect(topicsIn('')).toEqual([]);
    expect(topicsIn('a, my topic')).toEqual(['a', 'mytopic']);
  });
});
