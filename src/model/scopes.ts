import { hasSameNamespace, type Resource } from './resource.ts';
import type { Workspace } from './workspace.ts';

type Scoped = Pick<Resource, 'scopes' | 'namespace' | 'document'>;

/**
 * Whether some app loads both of two scoped objects for certain: they are applied together, in one namespace, and one app-id is
 * in the scopes of both.
 */
export const areLoadedTogether = (workspace: Workspace, a: Scoped, b: Scoped): boolean => {
  if (!workspace.areTogether(a, b) || !hasSameNamespace(a.namespace, b.namespace)) return false;
  if (!a.scopes || !b.scopes) return true;
  const theirs = b.scopes;
  return a.scopes.some((mine) => mine.text !== undefined && theirs.some((other) => other.text === mine.text));
};
