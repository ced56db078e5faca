import { type Change, eachItem, under } from '../../yaml/change.ts';
import type { Field } from '../../yaml/field.ts';
import { group } from '../graph/group.ts';
import type { ObjectPlace } from '../kubernetes/objects.ts';

/** A ServiceAccount as it is written, and as it is applied. */
export interface MovedAccount {
  readonly original: ObjectPlace;
  readonly applied: ObjectPlace;
}

const namespaceOf = ({ body }: ObjectPlace): string => body.get('metadata').get('namespace').text || 'default';
const nameOf = ({ body }: ObjectPlace): string | undefined => body.get('metadata').get('name').text;

/**
 * Bindings with their subjects in the namespaces that a Kustomization puts the accounts into; one without a namespace is taken
 * for any. Source: what kustomize v5.7.1 builds.
 */
export const withMovedAccounts = (
  objects: readonly ObjectPlace[],
  moved: readonly MovedAccount[],
): readonly ObjectPlace[] => {
  const byName = group(
    moved.filter(({ original, applied }) => namespaceOf(original) !== namespaceOf(applied)),
    ({ applied }) => nameOf(applied),
  );
  if (byName.size === 0) return objects;
  return objects.map((object) => {
    if (object.kind !== 'RoleBinding' && object.kind !== 'ClusterRoleBinding') return object;
    const subjects = under(
      ['subjects'],
      eachItem((subject) => moving(subject, object, byName)),
    );
    const body = (object.body as Field).after(subjects) as ObjectPlace['body'] | undefined;
    return body ? { ...object, body } : object;
  });
};

const moving = (
  subject: Field,
  binding: ObjectPlace,
  byName: ReadonlyMap<string | undefined, readonly MovedAccount[]>,
): Change | undefined => {
  if (subject.get('kind').text !== 'ServiceAccount') return undefined;
  const { text: namespace } = subject.get('namespace');
  const fitting = (byName.get(subject.get('name').text) ?? []).filter(
    ({ original }) => !namespace || namespaceOf(original) === namespace,
  );
  // One that is taken in twice is meant where the binding is.
  const here = fitting.filter(({ applied }) => namespaceOf(applied) === namespaceOf(binding));
  const [account, another] = here.length > 0 ? here : fitting;
  const field = account?.applied.body.get('metadata').get('namespace') as Field | undefined;
  return field && !another ? under(['namespace'], { kind: 'put', field }) : undefined;
};
