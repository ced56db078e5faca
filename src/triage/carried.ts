import type { Finding } from '../finding.ts';
import type { Resource } from '../model/resource.ts';
import type { Workspace } from '../model/workspace.ts';
import type { Location } from '../yaml/location.ts';
import { annotation, annotationsOf } from './annotations.ts';

/** The annotations that suppress findings on an object as it is applied: a patch may have brought them, or the finding. */
export interface Carried {
  /** The workspace, as findings name it. */
  readonly workspace: string;
  readonly places: readonly Location[];
}

/** What the objects of findings carry, in each workspace that the findings hold in. */
export const carriedIn =
  (workspaces: readonly Workspace[]): ((finding: Finding) => readonly Carried[]) =>
  ({ location, workspaces: names }) =>
    workspaces.flatMap((workspace): readonly Carried[] => {
      const name = workspace.name || '.';
      if (
        names
          ? !names.includes(name) || workspace.origin === 'rest'
          : workspace.documentsIn(location.source).length === 0
      )
        return [];
      return workspace.resourcesAt(location).map((resource) => ({ workspace: name, places: placesOn(resource) }));
    });

const placesOn = (resource: Resource): readonly Location[] =>
  annotationsOf(resource)
    .map((annotations) => annotations.get(annotation))
    .flatMap(({ exists, location }) => (exists ? location : []));
