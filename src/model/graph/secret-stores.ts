import type { Component } from '../component.ts';

/** Which secret stores wait for each other: each takes its credentials from the next. */
export class SecretStores {
  readonly #cycles = new Map<Component, readonly Component[]>();

  constructor(components: readonly Component[], next: (component: Component) => Component | undefined) {
    const seen = new Set<Component>();
    for (const start of components) {
      const path: Component[] = [];
      let at: Component | undefined = start;
      for (; at && !seen.has(at); at = next(at)) {
        seen.add(at);
        path.push(at);
      }
      // A path that runs into one from before has no new cycle.
      const from = at ? path.indexOf(at) : -1;
      const cycle = from < 0 ? [] : path.slice(from);
      for (const member of cycle) this.#cycles.set(member, cycle);
    }
  }

  /** The stores that wait for one another, a store among them; none where it waits for nobody. */
  cycleOf(component: Component): readonly Component[] {
    return this.#cycles.get(component) ?? [];
  }
}
