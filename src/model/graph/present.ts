/** What something makes of each of many things, where it makes anything of it. */
export const present = <Item, Made>(items: Iterable<Item>, make: (item: Item) => Made | undefined): readonly Made[] => {
  const all: Made[] = [];
  for (const item of items) {
    const made = make(item);
    if (made !== undefined) all.push(made);
  }
  return all;
};
