import type { Configuration } from '../configuration.ts';
import type { Namespace } from '../resource.ts';
import { NamespaceIndex } from './namespace-index.ts';

/** The configurations of apps that put middleware into a pipeline. */
export class Pipelines {
  readonly #all: NamespaceIndex<Configuration>;
  readonly #byHandler: NamespaceIndex<Configuration>;
  readonly #unresolved: NamespaceIndex<Configuration>;

  constructor(configurations: readonly Configuration[]) {
    const pipelines = configurations.filter(({ isControlPlane, handlers }) => !isControlPlane && handlers.length > 0);
    this.#all = new NamespaceIndex(pipelines, () => ['']);
    this.#byHandler = new NamespaceIndex(
      pipelines,
      ({ handlers }) => new Set(handlers.map((handler) => handler.get('name').text ?? '')),
    );
    this.#unresolved = new NamespaceIndex(pipelines, ({ handlers }) =>
      handlers.every((handler) => handler.get('name').resolved) ? [] : [''],
    );
  }

  in(namespace: Namespace): readonly Configuration[] {
    return this.#all.get('', namespace);
  }

  /** Those that name a component, and those that may: what they name is not known yet. */
  with(component: string, namespace: Namespace): readonly Configuration[] {
    return [...this.#byHandler.get(component, namespace), ...this.#unresolved.get('', namespace)];
  }
}
