import type { App } from '../app.ts';
import type { Component } from '../component.ts';
import type { Namespace, Resource } from '../resource.ts';
import { storesNamedBy } from '../secrets/reference.ts';
import { lazily } from './lazily.ts';
import { Loaded } from './loading.ts';
import { NamespaceIndex } from './namespace-index.ts';

/** What bears on secret stores. */
export interface SecretStoresSeen {
  readonly components: readonly Component[];
  /** The objects that may name a store, in their auth or in their secret scopes. */
  readonly users: readonly Resource[];
  /** The store that a store takes its own credentials from. */
  readonly next: (store: Component) => Component | undefined;
}

/** Who takes secrets from which store, and which stores wait for each other: each takes its credentials from the next. */
export class SecretStores {
  constructor(private readonly seen: SecretStoresSeen) {}

  /** The objects that name a secret store, in their auth or in the secret scopes of a Configuration. */
  usersOf(name: string, namespace: Namespace): readonly Resource[] {
    return this.#users().get(name, namespace);
  }
  readonly #users = lazily(() => new NamespaceIndex(this.seen.users, storesNamedBy));

  /** The components that an app loads and that take secrets from a store of a name. */
  componentsWith(app: App, store: string): readonly Component[] {
    return this.#components().by(app, store);
  }
  readonly #components = lazily(
    () =>
      new Loaded(
        this.seen.components.filter(({ metadata }) => metadata.some(({ reference }) => reference)),
        ({ resource }) => resource,
        ({ secretStore }) => secretStore,
      ),
  );

  /** The stores that wait for one another for ever, a store among them; none where it waits for nobody. */
  cycleOf(component: Component): readonly Component[] {
    return this.#cycles().get(component) ?? [];
  }
  readonly #cycles = lazily(() => {
    const cycles = new Map<Component, readonly Component[]>();
    const passed = new Set<Component>();
    for (const start of this.seen.components.filter(({ block }) => block === 'secretstores')) {
      const path: Component[] = [];
      let at: Component | undefined = start;
      for (; at && !passed.has(at); at = this.seen.next(at)) {
        passed.add(at);
        path.push(at);
      }
      // A path that runs into one from before has no new cycle.
      const from = at ? path.indexOf(at) : -1;
      const cycle = from < 0 ? [] : path.slice(from);
      for (const member of cycle) cycles.set(member, cycle);
    }
    return cycles;
  });
}
