import { describe, expect, it } from 'vitest';
import { Namesakes } from '../../../src/model/graph/namesakes.ts';

interface Item {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
  readonly isPartial: boolean;
}

const all = <Value>(values: readonly Value[], times: number): readonly Value[] =>
  Array.from({ length: times }, () => values).flat();

/** Each of many combinations, three times over. */
const items: readonly Item[] = all(
  ['dapr.io', ''].flatMap((group) =>
    ['Component', 'Secret'].flatMap((kind) =>
      ['', 'cache', 'bus'].flatMap((name) =>
        [undefined, 'shop', 'bank'].flatMap((namespace) =>
          [false, true].map((isPartial) => ({ group, kind, name, namespace, isPartial })),
        ),
      ),
    ),
  ),
  3,
).map((item) => ({ ...item }));

const isSame = (a: Item, b: Item): boolean =>
  a.group === b.group && a.kind === b.kind && a.name === b.name && a.namespace === b.namespace;

describe('objects that Kubernetes takes for one', () => {
  it('are those of one group, kind, namespace and name; patches and the nameless are none', () => {
    const namesakes = new Namesakes(items);
    for (const [index, item] of items.entries()) {
      const before = items.slice(0, index).filter((other) => !other.isPartial && isSame(item, other));
      const expected = item.isPartial || item.name === '' ? [] : [...new Set([before.at(-1), before[0]])];
      expect(namesakes.before(item)).toEqual(expected.filter((each) => each !== undefined));
    }
  });

  it('are found in no more than two steps, however many there are', () => {
    const many = Array.from({ length: 5_000 }, () => ({ ...(items[6] as Item) }));
    const namesakes = new Namesakes(many);
    expect(many.map((item) => namesakes.before(item).length).reduce((a, b) => Math.max(a, b))).toBe(2);
  });
});
