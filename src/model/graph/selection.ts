import type { Field } from '../../yaml/field.ts';
import { type Labels, matches, matchesAll } from '../label-selector.ts';
import type { Endpoint } from '../network-policy.ts';
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
    return this.#find('pairs', pairs, pairs, namespace, (labels) => matchesAll(pairs, labels));
  }

  /** The pods that a label selector selects. */
  bySelector(selector: Field, namespace: Namespace): Selected<Pod> {
    const pairs = (selector as Field<{ matchLabels: unknown }>).get('matchLabels');
    return this.#find('selector', selector, pairs, namespace, (labels) => matches(selector, labels));
  }

  #find(
    form: string,
    written: Field,
    pairs: Field,
    namespace: Namespace,
    verdictOn: (labels: Labels) => boolean | undefined,
  ): Selected<Pod> {
    const key = JSON.stringify([form, namespace ?? null, written.value]);
    const known = this.#known.get(key) ?? this.#judge(this.#candidates(pairs, namespace), namespace, verdictOn);
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
  #candidates(pairs: Field, namespace: Namespace): readonly Pod[] {
    const { entries } = pairs as Field<Record<string, string>>;
    const lists = entries
      .filter(([, value]) => value.resolved && value.text !== undefined)
      .map(([key, value]) => this.#byLabel.get(`${key}=${value.text}`, namespace));
    const [rarest] = lists.sort((a, b) => a.length - b.length);
    return rarest ? [...rarest, ...this.#open.get('', namespace)] : this.#all.get('', namespace);
  }
}

const isClosed = ({ known, isOpen }: Labels): boolean => !isOpen && ![...known.values()].includes(undefined);
