import type { Component } from '../component.ts';
import { NamespaceIndex } from './namespace-index.ts';

/** What a component is but for its name: its type, its version, and all of its metadata; undefined where some is not known. */
const patternOf = (component: Component): string | undefined => {
  const { metadata, typeName, effectiveVersion } = component;
  if (!component.isWhole || metadata.length === 0) return undefined;
  const items = metadata.map(({ name, text, reference, item }) => [
    name.toLowerCase(),
    text ?? JSON.stringify([reference?.value, item.get('envRef').text]),
  ]);
  return metadata.every(({ value }) => value.resolved)
    ? JSON.stringify([typeName, effectiveVersion, component.secretStore, items.sort()])
    : undefined;
};

/** Components that differ by their name alone. */
export class Twins {
  readonly #byPattern: NamespaceIndex<Component>;
  readonly #patterns: ReadonlyMap<Component, string>;

  constructor(components: readonly Component[]) {
    const byType = new NamespaceIndex(components, ({ typeName }) => [typeName]);
    this.#patterns = new Map(
      components.flatMap((component) => {
        // Most have a type of their own in their namespace.
        if (byType.get(component.typeName, component.namespace).length < 2) return [];
        const pattern = patternOf(component);
        return pattern === undefined ? [] : [[component, pattern] as const];
      }),
    );
    this.#byPattern = new NamespaceIndex(this.#patterns.keys(), (component) => [this.#patterns.get(component) ?? '']);
  }

  /** All that are like a component, itself among them; none where there is none, or it is not known in full. */
  of(component: Component): readonly Component[] {
    const pattern = this.#patterns.get(component);
    return pattern === undefined ? [] : this.#byPattern.get(pattern, component.namespace);
  }
}
