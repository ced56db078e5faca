import type { Field } from '../../yaml/field.ts';
import type { Locatable } from '../../yaml/location.ts';
import type { App } from '../app.ts';
import type { Workspace } from '../workspace.ts';

/** What makes another proxy part of the pods of an app. */
export interface Mesh {
  readonly name: 'Istio' | 'Linkerd';
  readonly at: Locatable;
}

/** What turns the injection on or off, in the labels or annotations of pods and of namespaces. */
const signs: readonly (readonly [key: string, name: Mesh['name'], on: RegExp])[] = [
  ['sidecar.istio.io/inject', 'Istio', /^true$/i],
  ['istio.io/rev', 'Istio', /./],
  ['istio-injection', 'Istio', /^enabled$/],
  ['linkerd.io/inject', 'Linkerd', /^(?:enabled|ingress)$/],
];

const written = (maps: readonly Field[]): { readonly mesh: Mesh | undefined } | undefined => {
  for (const [key, name, on] of signs)
    for (const map of maps) {
      const at = map.get(key);
      if (at.hasValue) return { mesh: on.test(at.text ?? '') ? { name, at } : undefined };
    }
  return undefined;
};

/** The service mesh whose proxy the pods of an app get, as far as labels and annotations tell; those of pods count first. */
export const meshOf = (app: App, workspace: Workspace): Mesh | undefined => {
  const { annotations, template } = app.workload;
  const ofPod = written([template.get('metadata').get('labels') as Field, annotations as Field]);
  if (ofPod) return ofPod.mesh;
  if (app.namespace === undefined) return undefined;
  const [namespace] = workspace.resourcesNamed('', 'Namespace', app.namespace);
  if (!namespace || !workspace.areTogether(namespace, app.resource)) return undefined;
  return written([namespace.metadata.get('labels') as Field, namespace.annotations as Field])?.mesh;
};
