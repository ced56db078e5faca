import type { Field } from '../../yaml/field.ts';
import { isTemplated } from '../../yaml/template.ts';

/** The labels of a pod or a namespace. */
export interface Labels {
  /** Undefined where the value is still to be filled in. */
  readonly known: ReadonlyMap<string, string | undefined>;
  /** Whether there may be more of them, of which nothing is known. */
  readonly isOpen: boolean;
}

export interface SelectorShape {
  matchLabels?: Record<string, string>;
  matchExpressions?: { key: string; operator: string; values?: string[] }[];
}

/** One demand of a selector: the value of a key, or that there is one. */
interface Demand {
  readonly key: Field<string> | string;
  readonly operator: string;
  readonly values: readonly (string | undefined)[];
}

/** Whether all hold: not known where one is not known, and none fails. */
export const all = (verdicts: Iterable<boolean | undefined>): boolean | undefined => {
  let isKnown = true;
  for (const verdict of verdicts) {
    if (verdict === false) return false;
    if (verdict === undefined) isKnown = false;
  }
  return isKnown ? true : undefined;
};

/** Whether any holds: not known where one is not known, and none holds. */
export const any = (verdicts: Iterable<boolean | undefined>): boolean | undefined => {
  const opposite = all([...verdicts].map((verdict) => (verdict === undefined ? undefined : !verdict)));
  return opposite === undefined ? undefined : !opposite;
};

/** The labels that are written somewhere. */
export const labelsOf = (field: Field): Labels => {
  const { entries } = field as Field<Record<string, string>>;
  return {
    known: new Map(entries.map(([key, value]) => [key, textOf(value)])),
    isOpen: !field.resolved || entries.some(([key]) => isTemplated(key) || key === '<<'),
  };
};

/**
 * Whether a label selector (`matchLabels`, `matchExpressions`) matches labels; one that is written and empty matches all.
 * Source: apimachinery pkg/apis/meta/v1/helpers.go LabelSelectorAsSelector, pkg/labels/selector.go Requirement.Matches.
 */
export const matches = (selector: Field, labels: Labels): boolean | undefined => {
  const { resolved } = selector;
  const [pairs, expressions] = [selectorOf(selector).get('matchLabels'), selectorOf(selector).get('matchExpressions')];
  if (!resolved || !expressions.resolved) return undefined;
  return all([
    matchesAll(pairs, labels),
    ...expressions.items.map((expression) => {
      const [key, operator, values] = [expression.get('key'), expression.get('operator'), expression.get('values')];
      return meets({ key, operator: textOf(operator) ?? '', values: values.items.map(textOf) }, labels);
    }),
  ]);
};

/** Whether labels have all pairs of a map, as the selector of a Service is written. */
export const matchesAll = (pairs: Field, labels: Labels): boolean | undefined => {
  if (!pairs.resolved) return undefined;
  return all(
    (pairs as Field<Record<string, string>>).entries.map(([key, value]) =>
      meets({ key, operator: 'In', values: [textOf(value)] }, labels),
    ),
  );
};

/** Keys that controllers of Kubernetes give pods, beside what is written. */
const assigned =
  /^(?:pod-template-hash|controller-revision-hash|controller-uid|job-name|(?:batch|apps|statefulset|topology)\.kubernetes\.io\/.*)$/;

const meets = ({ key, operator, values }: Demand, { known, isOpen }: Labels): boolean | undefined => {
  const name = typeof key === 'string' ? (isTemplated(key) ? undefined : key) : textOf(key);
  if (name === undefined) return undefined;
  const isThere = known.has(name) ? true : isOpen || assigned.test(name) ? undefined : false;
  if (operator === 'Exists') return isThere;
  if (operator === 'DoesNotExist') return isThere === undefined ? undefined : !isThere;
  if (operator !== 'In' && operator !== 'NotIn') return undefined;
  const value = known.get(name);
  const isAmong = !isThere
    ? isThere
    : any(values.map((each) => (each === undefined || value === undefined ? undefined : each === value)));
  return isAmong === undefined ? undefined : isAmong === (operator === 'In');
};

const selectorOf = (field: Field): Field<SelectorShape> => field as Field<SelectorShape>;

const textOf = (field: Field<string>): string | undefined =>
  field.resolved ? (field.text ?? field.written ?? '') : undefined;
