import type { Field } from '../../yaml/field.ts';
import type { Resource } from '../resource.ts';
import { metricsIn } from './promql.ts';

/** A dashboard of Grafana, as JSON in a ConfigMap or in an object of the Grafana operator. */
export interface Dashboard {
  readonly resource: Resource;
  /** The text of the JSON. */
  readonly field: Field;
  /** What stands in it; undefined where the text is no JSON. */
  readonly expressions: readonly string[] | undefined;
}

/** Longer ones are not read. */
const longest = 2_000_000;

/** The dashboards of an object. Of other data in a ConfigMap it is not known what it is for. */
export const dashboardsOf = (resource: Resource): readonly Dashboard[] => {
  const body = resource.body as Field;
  if (resource.kind === 'GrafanaDashboard')
    return present(body.get('spec') as Field).map((field) => dashboard(resource, field));
  const isMarked = (resource.metadata.get('labels') as Field).get('grafana_dashboard').exists;
  return (body.get('data') as Field).entries
    .filter(([key, { text = '' }]) => key.endsWith('.json') && (isMarked || /"(?:panels|rows)"\s*:/.test(text)))
    .map(([, field]) => dashboard(resource, field as Field));
};

const present = (spec: Field): readonly Field[] => [spec.get('json') as Field].filter(({ text }) => text);

const dashboard = (resource: Resource, field: Field): Dashboard => {
  const { text = '' } = field;
  return { resource, field, expressions: text.length > longest ? [] : expressionsIn(text) };
};

const expressionsIn = (text: string): readonly string[] | undefined => {
  try {
    return [...expressionsOf(JSON.parse(text))];
  } catch {
    return undefined;
  }
};

/** What panels draw, and what variables are filled with. */
function* expressionsOf(value: unknown, key = ''): Generator<string> {
  if (typeof value === 'string') {
    if (/^(?:expr|query|definition)$/.test(key)) yield value;
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, each] of Object.entries(value)) yield* expressionsOf(each, Array.isArray(value) ? key : name);
  }
}

/** The metrics that a dashboard draws. */
export const metricsOfDashboard = ({ expressions = [] }: Dashboard): readonly string[] => [
  ...new Set(expressions.flatMap(metricsIn)),
];
