import type { Namespace, Resource } from '../resource.ts';
import { isHidden, type SecretOutline, secretsFrom } from '../secrets/maker.ts';
import { NamespaceIndex } from './namespace-index.ts';

/** The Secrets that there will be: those that are written, and those that an operator or kustomize makes. */
export class Secrets {
  /** Whether some object is encrypted as a whole, and may be any Secret. */
  readonly areHidden: boolean;
  readonly #byName: NamespaceIndex<SecretOutline>;
  readonly #all: NamespaceIndex<SecretOutline>;

  constructor(resources: readonly Resource[]) {
    const outlines = resources.flatMap(secretsFrom);
    this.areHidden = resources.some(isHidden);
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
