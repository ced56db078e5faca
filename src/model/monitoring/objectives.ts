/** Something that a system promises of its sidecars, and the metrics by which it is seen. */
export interface Objective {
  readonly id: string;
  /** `the latency of publishing`. */
  readonly title: string;
  /** Those of which each tells it, without the suffixes of histograms. */
  readonly metrics: readonly string[];
}

const invocation = [
  'dapr_http_server_latency',
  'dapr_http_client_roundtrip_latency',
  'dapr_grpc_io_server_server_latency',
  'dapr_grpc_io_client_roundtrip_latency',
  'dapr_runtime_service_invocation_res_recv_latency_ms',
];

/** How long things take: in milliseconds, in histograms. */
export const latencies: readonly Objective[] = [
  {
    id: 'invocation',
    title: 'service invocation',
    metrics: invocation,
  },
  { id: 'state', title: 'state operations', metrics: ['dapr_component_state_latencies'] },
  {
    id: 'publish',
    title: 'publishing',
    metrics: ['dapr_component_pubsub_egress_latencies', 'dapr_component_pubsub_egress_bulk_latencies'],
  },
  {
    id: 'delivery',
    title: 'delivery of messages',
    metrics: ['dapr_component_pubsub_ingress_latencies', 'dapr_component_pubsub_ingress_bulk_latencies'],
  },
];

/** How much there is of it: counters, and the counts of the histograms. */
export const throughputs: readonly Objective[] = [
  {
    id: 'invocation',
    title: 'service invocation',
    metrics: [
      'dapr_http_server_request_count',
      'dapr_http_client_completed_count',
      'dapr_http_server_response_count',
      'dapr_grpc_io_server_completed_rpcs',
      'dapr_grpc_io_client_completed_rpcs',
      'dapr_runtime_service_invocation_req_sent_total',
      'dapr_runtime_service_invocation_req_recv_total',
      ...invocation.map((name) => `${name}_count`),
    ],
  },
  {
    id: 'state',
    title: 'state operations',
    metrics: ['dapr_component_state_count', 'dapr_component_state_latencies_count'],
  },
  {
    id: 'messages',
    title: 'messages',
    metrics: ['egress', 'ingress'].flatMap((way) => [
      `dapr_component_pubsub_${way}_count`,
      `dapr_component_pubsub_${way}_bulk_count`,
      `dapr_component_pubsub_${way}_latencies_count`,
    ]),
  },
];

/** Whether a series tells an objective: the histogram of a latency, or a counter. */
export const isAbout = ({ metrics }: Objective, series: string): boolean =>
  metrics.includes(series) || metrics.includes(series.replace(/_(?:bucket|sum)$/, ''));
