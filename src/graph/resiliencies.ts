import { type PolicyTarget, targetsOf } from '../model/resiliency.ts';
import type { Resource } from '../model/resource.ts';
import type { ResiliencyShape } from '../model/shapes.ts';
import type { Draft, Sketch } from './sketch.ts';

/** The resiliency objects, and what their policies act on. */
export const drawResiliencies = (sketch: Sketch): void => {
  for (const resiliency of sketch.workspace.daprResources<ResiliencyShape>('Resiliency')) {
    const { name, namespace } = resiliency;
    const resource = resiliency as unknown as Resource;
    const targets = targetsOf(resiliency);
    const actors = targets.filter(({ group }) => group === 'actors').map((target) => target.name);
    const notes = actors.length > 0 ? [`actors: ${actors.join(', ')}`] : [];
    const node = sketch.add({ kind: 'resiliency', name, namespace, resource, notes });
    for (const target of protectedBy(targets, resource, sketch)) sketch.connect(node, 'protects', target);
  }
};

const protectedBy = (targets: readonly PolicyTarget[], { namespace }: Resource, sketch: Sketch): readonly Draft[] => {
  const { workspace } = sketch;
  const named = (wanted: PolicyTarget['group']): readonly string[] => [
    ...new Set(targets.filter(({ group }) => group === wanted).map(({ name }) => name)),
  ];
  const apps = named('apps').flatMap((name) => workspace.appsWithId(name, namespace));
  const components = named('components').flatMap((name) => workspace.componentsNamed(name, namespace));
  return [...sketch.collapsed(apps, namespace), ...components.map((component) => sketch.component(component))];
};
