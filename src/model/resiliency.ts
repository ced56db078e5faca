import type { Field } from '../yaml/field.ts';
import type { Resource } from './resource.ts';
import type { PolicyNamesShape, ResiliencyShape } from './shapes.ts';

export const policyKinds = ['timeout', 'retry', 'circuitBreaker'] as const;
export type PolicyKind = (typeof policyKinds)[number];

/** `circuit breaker`, for messages. */
export const policyTitles: Readonly<Record<PolicyKind, string>> = {
  timeout: 'timeout',
  retry: 'retry policy',
  circuitBreaker: 'circuit breaker',
};

/** A policy that a Resiliency defines. */
export interface Policy {
  readonly kind: PolicyKind;
  readonly name: string;
  readonly field: Field;
}

/** A target with the policies that act for it; a component has two, one for each direction. */
export interface PolicyTarget {
  readonly group: 'apps' | 'actors' | 'components';
  readonly name: string;
  readonly direction?: 'inbound' | 'outbound';
  readonly field: Field<PolicyNamesShape>;
}

/** The retry policies that daprd brings along. Source: dapr v1.18.3 pkg/resiliency/resiliency.go:50. */
export const builtInRetries: readonly string[] = [
  'Service',
  'Actor',
  'ActorReminder',
  'ActorNotFound',
  'Initialization',
].map((name) => `DaprBuiltIn${name}Retries`);

const componentTypes = [
  'Binding',
  'Configuration',
  'Lock',
  'Pubsub',
  'Crypto',
  'Conversation',
  'Secretstore',
  'Statestore',
];
const defaultLevels = [
  '',
  'App',
  'Actor',
  'Component',
  ...['', ...componentTypes].flatMap((type) => [`${type}ComponentInbound`, `${type}ComponentOutbound`]),
];
const defaultSuffixes: Readonly<Record<PolicyKind, string>> = {
  timeout: 'TimeoutPolicy',
  retry: 'RetryPolicy',
  circuitBreaker: 'CircuitBreakerPolicy',
};

/**
 * The names under which a policy acts for targets that are not listed.
 * Source: dapr v1.18.3 pkg/resiliency/resiliency.go:55,1001,1087.
 */
export const defaultNames = (kind: PolicyKind): readonly string[] =>
  defaultLevels.map((level) => `Default${level}${defaultSuffixes[kind]}`);

export const policiesOf = (resiliency: Resource<ResiliencyShape>): readonly Policy[] => {
  const policies = resiliency.body.get('spec').get('policies');
  const of = (kind: PolicyKind, field: Field): readonly Policy[] =>
    field.entries.map(([name, policy]) => ({ kind, name, field: policy as Field }));
  return [
    ...of('timeout', policies.get('timeouts') as Field),
    ...of('retry', policies.get('retries') as Field),
    ...of('circuitBreaker', policies.get('circuitBreakers') as Field),
  ];
};

export const targetsOf = (resiliency: Resource<ResiliencyShape>): readonly PolicyTarget[] => {
  const targets = resiliency.body.get('spec').get('targets');
  return [
    ...targets.get('apps').entries.map(([name, field]) => ({ group: 'apps' as const, name, field })),
    ...targets.get('actors').entries.map(([name, field]) => ({ group: 'actors' as const, name, field })),
    ...targets
      .get('components')
      .entries.flatMap(([name, field]) =>
        (['inbound', 'outbound'] as const)
          .map((direction) => ({ group: 'components' as const, name, direction, field: field.get(direction) }))
          .filter((target) => target.field.exists),
      ),
  ];
};

/** `app "orders"`, for messages. */
export const targetTitle = ({ group, name, direction }: PolicyTarget): string =>
  `${direction ? `${direction} ` : ''}${group.slice(0, -1)} "${name}"`;

/** Apps for a message: those that are named, or some that are not. */
export const appsIn = (ids: readonly (string | undefined)[]): string =>
  ids.includes(undefined) ? 'every app' : ids.map((id = '') => `"${id}"`).join(', ');
