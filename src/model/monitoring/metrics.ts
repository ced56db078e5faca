import metricsJson from '../../../schemas/metrics.json' with { type: 'json' };
import { Vocabulary } from '../closest.ts';
import { isAtLeast } from '../values.ts';

/** A metric of daprd or of the control plane, as Prometheus names it. */
interface Metric {
  readonly name: string;
  readonly kind: string;
  readonly since?: string;
  readonly until?: string;
}

const metrics: readonly Metric[] = metricsJson.metrics;

/** A histogram is three series, none of which has its own name. */
const seriesOf = ({ name, kind }: Metric): readonly string[] =>
  kind === 'histogram' ? ['_bucket', '_sum', '_count'].map((suffix) => `${name}${suffix}`) : [name];

const bySeries = new Map(metrics.flatMap((metric) => seriesOf(metric).map((series) => [series, metric] as const)));
const byName = new Map(metrics.map((metric) => [metric.name, metric]));

/** `dapr_component_`, `dapr_http_`, …: what is called so is meant for a metric of Dapr. */
const families = new Set(metrics.map(({ name }) => name.split('_', 2).join('_')));
/** What collectors add to names. */
const added = /_(?:total|milliseconds|bytes|ratio|seconds)$/;

const vocabulary = new Vocabulary([...bySeries.keys()]);

/** What is wrong with a name that is meant for a metric of Dapr; undefined for one that there is, or that is of another. */
export const faultOfMetric = (
  name: string,
  daprVersion: string,
): { readonly message: string; readonly likely?: string } | undefined => {
  if (!name.startsWith('dapr_') || name.includes(':')) return undefined;
  const known = bySeries.get(name);
  if (known?.since && !isAtLeast(daprVersion, known.since)) return { message: `came with Dapr ${known.since}` };
  if (known?.until && isAtLeast(daprVersion, known.until)) return { message: `is gone since Dapr ${known.until}` };
  if (known) return undefined;
  if (byName.has(name))
    return { message: 'is a histogram, which has no series of its own name', likely: `${name}_bucket` };
  if (bySeries.has(name.replace(added, '')) || byName.has(name.replace(added, ''))) return undefined;
  const likely = vocabulary.closest(name);
  const isOfDapr = families.has(name.split('_', 2).join('_'));
  if (likely === undefined && !isOfDapr) return undefined;
  return { message: 'is no metric of Dapr', ...(likely !== undefined && { likely }) };
};
