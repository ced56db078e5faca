import type { Namespace, Resource } from '../resource.ts';
import { group } from './group.ts';

type Named = Pick<Resource, 'group' | 'kind' | 'name' | 'namespace' | 'isPartial'>;

const key = ({ group: api, kind, name }: Named, namespace: Namespace): string =>
  `${api}/${kind}/${namespace ?? ''}/${name}`;

/** The objects that Kubernetes takes for one and the same: each finds the one before it, and the first of all. */
export class Namesakes<Item extends Named> {
  readonly #before = new Map<Item, readonly Item[]>();

  constructor(items: readonly Item[]) {
    const whole = items.filter(({ name, isPartial }) => name !== '' && !isPartial);
    for (const same of group(whole, (item) => key(item, item.namespace)).values()) {
      const [first] = same;
      same.forEach((item, index) => {
        const previous = same[index - 1];
        if (first && previous) this.#before.set(item, first === previous ? [first] : [previous, first]);
      });
    }
  }

  before(item: Item): readonly Item[] {
    return this.#before.get(item) ?? [];
  }
}
