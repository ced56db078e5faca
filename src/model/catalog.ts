import annotationsJson from '../../schemas/annotations.json' with { type: 'json' };
import componentsJson from '../../schemas/components.json' with { type: 'json' };
import configurationJson from '../../schemas/configuration.json' with { type: 'json' };
import type { ComponentDefinition } from './catalog/component-definition.ts';
import { ComponentRegistry } from './catalog/component-registry.ts';
import type {
  AnnotationData,
  AnnotationsData,
  ApiData,
  ComponentData,
  ComponentsData,
  ConfigurationData,
  PortsData,
} from './catalog/data.ts';
import { livesIn, minorOf } from './catalog/minors.ts';
import { type KnownKind, knownKinds } from './crd.ts';

export type { ComponentDefinition } from './catalog/component-definition.ts';
export type { Direction, TlsAtom, TlsCondition, TlsData } from './catalog/data.ts';
export type { MetadataField, MetadataProfile, MetadataSchema } from './catalog/metadata-schema.ts';

// The compiler would spell out the type of every entry; the shapes are declared once instead.
const builtIn = componentsJson as unknown as ComponentsData;
const annotations = annotationsJson as unknown as AnnotationsData;
const configuration = configurationJson as unknown as ConfigurationData;

/** The Dapr minors that there is a catalog of, the oldest first. */
export const daprVersions: readonly string[] = builtIn.minors;

/** An annotation as the injector, the operator or sentry of one minor reads it. */
export interface AnnotationDefinition
  extends Omit<AnnotationData, 'defaultBefore' | 'caseInsensitive' | 'appliesTo' | 'readBy'> {
  readonly caseInsensitive: boolean;
  readonly appliesTo: 'Pod' | 'Component';
  readonly readBy: readonly string[];
}

/** Something that a minor no longer has. */
export interface Removed {
  /** The first minor without it. */
  readonly removedIn: string;
}

/** Something that a minor does not have yet. */
export interface Later {
  /** The first version with it: a minor, or a patch where it came in one. */
  readonly since: string;
}

/** What one version of Dapr knows. */
export class Catalog {
  readonly kinds: ReadonlyMap<string, KnownKind> = new Map(knownKinds().map((known) => [known.kind, known]));
  readonly ports: PortsData = annotations.ports;
  readonly api: ApiData = configuration.api;
  /** The words that Dapr takes for true, in any letter case. */
  readonly truthy: readonly string[] = annotations.truthy;
  /** Labels and annotations that only the control plane sets. */
  readonly controlPlane = annotations.controlPlane;
  /** The feature flags that have an effect; names are case-sensitive. */
  readonly features: ReadonlySet<string>;
  /** Those of them that are on unless they are turned off. */
  readonly featuresOnByDefault: ReadonlySet<string>;
  /** What a Component's type may begin with. */
  readonly categories: readonly string[];
  /** The categories to which pluggable components add types of any name. */
  readonly pluggableCategories: readonly string[] = builtIn.pluggable;
  readonly annotations: readonly AnnotationDefinition[];
  readonly #minor: number;
  readonly #patch: number;
  readonly #annotations: ReadonlyMap<string, AnnotationDefinition>;
  #knowing: ReadonlyMap<string, readonly string[]> | undefined;
  readonly #registry: ComponentRegistry;

