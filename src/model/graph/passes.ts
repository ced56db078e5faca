import type { Direction, Endpoint, NetworkPolicy, Port } from '../kubernetes/network-policy.ts';
import { most } from './selected-by.ts';

/**
 * Whether policies let something pass: what none of them shuts, or one allows. Undefined where it cannot be told.
 * Policies that only may select the pod can allow, and shut nothing for certain.
 */
export const passes = (
  policies: readonly NetworkPolicy[],
  pod: Endpoint,
  direction: Direction,
  other: Endpoint | 'outside',
  port: Port,
): boolean | undefined => {
  if (policies.length > most) return undefined;
  const shutting = policies
    .map((policy) => ({ policy, selects: policy.selects(pod), isolates: policy.isolates(direction) }))
    .filter(({ selects, isolates }) => selects !== false && isolates !== false);
  if (shutting.length === 0) return true;
  const verdicts = shutting.map(({ policy, selects }) => ({
    selects,
    allows: policy.allows(direction, other, port),
  }));
  if (verdicts.some(({ selects, allows }) => selects && allows)) return true;
  const isShut = shutting.some(({ selects, isolates }) => selects && isolates);
  return isShut && verdicts.every(({ allows }) => allows === false) ? false : undefined;
};
