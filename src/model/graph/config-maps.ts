import type { Field } from '../../yaml/field.ts';
import type { App } from '../app.ts';
import type { Resource } from '../resource.ts';
import { NamespaceIndex } from './namespace-index.ts';

/** The apps by the ConfigMaps that their containers get: as variables, or as files. */
export class ConfigMaps {
  readonly #apps: NamespaceIndex<App>;

  constructor(apps: readonly App[]) {
    this.#apps = new NamespaceIndex(apps, (app) => [...new Set(configMapsOf(app))]);
  }

  /** The apps that get a ConfigMap. */
  readersOf({ name, namespace }: Resource): readonly App[] {
    return name === '' ? [] : this.#apps.get(name, namespace);
  }
}

const configMapsOf = ({ workload: { pod } }: App): readonly string[] => {
  const containers = [...pod.get('initContainers').items, ...pod.get('containers').items];
  const references = [
    ...pod.get('volumes').items.flatMap((volume) => [
      volume.get('configMap').get('name'),
      ...volume
        .get('projected')
        .get('sources')
        .items.map((source) => source.get('configMap').get('name')),
    ]),
    ...containers.flatMap((container) => [
      ...container.get('envFrom').items.map((source) => source.get('configMapRef').get('name')),
      ...container.get('env').items.map((item) => item.get('valueFrom').get('configMapKeyRef').get('name')),
    ]),
  ] as readonly Field[];
  return references.flatMap(({ text, resolved }) => (text && resolved ? text : []));
};
