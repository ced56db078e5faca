import type { Namespace, Resource } from '../resource.ts';
import { type SecretOutline, secretsFrom } from '../secrets/maker.ts';
import { NamespaceIndex } from './namespace-index.ts';

type Placed = SecretOutline & { readonly namespace: Namespace };

/** The Secrets that there will be: those that are written, and those that an operator or kustomize makes. */
export class Secrets {
  readonly #byName: NamespaceIndex<Placed>;
  readonly #all: NamespaceIndex<Placed>;

  constructor(resources: readonly Resource[]) {
    const outlines = resources.flatMap((resource) =>
      secretsFrom(resource).map((outline) => ({ ...outline, namespace: resource.namespace })),
    );
    this.#byName = new NamespaceIndex(outlines, ({ name }) => [name]);
    this.#all = new NamespaceIndex(outlines, () => ['']);
  }

  /** Those of a name; all without one. Seen from a namespace, where one is given. */
  named(name: string, namespace?: Namespace): readonly SecretOutline[] {
    return this.#byName.get(name, namespace);
  }

  in(namespace: Namespace): readonly SecretOutline[] {
    return this.#all.get('', namespace);
  }
}
