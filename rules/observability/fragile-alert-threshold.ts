import {
  boundOf,
  defineRule,
  isAbout,
  latencies,
  type Problems,
  placeOfWord,
  throughputs,
  type Workspace,
  yaml,
} from '../../src/rule.ts';

const target = (what: string, value: number) =>
  ({ type: 'number', default: value, minimum: 0, description: `${what}; 0 for none.` }) as const;

/** Stores that keep what they hold in memory. */
const inMemory = new Set(['state.redis', 'state.in-memory', 'state.memcached', 'state.hazelcast']);

export const fragileAlertThreshold = defineRule({
  id: 'fragile-alert-threshold',
  severity: 'off',
  summary: 'Alert lets more pass than the target',
  why: 'An alert that fires above the target, or below what is to be carried, is silent while the target is missed. daprd measures latencies in milliseconds.',
  source:
    'docs/dapr-infrastructure-spec.md, Performance Requirements; dapr v1.18.3 pkg/diagnostics/component_monitoring.go UnitMilliseconds',
  docs: 'https://docs.dapr.io/operations/observability/metrics/metrics-overview/',
  effect: 'fragile',
  covers: [
    'latency-targets.service-invocation',
    'latency-targets.state-operations',
    'latency-targets.pub-sub',
    'throughput-targets.service-invocation',
    'throughput-targets.state-operations',
    'throughput-targets.pub-sub',
  ],
  needs: [['PrometheusRule', 'VMRule'], 'Component'],
  each: 'workspace',
  options: {
    invocation: target('The longest that service invocation may take, in milliseconds', 10),
    stateInMemory: target('The same for state in a store that keeps it in memory', 5),
    state: target('The same for state in any other store', 20),
    publish: target('The same for publishing', 5),
    delivery: target('The same for the delivery of a message', 10),
    invocationThroughput: target('The calls a second that have to be possible', 10_000),
    stateThroughput: target('The same for state operations', 5000),
    messagesThroughput: target('The same for messages', 100_000),
  },

  *check(workspace, { options }): Problems {
    const { monitoring } = workspace;
    for (const rule of monitoring.rules) {
      const { expression, records } = rule;
      const { text = '' } = expression;
      // What stands behind a recorded series may have been worked out.
      if (records !== undefined) continue;
      const latency = latencies.find((each) => rule.series.some((name) => isAbout(each, name)));
      const throughput = throughputs.find((each) => rule.series.some((name) => isAbout(each, name)));
      const bound = boundOf(text);
      const bucket = /\ble\s*=\s*["']([0-9.]+)["']/.exec(text)?.[1];
      if (latency) {
        const allowed = latency.id === 'state' && isInMemory(workspace, text) ? 'stateInMemory' : latency.id;
        const most = Number(options[allowed as 'state']);
        const waits = bucket === undefined ? (bound?.holds === 'above' ? bound.value : undefined) : Number(bucket);
        if (waits === undefined || most === 0 || waits <= most) continue;
        yield {
          at: placeOfWord(expression, bucket ?? wordOf(text)),
          message: `${latency.title} may take ${waits} ms before this fires; the target is ${most} ms`,
          help: `write ${most}, or change the target in the options of this rule`,
        };
      } else if (throughput && bound?.holds === 'below') {
        const least = Number(options[`${throughput.id}Throughput` as 'stateThroughput']);
        if (bound.value >= least) continue;
        yield {
          at: placeOfWord(expression, wordOf(text)),
          message: `this fires below ${bound.value} a second; the target for ${throughput.title} is ${least}`,
          help: `write ${least}, or change the target in the options of this rule`,
        };
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: monitoring.coreos.com/v1
        kind: PrometheusRule
        metadata:
          name: sidecars
        spec:
          groups:
            - name: sidecars
              rules:
                - alert: SlowInvocation
                  expr: histogram_quantile(0.95, sum by (le) (rate(dapr_http_server_latency_bucket[5m]))) > 250
                                                                                                            ^^^ service invocation may take 250 ms before this fires; the target is 10 ms
                - alert: SlowPublishing
                  expr: |
                    sum(rate(dapr_component_pubsub_egress_latencies_bucket{le="25"}[5m]))
                                                                               ^^ publishing may take 25 ms before this fires; the target is 5 ms
                      / sum(rate(dapr_component_pubsub_egress_latencies_count[5m])) < 0.95
                - alert: SlowCache
                  expr: histogram_quantile(0.95, sum by (le) (rate(dapr_component_state_latencies_bucket{component="cache"}[5m]))) > 20
                                                                                                                                     ^^ state operations may take 20 ms before this fires; the target is 5 ms
                - alert: LittleState
                  expr: sum(rate(dapr_component_state_count[5m])) < 10
                                                                    ^^ this fires below 10 a second; the target for state operations is 5000
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: redisHost
              value: redis:6379
      `,
    },
    {
      good: yaml`
        apiVersion: monitoring.coreos.com/v1
        kind: PrometheusRule
        metadata:
          name: sidecars
        spec:
          groups:
            - name: sidecars
              rules:
                - alert: SlowInvocation
                  expr: histogram_quantile(0.95, sum by (le) (rate(dapr_http_server_latency_bucket[5m]))) / 1000 > 0.01
                - alert: SlowState
                  expr: 20 < histogram_quantile(0.95, sum by (le) (rate(dapr_component_state_latencies_bucket{component="store"}[5m])))
                - alert: SlowerThanYesterday
                  expr: dapr_http_server_latency_sum > 2 * dapr_http_server_latency_sum offset 1d
                - alert: ManyMessages
                  expr: sum(rate(dapr_component_pubsub_egress_count[5m])) > 50
      `,
      because:
        'seconds are made of milliseconds, a comparison may be turned around or be with another series, and to fire above a rate is for something else',
    },
  ],
});

/** Whether an expression is about components alone that are stores in memory. */
const isInMemory = (workspace: Workspace, text: string): boolean => {
  const names = /\bcomponent\s*=~?\s*["']([\w|.-]+)["']/.exec(text)?.[1]?.split('|') ?? [];
  const found = names.flatMap((name) => workspace.componentsNamed(name, undefined));
  return found.length > 0 && found.every(({ typeName }) => inMemory.has(typeName));
};

/** The number that stands at the end or at the beginning of a comparison, as it is written. */
const wordOf = (text: string): string => {
  const short = text.replaceAll(/[\s()]+/g, ' ').trim();
  return /[<>]=? ?(?:bool )?([0-9][0-9.eE]*)$/.exec(short)?.[1] ?? /^([0-9][0-9.eE]*) ?[<>]/.exec(short)?.[1] ?? '';
};
