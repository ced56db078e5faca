import type { Field } from '../../yaml/field.ts';
import type { Namespace, Resource } from '../resource.ts';
import type { ConfigurationShape, WorkflowAccessPolicyShape } from '../shapes.ts';

/** A caller that a policy is about. */
export interface NamedCaller {
  readonly appId: Field<string>;
  /** Where it has to be; undefined where that is not known. */
  readonly namespace: Namespace;
  /** Where its namespace is written. */
  readonly place?: Field<string>;
}

/**
 * The callers that an object names: by app-id and namespace in the access control of a Configuration, by app-id alone in a
 * WorkflowAccessPolicy, for workflows are called from the same namespace only.
 */
export const callersNamedIn = ({ kind, body, namespace }: Resource): readonly NamedCaller[] => {
  const spec = (body as Field).get('spec');
  if (kind === 'WorkflowAccessPolicy') {
    const { items } = (spec as Field<WorkflowAccessPolicyShape['spec']>).get('rules');
    return items.flatMap((rule) =>
      rule.get('callers').items.map((caller) => ({ appId: caller.get('appID'), namespace })),
    );
  }
  if (kind !== 'Configuration') return [];
  return (spec as Field<ConfigurationShape['spec']>)
    .get('accessControl')
    .get('policies')
    .items.map((policy) => {
      const place = policy.get('namespace');
      return { appId: policy.get('appId'), namespace: place.resolved ? place.text || undefined : undefined, place };
    });
};
