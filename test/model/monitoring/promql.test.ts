import { describe, expect, it } from 'vitest';
import { faultOfMetric } from '../../../src/model/monitoring/metrics.ts';
import { boundOf, metricsIn } from '../../../src/model/monitoring/promql.ts';
// Expressions of our own, read by promql/parser of github.com/prometheus/prometheus 0.316.0: the names of their vector
// selectors, and the number that the outermost comparison is with.
import verdicts from './promql-verdicts.json' with { type: 'json' };

const ofDapr = (names: readonly string[] = []): readonly string[] =>
  names.filter((name) => /^(?:dapr_|job:)/.test(name)).toSorted();

describe('expressions of PromQL, as Prometheus reads them', () => {
  it.each(verdicts.map(({ expr, metrics }) => [expr, metrics] as const))('metrics of %s', (expr, metrics) => {
    expect(ofDapr(metricsIn(expr))).toEqual(ofDapr(metrics));
  });

  const isScaled = (expr: string): boolean => expr.includes('/ 1000');
  const boundIn = (expr: string): string => {
    const bound = boundOf(expr);
    return bound ? `${bound.holds} ${bound.value}` : '';
  };

  it('never takes another bound than Prometheus does', () => {
    const wrong = verdicts.filter(({ expr, bound = '' }) => !isScaled(expr) && !['', bound].includes(boundIn(expr)));
    expect(wrong).toEqual([]);
  });

  it('knows the bound of all that is not worked out, or written in a way of its own', () => {
    const missed = verdicts.filter(({ expr, bound = '' }) => bound !== '' && boundIn(expr) === '');
    const isRare = (expr: string): boolean =>
      /\) [*+%^] [0-9]|} [*+%^] [0-9]|\/ 86400|-3|Inf|0x|_000|> 3$|5m$/.test(expr);
    expect(missed.filter(({ expr }) => !isRare(expr)).map(({ expr }) => expr)).toEqual([]);
  });

  it('makes seconds of milliseconds', () => {
    expect(boundOf('dapr_a / 1000 > 0.01')).toEqual({ value: 10, holds: 'above' });
  });

  it('takes no longer for what is made to be slow', () => {
    const started = performance.now();
    for (const part of ['by(', '{', '"', "'", '[', '(', 'dapr_a ', 'a and ', '> ', '#', '`', '\n#', '/1000 '])
      for (const read of [metricsIn, boundOf]) read(part.repeat(20_000 / part.length));
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('names of metrics', () => {
  it.each([
    ['dapr_component_state_latencies_bucket', '1.18', undefined],
    ['dapr_component_state_latencies', '1.18', 'is a histogram, which has no series of its own name'],
    ['dapr_http_server_request_count', '1.12', undefined],
    ['dapr_http_server_request_count_total', '1.18', undefined],
    ['dapr_http_server_request_counts', '1.18', 'is no metric of Dapr'],
    ['dapr_runtime_anything_total', '1.18', 'is no metric of Dapr'],
    ['dapr_shop_orders_total', '1.18', undefined],
    ['http_requests_total', '1.18', undefined],
    ['dapr_http:rate5m', '1.18', undefined],
    ['dapr_placement_actor_heartbeat_timestamp', '1.16', undefined],
    ['dapr_placement_actor_heartbeat_timestamp', '1.18', 'is gone since Dapr 1.17'],
    ['dapr_scheduler_jobs_created_total', '1.14', 'came with Dapr 1.15'],
    // It is measured, and in no view.
    ['dapr_component_pubsub_egress_bulk_event_count', '1.18', 'is no metric of Dapr'],
  ])('%s with Dapr %s', (name, version, message) => {
    expect(faultOfMetric(name, version)?.message).toBe(message);
  });
});
