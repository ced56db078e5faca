import type { Finding } from '../finding.ts';
import { group } from '../model/graph/group.ts';

/** What a baseline knows findings by: nothing of lines, offsets or order, and no value that a user has written. */
interface Key {
  readonly kind?: string;
  readonly namespace?: string;
  readonly name?: string;
  /**
   * The path of the file, from the folder of the baseline. Of an object it only tells two apart that are alike, as for two
   * environments: the finding is the same if the file is another one.
   */
  readonly file?: string;
  /** The path of the field within the object; absent for the whole of it. */
  readonly path?: string;
  readonly rule: string;
}

export interface BaselineEntry extends Key {
  /** How many findings look like this. */
  readonly count: number;
}

/** The findings that a project has decided to live with for now. */
export interface Baseline {
  /** What was linted, from the folder of the baseline: a run over less cannot tell what is fixed. */
  readonly paths: readonly string[];
  readonly entries: readonly BaselineEntry[];
}

/** The path of a source as seen from the folder of the baseline. */
export type FromBaseline = (path: string) => string;

export interface Comparison {
  readonly fresh: readonly Finding[];
  readonly known: readonly Finding[];
  /** What no finding stood for, with the counts that are left. */
  readonly left: readonly BaselineEntry[];
}

/** An item without a name has nothing but its index, which is no way to know it again. */
const withoutIndices = (field: string): string => field.replaceAll(/\[\d+\]/g, '[]');

const keyOf = ({ rule, resource, field, location }: Finding, from: FromBaseline): Key => {
  const path = withoutIndices(field);
  const { kind, namespace, name = '' } = resource ?? {};
  return {
    ...(resource && { kind: kind ?? '', ...(namespace !== undefined && { namespace }), ...(name !== '' && { name }) }),
    file: from(location.source.path),
    ...(path !== '' && { path }),
    rule,
  };
};

const whole = ({ kind, namespace, name, file, path, rule }: Key): string =>
  JSON.stringify([kind, namespace, name, file, path, rule]);

const withoutFile = ({ file: _, ...key }: Key): string => whole(key);
const withoutNamespace = ({ file: _, namespace: __, ...key }: Key): string => whole(key);

/** Ways to know a finding again, the surest first. */
const likenesses: readonly {
  readonly keyOf: (key: Key) => string;
  readonly allows: (entry: Key, key: Key) => boolean;
}[] = [
  { keyOf: whole, allows: () => true },
  // What has moved to another file; what is about no object is known by its file alone.
  { keyOf: withoutFile, allows: (_, { kind }) => kind !== undefined },
  // An overlay more or less changes whether an object has one namespace: what has none may be in any.
  {
    keyOf: withoutNamespace,
    allows: (entry, key) => key.kind !== undefined && (entry.namespace === undefined || key.namespace === undefined),
  },
];

/** Tells the findings that a baseline knows from those that are new; of more findings than it knows, the last are new. */
export const compare = (
  findings: readonly Finding[],
  entries: readonly BaselineEntry[],
  from: FromBaseline,
): Comparison => {
  const left = entries.map((entry) => ({ entry, count: entry.count }));
  const keys = new Map(findings.map((finding) => [finding, keyOf(finding, from)]));
  const known = new Set<Finding>();
  for (const { keyOf: likeness, allows } of likenesses) {
    const open = left.filter(({ count }) => count > 0);
    if (open.length === 0 || known.size === findings.length) break;
    const alike = group(open, ({ entry }) => likeness(entry));
    for (const [finding, key] of keys) {
      if (known.has(finding)) continue;
      const candidate = alike.get(likeness(key))?.find(({ entry, count }) => count > 0 && allows(entry, key));
      if (!candidate) continue;
      candidate.count -= 1;
      known.add(finding);
    }
  }
  return {
    fresh: findings.filter((finding) => !known.has(finding)),
    known: findings.filter((finding) => known.has(finding)),
    left: left.filter(({ count }) => count > 0).map(({ entry, count }) => ({ ...entry, count })),
  };
};

/** The entries for some findings, with others that are to stay, in an order that depends on nothing else. */
export const entriesFor = (
  findings: readonly Finding[],
  others: readonly BaselineEntry[],
  from: FromBaseline,
): readonly BaselineEntry[] => {
  const all = [...findings.map((finding): BaselineEntry => ({ ...keyOf(finding, from), count: 1 })), ...others];
  return [...group(all, whole).values()]
    .flatMap((same) => (same[0] ? { ...same[0], count: same.reduce((sum, { count }) => sum + count, 0) } : []))
    .sort(byObject);
};

const order = ['kind', 'name', 'namespace', 'path', 'rule', 'file'] as const;
const orderOfFiles = ['file', ...order] as const;

const byObject = (a: BaselineEntry, b: BaselineEntry): number => {
  for (const key of a.kind === undefined && b.kind === undefined ? orderOfFiles : order) {
    const [one = '', other = ''] = [a[key], b[key]];
    if (one !== other) return one < other ? -1 : 1;
  }
  return 0;
};
