import type { Workload } from '../workload.ts';
import { group } from './group.ts';
import type { Selected } from './selection.ts';

/** How many of a kind one pod is looked at with: more are a slip, or made to be slow. */
export const most = 60;

/** Which items select a workload. Those with one and the same selection are kept together. */
export const selectedBy = <Pod extends { readonly workload: Workload }, Item>(
  items: readonly Item[],
  selectionOf: (item: Item) => Selected<Pod>,
  podsOf: (selected: Selected<Pod>) => readonly Pod[],
): ((workload: Workload) => readonly Item[]) => {
  const found = new Map<Workload, (readonly Item[])[]>();
  for (const [selected, together] of group(items, selectionOf)) {
    for (const { workload } of podsOf(selected)) {
      const known = found.get(workload);
      if (known) known.push(together);
      else found.set(workload, [together]);
    }
  }
  return (workload) => {
    const order = new Map<Item, number>();
    for (const together of found.get(workload) ?? []) {
      for (const item of together) {
        if (order.size > most) break;
        order.set(item, order.size);
      }
    }
    return [...order.keys()];
  };
};