  constructor(
    /** The minor: `1.18`. */
    readonly daprVersion: string,
    /** The newest patch unless told. */
    patch = Number.POSITIVE_INFINITY,
    private readonly components: ComponentsData = builtIn,
  ) {
    this.#minor = minorOf(daprVersion);
    this.#patch = patch;
    this.#registry = new ComponentRegistry(components, this.#minor);
    this.features = new Set(configuration.features[daprVersion]);
    this.featuresOnByDefault = new Set(configuration.onByDefault[daprVersion]);
    this.categories = Object.keys(this.components.categories).filter((name) =>
      livesIn(this.components.categories[name] ?? {}, this.#minor),
    );
    this.annotations = annotations.annotations
      .filter((data) => this.#has(data))
      .map((data) => annotationOf(data, this.#minor));
    this.#annotations = new Map(this.annotations.map((definition) => [definition.key, definition]));
  }

  /** This catalog with further component types; those that Dapr has itself stay as they are. */
  with(further: Readonly<Record<string, ComponentData>>): Catalog {
    const { components } = this;
    return new Catalog(this.daprVersion, this.#patch, {
      ...components,
      components: { ...further, ...components.components },
    });
  }

  /** Whether there is no newer minor here. */
  get isNewest(): boolean {
    return this.daprVersion === daprVersions.at(-1);
  }

  /** The types, as they are written, that know a metadata name of their own; none for a name that many share. */
  typesKnowing(name: string): readonly string[] {
    this.#knowing ??= ownersOfNames(this.#types);
    return this.#knowing.get(name.toLowerCase()) ?? [];
  }

  /** The types a Component can have, without their aliases. */
  get componentTypes(): readonly string[] {
    return this.#types.filter(({ category }) => category !== 'nameresolution').map(({ type }) => type);
  }

  get middlewareTypes(): readonly string[] {
    return this.#types.filter(({ category }) => category === 'middleware').map(({ type }) => type);
  }

  /** The names for `spec.nameResolution.component` of a Configuration, without their aliases. */
  get nameResolutionNames(): readonly string[] {
    return this.#types
      .filter(({ category }) => category === 'nameresolution')
      .map(({ type }) => type.slice('nameresolution.'.length));
  }

  /**
   * What daprd makes of a Component's type; undefined if nothing. The first segment is case-sensitive, the rest is not:
   * dapr v1.18.3 pkg/runtime/processor/components.go:303, pkg/components/state/registry.go getStateStore.
   */
  component(type: string): ComponentDefinition | undefined {
    const [category = ''] = type.split('.', 1);
    return this.categories.includes(category) ? this.#registry.find(type.toLowerCase()) : undefined;
  }

  /** A name resolution component, which a Configuration selects by its type without the first segment. */
  nameResolution(name: string): ComponentDefinition | undefined {
    return this.#registry.find(`nameresolution.${name.toLowerCase()}`);
  }

  /** A type that an earlier minor had. */
  removedComponent(type: string): (Removed & { readonly type: string }) | undefined {
    const name = type.toLowerCase();
    const until = own(this.components.removed, name)?.until;
    return until !== undefined && minorOf(until) < this.#minor
      ? { type: name, removedIn: `1.${minorOf(until) + 1}` }
      : undefined;
  }

  /** A type that only a later minor has. */
  laterComponent(type: string): (Later & { readonly type: string }) | undefined {
    const name = type.toLowerCase();
    const since = this.#registry.since(name);
    return since !== undefined && minorOf(since) > this.#minor ? { type: name, since } : undefined;
  }

  /** An annotation by its whole key, in the letter case of Kubernetes: exact. */
  annotation(key: string): AnnotationDefinition | undefined {
    return this.#annotations.get(key);
  }

  removedAnnotation(key: string): Removed | undefined {
    const removed = own(annotations.removed, key);
    return removed && minorOf(removed.removedIn) <= this.#minor ? removed : undefined;
  }

  /** An annotation that only a later version reads. */
  laterAnnotation(key: string): Later | undefined {
    const data = annotations.annotations.find((each) => each.key === key);
    if (!data || this.#has(data)) return undefined;
    const { patches = {}, since = '' } = data;
    return { since: patches[this.daprVersion] ?? patches[since] ?? since };
  }

  /** A feature flag that once had an effect. */
  retiredFeature(name: string): Removed | undefined {
    const removedIn = own(configuration.retired, name);
    return removedIn !== undefined && minorOf(removedIn) <= this.#minor ? { removedIn } : undefined;
  }

  /** A feature flag that only a later minor knows. */
  laterFeature(name: string): Later | undefined {
    if (this.features.has(name)) return undefined;
    const since = Object.keys(configuration.features).find(
      (minor) => minorOf(minor) > this.#minor && configuration.features[minor]?.includes(name),
    );
    return since === undefined ? undefined : { since };
  }

  #has({ since, patches }: AnnotationData): boolean {
    const first = patches?.[this.daprVersion];
    return (
      livesIn(since === undefined ? {} : { since }, this.#minor) &&
      (first === undefined || this.#patch >= Number(first.split('.')[2]))
    );
  }

  get #types(): readonly ComponentDefinition[] {
    return this.#registry.all;
  }
}

/** The entry under a key that a user may have written, `constructor` and the like among them. */
const own = <Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

/** Made only when a name is unknown: the types by each of their own metadata names, in lower case. */
const ownersOfNames = (types: readonly ComponentDefinition[]): ReadonlyMap<string, readonly string[]> => {
  const owners = new Map<string, string[]>();
  for (const definition of types) {
    for (const name of definition.metadata('').fields.keys()) {
      const known = owners.get(name);
      if (known) known.push(definition.type);
      else owners.set(name, [definition.type]);
    }
  }
  return owners;
};

const annotationOf = ({ defaultBefore = {}, ...data }: AnnotationData, minor: number): AnnotationDefinition => {
  const [before] = Object.entries(defaultBefore).filter(([changed]) => minor < minorOf(changed));
  return {
    ...data,
    ...(before && { default: before[1] }),
    caseInsensitive: data.caseInsensitive ?? false,
    appliesTo: data.appliesTo ?? 'Pod',
    readBy: data.readBy ?? ['injector'],
  };
};

const catalogs = new Map<string, Catalog>();

/** The catalog of a Dapr version, `1.18` or `1.18.3`; undefined for versions that are not known here. */
export const catalogFor = (daprVersion: string): Catalog | undefined => {
  const [, minor = '', patch] = /^v?(1\.\d{1,3})(?:\.(\d{1,4}))?$/.exec(daprVersion) ?? [];
  if (!daprVersions.includes(minor)) return undefined;
  const known = catalogs.get(daprVersion);
  if (known) return known;
  const catalog = new Catalog(minor, patch === undefined ? undefined : Number(patch));
  catalogs.set(daprVersion, catalog);
  return catalog;
};
