import type { Field } from '../../yaml/field.ts';
import { type Dashboard, dashboardsOf } from '../monitoring/dashboard.ts';
import { hasOpenRules, type PrometheusRule, rulesOfPrometheus } from '../monitoring/prometheus-rule.ts';
import type { Resource } from '../resource.ts';
import { group } from './group.ts';
import { lazily } from './lazily.ts';

/** What is drawn of metrics, and warned of. */
export class Monitoring {
  readonly rules: readonly PrometheusRule[];
  readonly dashboards: readonly Dashboard[];

  constructor(
    /** Objects with rules of Prometheus. */
    private readonly ruleObjects: readonly Resource[],
    /** ConfigMaps, and objects of the Grafana operator. */
    private readonly dashboardObjects: readonly Resource[],
  ) {
    this.rules = ruleObjects.flatMap(rulesOfPrometheus);
    this.dashboards = dashboardObjects.flatMap(dashboardsOf);
  }

  /** The rules of an object. */
  rulesOf(resource: Resource): readonly PrometheusRule[] {
    return this.#rulesByObject().get(resource) ?? [];
  }
  readonly #rulesByObject = lazily(() => group(this.rules, ({ resource }) => resource));

  /** The dashboards of an object. */
  dashboardsOf(resource: Resource): readonly Dashboard[] {
    return this.#dashboardsByObject().get(resource) ?? [];
  }
  readonly #dashboardsByObject = lazily(() => group(this.dashboards, ({ resource }) => resource));

  /** Whether a rule records a series of a name. */
  records(series: string): boolean {
    return this.#records().has(series);
  }
  readonly #records = lazily(() => group(this.rules, ({ records = '' }) => records));

  /** The series that stand behind a rule: of what others record, what that is made of. */
  seriesBehind({ series }: PrometheusRule): ReadonlySet<string> {
    const found = new Set(series);
    for (const name of found)
      for (const rule of this.#records().get(name) ?? []) for (const each of rule.series) found.add(each);
    return found;
  }

  /** Whether there may be rules that cannot be seen: with placeholders in them, or in a file for Prometheus itself. */
  get mayHideRules(): boolean {
    return this.#mayHideRules();
  }
  readonly #mayHideRules = lazily(
    () =>
      this.ruleObjects.some(hasOpenRules) ||
      this.dashboardObjects.some(({ kind, body }) => kind === 'ConfigMap' && /\bexpr:\s/.test(textOf(body as Field))),
  );

  /** Whether there may be dashboards that cannot be seen: fetched from elsewhere. */
  get mayHideDashboards(): boolean {
    return this.dashboardObjects.some(
      ({ kind, body }) => kind === 'GrafanaDashboard' && !((body as Field).get('spec') as Field).get('json').exists,
    );
  }
}

const textOf = ({ document, location }: Field): string =>
  document.source.text.slice(location.range.start, location.range.end);
