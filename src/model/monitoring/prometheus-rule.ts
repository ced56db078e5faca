import type { Field } from '../../yaml/field.ts';
import type { Resource } from '../resource.ts';
import { metricsIn } from './promql.ts';

/** A rule of Prometheus: it warns, or records what an expression comes to under a name. */
export interface PrometheusRule {
  readonly resource: Resource;
  readonly expression: Field;
  /** The name of the series that it records; undefined for an alert. */
  readonly records: string | undefined;
  /** The series that its expression names. */
  readonly series: readonly string[];
}

const writtenRules = (resource: Resource): readonly Field<RuleShape>[] =>
  ((resource.body as Field).get('spec') as Field<RulesShape>)
    .get('groups')
    .items.flatMap((group) => group.get('rules').items);

/** The rules of an object, as far as they can be seen: an expression with a placeholder is not known. */
export const rulesOfPrometheus = (resource: Resource): readonly PrometheusRule[] =>
  writtenRules(resource).flatMap((rule) => {
    const expression = rule.get('expr') as Field;
    if (expression.text === undefined || !expression.resolved) return [];
    return { resource, expression, records: rule.get('record').text, series: metricsIn(expression.text) };
  });

/** Whether what some rule of an object says is still to be filled in. */
export const hasOpenRules = (resource: Resource): boolean =>
  writtenRules(resource).some((rule) => !rule.get('expr').resolved);

interface RuleShape {
  record?: string;
  alert?: string;
  expr: unknown;
}

interface RulesShape {
  groups: { rules: RuleShape[] }[];
}
