import type { Resource } from './model/resource.ts';
import { workloadKinds } from './model/workload.ts';
import type { Unread, Workspace } from './model/workspace.ts';
import type { Rule } from './rule.ts';

/** The workspace for a rule that judges an object: no longer closed where it lacks some of what the rule reads. */
export type Sight = (subject: Resource | undefined) => Workspace;

/** How a rule sees a workspace; undefined where it sees all of it, as nearly always. */
export const sightOf = ({ needs = [] }: Rule, workspace: Workspace): Sight | undefined => {
  const { closedWorld, unread = [] } = workspace.world;
  if (!closedWorld || unread.length === 0) return undefined;
  const open = opened(workspace);
  const read = new Set(needs.flat());
  return (subject) => {
    const alike = likesOf(subject);
    const isShort = ({ kind, namespace }: Unread): boolean =>
      (read.has(kind) || alike.includes(kind)) && mayConcern(namespace, subject);
    return unread.some(isShort) ? open : workspace;
  };
};

/** The kinds among which a rule may look for others like its subject. */
const likesOf = (subject: Resource | undefined): readonly string[] => {
  if (!subject) return [];
  return workloadKinds.includes(subject.kind) ? workloadKinds : [subject.kind];
};

/** Whether an object may have to do with what is in a namespace: it is there itself, or names it. */
const mayConcern = (namespace: string | undefined, subject: Resource | undefined): boolean =>
  namespace === undefined ||
  subject?.namespace === undefined ||
  subject.namespace === namespace ||
  subject.document.source.text.includes(namespace);

/** The same workspace as a part of something larger; one for all rules. What lies in it lies in one cluster all the same. */
const opened = (workspace: Workspace): Workspace => {
  const open =
    known.get(workspace) ??
    new Proxy(workspace, {
      get: (target, member) => {
        if (member === 'isClosed') return false;
        const value: unknown = Reflect.get(target, member, target);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
  known.set(workspace, open);
  return open;
};
const known = new WeakMap<Workspace, Workspace>();
