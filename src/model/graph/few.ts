/** Some of many things: of the first thousand, four that are meant at most. A message names no more. */
export const few = <Item>(items: readonly Item[], isMeant: (item: Item) => boolean): readonly Item[] => {
  const found: Item[] = [];
  for (const item of items.slice(0, 1000)) {
    if (isMeant(item)) found.push(item);
    if (found.length === 4) break;
  }
  return found;
};
