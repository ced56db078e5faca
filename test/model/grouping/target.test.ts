import { describe, expect, it } from 'vitest';
import { matcherOf } from '../../../src/model/grouping/pattern.ts';
import { selectedBy } from '../../../src/model/grouping/target.ts';
import type { ObjectPlace } from '../../../src/model/kubernetes/objects.ts';
import { parse } from '../../../src/yaml/parse.ts';

describe('a pattern for names', () => {
  it.each([
    ['orders', 'orders', true],
    ['orders', 'orders-2', false],
    ['ord.*', 'orders', true],
    ['.*', '', true],
    ['^orders$', 'orders', true],
    ['a^b', 'ab', false],
    ['(orders|cart)-[a-z]+', 'cart-api', true],
    ['(?:a|b?)+c', 'abbac', true],
    ['[^a-c]x', 'bx', false],
    ['a\\.b', 'a.b', true],
    ['a\\.b', 'axb', false],
    ['\\w+-\\d', 'a-1', true],
    ['', '', true],
  ])('%s fits %s: %s', (pattern, text, fits) => {
    expect(matcherOf(pattern)?.(text)).toBe(fits);
    expect(new RegExp(`^(?:${pattern})$`).test(text)).toBe(fits);
  });

  it.each(['a{2}', '(?i)a', 'a**', '(a', 'a)', '[z-a]', '*a', '\\', '[[:alpha:]]', 'a'.repeat(1001)])(
    'that is more or none is not read: %s',
    (pattern) => {
      expect(matcherOf(pattern)).toBeUndefined();
    },
  );

  it('is never slow', () => {
    const text = 'a'.repeat(5000);
    for (const pattern of ['(a*)*b', '(a|a)*b', '.*a.*a.*a.*a.*b', `${'a?'.repeat(200)}${'a'.repeat(200)}b`])
      expect(matcherOf(pattern)?.(text)).toBe(false);
  }, 5000);
});

describe('the target of a patch', () => {
  const object = (metadata: string): ObjectPlace => {
    const text = `apiVersion: dapr.io/v1alpha1\nkind: Component\nmetadata: { name: store, ${metadata} }\n`;
    const body = parse({ path: 'a.yaml', text })[0]?.root as ObjectPlace['body'];
    return { body, apiVersion: 'dapr.io/v1alpha1', kind: 'Component' };
  };
  const isMeant = (target: string, now: string, first = now): boolean | undefined => {
    const root = parse({ path: 'a.yaml', text: target })[0]?.root;
    return root && selectedBy(root)(object(now), object(first));
  };

  it.each([
    ['tier=a', true],
    ['tier==a,size', true],
    ['tier != a', false],
    ['colour != a', true],
    ['tier in (a, b)', true],
    ['tier notin (a, b),size', false],
    ['colour notin (a)', true],
    ['!tier', false],
    ['!colour,size in (5)', true],
    ['size > 3', false],
    ['!tier=a', false],
  ])('may ask for labels: %s', (labelSelector, expected) => {
    expect(isMeant(`labelSelector: "${labelSelector}"`, 'labels: { tier: a, size: 5 }')).toBe(expected);
  });

  it('is the object as it is, or as it was at first; one without a namespace is in default', () => {
    const [now, first] = ['namespace: shop', ''];
    expect(isMeant('namespace: sh.p', now, first)).toBe(true);
    expect(isMeant('namespace: default', now, first)).toBe(true);
    expect(isMeant('namespace: bank', now, first)).toBe(false);
    expect(isMeant('{ group: dapr.io, version: v1.*, kind: Component }', now, first)).toBe(true);
    expect(isMeant('{ group: dapr, version: v1.*, kind: Component }', now, first)).toBe(false);
  });
});
