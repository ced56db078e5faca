import type { Resource } from '../model/resource.ts';
import { Workload } from '../model/workload.ts';
import type { Field } from '../yaml/field.ts';

/** What suppresses findings on an object. */
export const annotation = 'daprlint.dev/ignore';

/** Where an object may have it: its own annotations, and those of the pods that it makes. */
export const annotationsOf = (resource: Resource): readonly Field[] => {
  const template = Workload.of(resource);
  // A Pod is its own template.
  const all =
    template && template.kind !== 'Pod' ? [resource.annotations, template.annotations] : [resource.annotations];
  return all as readonly Field[];
};
