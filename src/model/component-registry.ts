import type { ComponentData, ComponentsData } from './catalog-data.ts';
import { ComponentDefinition } from './component-definition.ts';
import { minorOf } from './minors.ts';

type Name = readonly [name: string, since: string | undefined];

/** The names of a registration with the minor each came in. */
const namesOf = (type: string, { aliases = [], aliasSince = {}, since }: ComponentData): readonly Name[] => [
  [type, since],
  ...aliases.map((alias): Name => [alias, aliasSince[alias] === null ? undefined : (aliasSince[alias] ?? since)]),
];

/** The minor in which a type or alias, in lower case, came; undefined if the oldest one known has it, or none. */
export const sinceOfType = ({ components, removed }: ComponentsData, name: string): string | undefined => {
  for (const [type, data] of Object.entries(components)) {
    for (const [known, since] of namesOf(type, data)) if (known === name) return since;
  }
  return Object.hasOwn(removed, name) ? removed[name]?.since : undefined;
};

/** The component types that daprd of a minor registers, by every name they have there, in lower case. */
export const definitionsIn = (data: ComponentsData, minor: number): ReadonlyMap<string, ComponentDefinition> => {
  const definitions = new Map<string, ComponentDefinition>();
  const define = (component: ComponentData, names: readonly Name[]): void => {
    // Where an alias is older than the type, the alias is the type before.
    const there = names.filter(([, since]) => since === undefined || minorOf(since) <= minor);
    const [first, ...others] = there;
    if (!first) return;
    const definition = new ComponentDefinition(
      first[0],
      others.map(([name]) => name),
      earliest(there),
      component,
      data,
      minor,
    );
    for (const [name] of there) definitions.set(name, definition);
  };
  for (const [type, component] of Object.entries(data.components)) define(component, namesOf(type, component));
  for (const [type, { since, until }] of Object.entries(data.removed)) {
    if (minor <= minorOf(until)) define({ metadata: {} }, [[type, since]]);
  }
  return definitions;
};

const earliest = (names: readonly Name[]): string | undefined => {
  if (names.some(([, since]) => since === undefined)) return undefined;
  return names.flatMap(([, since]) => since ?? []).sort((a, b) => minorOf(a) - minorOf(b))[0];
};
