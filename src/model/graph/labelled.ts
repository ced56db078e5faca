import type { Field } from '../../yaml/field.ts';
import type { Namespace, Resource } from '../resource.ts';
import { NamespaceIndex } from './namespace-index.ts';

/** Objects by their labels. */
export class Labelled {
  readonly #byLabel: NamespaceIndex<Resource>;

  constructor(resources: readonly Resource[]) {
    this.#byLabel = new NamespaceIndex(resources, (resource) =>
      labelsOf(resource).entries.map(([key, value]) => `${key}=${value.text}`),
    );
  }

  /** Those with all of some labels, as seen from a namespace; none where no label is asked for. */
  with(labels: ReadonlyMap<string, string>, namespace: Namespace): readonly Resource[] {
    const lists = [...labels].map(([key, value]) => this.#byLabel.get(`${key}=${value}`, namespace));
    const [fewest = []] = lists.sort((a, b) => a.length - b.length);
    return fewest.filter((resource) =>
      [...labels].every(([key, value]) => (labelsOf(resource).get(key) as Field).text === value),
    );
  }
}

const labelsOf = (resource: Resource): Field<Record<string, string>> =>
  resource.metadata.get('labels') as Field<Record<string, string>>;
