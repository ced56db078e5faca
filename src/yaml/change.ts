import type { Field } from './field.ts';

/** What a patch makes of a value: it puts another in its place, takes it away, or changes what it holds. */
export type Change =
  | { readonly kind: 'put'; readonly field: Field }
  | { readonly kind: 'removed' }
  | { readonly kind: 'within'; readonly within: Within }
  | { readonly kind: 'several'; readonly changes: readonly Change[] };

/** What a patch makes of the keys of a map, or of the items of a list. */
export interface Within {
  /** The keys that it says something of. */
  readonly names: readonly string[];
  at(name: string): Change | undefined;
  items(items: readonly Field[]): readonly Field[];
  /** What there is where nothing was before. */
  readonly otherwise?: Field;
}

/** The field that tells the items of a list apart, if a patch merges them; undefined where it replaces the list. */
export type MergeKeys = (list: string, items: readonly Field[]) => string | undefined;

/** What a partial object makes of another, key by key; null takes away. */
export const merging = (patch: Field, mergeKeys: MergeKeys, name = ''): Change => {
  if (patch.exists && !patch.hasValue) return { kind: 'removed' };
  const directive = patch.get('$patch').text;
  if (directive === 'delete') return { kind: 'removed' };
  if (directive === 'replace') return { kind: 'put', field: patch.after(withoutDirective) ?? patch };
  if (patch.isMap) return { kind: 'within', within: mergingMap(patch, mergeKeys) };
  const key = patch.isList ? mergeKeys(name, patch.items) : undefined;
  if (key === undefined) return { kind: 'put', field: patch };
  return { kind: 'within', within: mergingList(patch, key, mergeKeys) };
};

const withoutDirective: Change = {
  kind: 'within',
  within: { names: [], at: (name) => (name === '$patch' ? { kind: 'removed' } : undefined), items: (items) => items },
};

/** What a partial object comes to where there was nothing: what takes away has nothing to do. */
const withoutDeletions = (patch: Field): Field =>
  patch.isMap
    ? patch.changedWithin({
        names: [],
        at: (name) => {
          const field = patch.get(name);
          if (name === '$patch' || !field.hasValue || field.get('$patch').text === 'delete') return { kind: 'removed' };
          return field.isMap ? { kind: 'put', field: withoutDeletions(field) } : undefined;
        },
        items: (items) => items,
      })
    : patch;

const mergingMap = (patch: Field, mergeKeys: MergeKeys): Within => ({
  names: patch.entries.map(([name]) => name).filter((name) => name !== '$patch'),
  at: (name) => {
    const field = patch.get(name);
    return field.exists && name !== '$patch' ? merging(field, mergeKeys, name) : undefined;
  },
  items: (items) => items,
  otherwise: withoutDeletions(patch),
});

const mergingList = (patch: Field, key: string, mergeKeys: MergeKeys): Within => {
  const own = new Map(patch.items.map((item) => [item.get(key).value, item]));
  return {
    names: [],
    at: () => undefined,
    items: (items) => {
      const known = new Set(items.map((item) => item.get(key).value));
      const changed = items.flatMap((item) => {
        const mine = own.get(item.get(key).value);
        return (mine ? item.after(merging(mine, mergeKeys)) : item) ?? [];
      });
      return [...changed, ...patch.items.filter((item) => !known.has(item.get(key).value))];
    },
    otherwise: patch,
  };
};

/** A change of each item of a list; undefined where one is left alone. */
export const eachItem = (changeOf: (item: Field) => Change | undefined): Change => ({
  kind: 'within',
  within: {
    names: [],
    at: () => undefined,
    items: (items) =>
      items.flatMap((item) => {
        const change = changeOf(item);
        return (change ? item.after(change) : item) ?? [];
      }),
  },
});

/** A change some keys further down. */
export const under = (path: readonly string[], change: Change): Change =>
  path.reduceRight<Change>(
    (inner, step) => ({
      kind: 'within',
      within: { names: [step], at: (name) => (name === step ? inner : undefined), items: (items) => items },
    }),
    change,
  );

/** A longer path leads nowhere that anybody writes. */
const longestPath = 200;

/** What an operation of a JSON Patch makes of the value that its path begins at. Source: RFC 6902 §4. */
export const operation = (op: 'add' | 'replace' | 'remove', path: readonly string[], value: Field): Change => {
  if (path.length > longestPath) return { kind: 'several', changes: [] };
  const [step, ...rest] = path;
  if (step === undefined) return op === 'remove' ? { kind: 'removed' } : { kind: 'put', field: value };
  const inner = operation(op, rest, value);
  return {
    kind: 'within',
    within: {
      names: [step],
      at: (name) => (name === step ? inner : undefined),
      items: (items) => {
        if (step === '-') return [...items, value];
        const index = /^\d+$/.test(step) ? Number(step) : items.length;
        if (rest.length === 0 && op === 'add') return items.toSpliced(index, 0, value);
        return items.flatMap((item, at) => (at === index ? (item.after(inner) ?? []) : item));
      },
    },
  };
};
