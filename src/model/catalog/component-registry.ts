import { ComponentDefinition } from './component-definition.ts';
import type { ComponentData, ComponentsData } from './data.ts';
import { minorOf } from './minors.ts';

type Name = readonly [name: string, since: string | undefined];

/** The names of a registration with the minor each came in. */
const namesOf = (type: string, { aliases = [], aliasSince = {}, since }: ComponentData): readonly Name[] => [
  [type, since],
  ...aliases.map((alias): Name => [alias, aliasSince[alias] === null ? undefined : (aliasSince[alias] ?? since)]),
];

/** The component types that daprd of a minor registers. Each is made when it is first asked for: most runs need few. */
export class ComponentRegistry {
  readonly #made = new Map<string, ComponentDefinition | undefined>();
  #aliases: ReadonlyMap<string, string> | undefined;

  constructor(
    private readonly data: ComponentsData,
    private readonly minor: number,
  ) {}

  /** A type by any name that it has in this minor, in lower case. */
  find(name: string): ComponentDefinition | undefined {
    const definition = this.#definition(this.#typeOf(name));
    return definition && (definition.type === name || definition.aliases.includes(name)) ? definition : undefined;
  }

  get all(): readonly ComponentDefinition[] {
    const { components, removed } = this.data;
    return [...Object.keys(components), ...Object.keys(removed)].flatMap((type) => this.#definition(type) ?? []);
  }

  /** The minor in which a type or alias, in lower case, came; undefined if the oldest one known has it, or none. */
  since(name: string): string | undefined {
    const { components, removed } = this.data;
    const type = this.#typeOf(name);
    const data = own(components, type);
    if (!data) return own(removed, type)?.since;
    return namesOf(type, data).find(([known]) => known === name)?.[1];
  }

  #typeOf(name: string): string {
    if (Object.hasOwn(this.data.components, name)) return name;
    this.#aliases ??= new Map(
      Object.entries(this.data.components).flatMap(([type, { aliases = [] }]) =>
        aliases.map((alias) => [alias, type] as const),
      ),
    );
    return this.#aliases.get(name) ?? name;
  }

  #definition(type: string): ComponentDefinition | undefined {
    if (!this.#made.has(type)) this.#made.set(type, this.#make(type));
    return this.#made.get(type);
  }

  #make(type: string): ComponentDefinition | undefined {
    const component = own(this.data.components, type);
    if (component) return this.#define(component, namesOf(type, component));
    const removed = own(this.data.removed, type);
    if (!removed || this.minor > minorOf(removed.until)) return undefined;
    return this.#define({ metadata: {} }, [[type, removed.since]]);
  }

  #define(component: ComponentData, names: readonly Name[]): ComponentDefinition | undefined {
    const { data, minor } = this;
    // Where an alias is older than the type, the alias is the type before.
    const there = names.filter(([, since]) => since === undefined || minorOf(since) <= minor);
    const [first, ...others] = there;
    if (!first) return undefined;
    const aliases = others.map(([name]) => name);
    return new ComponentDefinition(first[0], aliases, earliest(there), component, data, minor);
  }
}

/** The entry under a key that a user may have written, `constructor` and the like among them. */
const own = <Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

const earliest = (names: readonly Name[]): string | undefined => {
  if (names.some(([, since]) => since === undefined)) return undefined;
  return names.flatMap(([, since]) => since ?? []).sort((a, b) => minorOf(a) - minorOf(b))[0];
};
