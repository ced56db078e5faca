import { workloadKinds } from '../model/workload.ts';
import type { Rule } from '../rule.ts';

/** The kinds that rules are about without saying so in their `needs`. */
const subjects: readonly string[] = [
  'Component',
  'Configuration',
  'HTTPEndpoint',
  'MCPServer',
  'Resiliency',
  'Subscription',
  'WorkflowAccessPolicy',
  'Secret',
  'ConfigMap',
  'Service',
  'NetworkPolicy',
  'ClusterRole',
  'ClusterRoleBinding',
  'Role',
  'RoleBinding',
  'PodMonitor',
  'ServiceMonitor',
  'PrometheusRule',
  'VMRule',
  'Ingress',
  'HTTPRoute',
  ...workloadKinds,
];

/** The kinds of which some rule has to see the objects, even those that do not name Dapr. */
export const kindsNeeded = (rules: readonly Rule[]): ReadonlySet<string> =>
  new Set([...subjects, ...rules.flatMap(({ needs = [] }) => needs.flat())]);
