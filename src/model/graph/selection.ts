import type { Field } from '../../yaml/field.ts';
import { type Labels, matches, matchesAll, type SelectorShape } from '../kubernetes/label-selector.ts';
import type { Endpoint } from '../kubernetes/network-policy.ts';
import { hasSameNamespace, type Namespace } from '../resource.ts';
import { NamespaceIndex } from './namespace-index.ts';

/** What a selector matches for certain, and what it may match. */
export interface Selected<Pod> {
  readonly certain: readonly Pod[];
  readonly possible: readonly Pod[];
}

/** Pods by their labels. Equal selectors are answered once, and each from the rarest of its labels. */
export class Selection<Pod extends Endpoint> {
  readonly #all: NamespaceIndex<Pod>;
  readonly #open: NamespaceIndex<Pod>;
  readonly #byLabel: NamespaceIndex<Pod>;
  readonly #known = new Map<string, Selected<Pod>>();

  constructor(pods: readonly Pod[]) {
    this.#all = new NamespaceIndex(pods, () => ['']);
    this.#open = new NamespaceIndex(pods, ({ labels }) => (isClosed(labels) ? [] : ['']));
    this.#byLabel = new NamespaceIndex(pods, ({ labels }) =>
      isClosed(labels) ? [...labels.known].map(([key, value = '']) => `${key}=${value}`) : [],
    );
  }

  /** The pods that a map of labels selects, as that of a Service. */
  byPairs(pairs: Field, namespace: Namespace): Selected<Pod> {
    return this.#find('pairs', pairs, wantedByPairs(pairs), namespace, (labels) => matchesAll(pairs, labels));
  }

  /** The pods that a label selector selects. */
  bySelector(selector: Field, namespace: Namespace): Selected<Pod> {
    return this.#find('selector', selector, wantedBySelector(selector), namespace, (labels) =>
      matches(selector, labels),
    );
  }

  #find(
    form: string,
    written: Field,
    wanted: readonly Wanted[],
    namespace: Namespace,
    verdictOn: (labels: Labels) => boolean | undefined,
  ): Selected<Pod> {
    const key = JSON.stringify([form, namespace ?? null, written.value]);
    const known = this.#known.get(key) ?? this.#judge(this.#candidates(wanted, namespace), namespace, verdictOn);
    this.#known.set(key, known);
    return known;
  }

  #judge(
    candidates: readonly Pod[],
    namespace: Namespace,
    verdictOn: (labels: Labels) => boolean | undefined,
  ): Selected<Pod> {
    const verdicts = candidates.map((pod) => [pod, verdictOn(pod.labels)] as const);
    const isCertain = ([pod, verdict]: (typeof verdicts)[number]): boolean =>
      verdict === true && hasSameNamespace(pod.namespace, namespace);
    return {
      certain: verdicts.filter(isCertain).map(([pod]) => pod),
      possible: verdicts.filter((each) => each[1] !== false && !isCertain(each)).map(([pod]) => pod),
    };
  }

  /** What alone can match: the pods with the rarest of the labels, and those whose labels are not all known. */
  #candidates(wanted: readonly Wanted[], namespace: Namespace): readonly Pod[] {
    const groups = wanted.map(({ key, values }) =>
      values.map((value) => this.#byLabel.get(`${key}=${value}`, namespace)),
    );
    const sizeOf = (lists: readonly (readonly Pod[])[]): number => lists.reduce((sum, { length }) => sum + length, 0);
    const [rarest] = groups.sort((a, b) => sizeOf(a) - sizeOf(b));
    return rarest ? [...rarest.flat(), ...this.#open.get('', namespace)] : this.#all.get('', namespace);
  }
}

/** A label that a selector asks for, with the values that it may have. */
interface Wanted {
  readonly key: string;
  readonly values: readonly string[];
}

const wantedByPairs = (pairs: Field): readonly Wanted[] =>
  (pairs as Field<Record<string, string>>).entries.flatMap(([key, { resolved, text }]) =>
    resolved && text !== undefined ? [{ key, values: [text] }] : [],
  );

const wantedBySelector = (selector: Field): readonly Wanted[] => {
  const { matchLabels, matchExpressions } = {
    matchLabels: (selector as Field<SelectorShape>).get('matchLabels'),
    matchExpressions: (selector as Field<SelectorShape>).get('matchExpressions'),
  };
  const wanted = matchExpressions.items.flatMap((expression) => {
    const key = expression.get('key').text;
    const values = expression.get('values').items;
    const isKnown = key !== undefined && values.every(({ resolved, text }) => resolved && text !== undefined);
    return expression.get('operator').text === 'In' && isKnown
      ? [{ key, values: [...new Set(values.map(({ text = '' }) => text))] }]
      : [];
  });
  return [...wantedByPairs(matchLabels as Field), ...wanted];
};

const isClosed = ({ known, isOpen }: Labels): boolean => !isOpen && ![...known.values()].includes(undefined);
