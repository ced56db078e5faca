import type { Document } from '../yaml/document.ts';
import type { Location, Source } from '../yaml/location.ts';
import { App, literalSince } from './app.ts';
import type { Catalog } from './catalog.ts';
import { closest } from './closest.ts';
import { bringsComponents, hasContainer } from './component/pluggable.ts';
import { Component } from './component.ts';
import { Configuration } from './configuration.ts';
import { ObjectMeta } from './kubernetes/object-meta.ts';
import { resourcesIn } from './kubernetes/objects.ts';
import { hasSameNamespace, mayShare, type Namespace, type Resource } from './resource.ts';
import { type SecretOutline, secretsFrom } from './secrets/maker.ts';
import {
  referencesOf,
  referencesOfEndpoint,
  referencesOfMcpServer,
  type SecretReference,
} from './secrets/reference.ts';
import type {
  ComponentShape,
  ConfigurationShape,
  HTTPEndpointShape,
  KubernetesObject,
  MCPServerShape,
} from './shapes.ts';
import { isAtLeast } from './values.ts';
import { Workload } from './workload.ts';

/** What is known of the world around the documents. */
export interface World {
  /** What the Dapr of that version knows. */
  readonly catalog: Catalog;
  /** The Dapr version to judge by: `1.18`, or `1.17.2` where the patch matters. */
  readonly daprVersion: string;
  /** The namespace of objects that name none. */
  readonly namespace?: string;
  /** The documents are all there is: what is missing in them is missing. */
  readonly closedWorld: boolean;
  /** Whether the user has declared an object to live elsewhere. */
  readonly isExternal: (kind: string, name: string) => boolean;
}

/**
 * The answer to "where is it?": here; only in another namespace; certainly nowhere; or not among the documents, which
 * are not all there is. `near` is the object that was probably meant.
 */
export type Lookup =
  | { readonly outcome: 'found' | 'elsewhere'; readonly resource: Resource }
  | { readonly outcome: 'absent' | 'unknown'; readonly near?: Resource };

const group = <Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, readonly Item[]> => {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const known = groups.get(key);
    if (known) known.push(item);
    else groups.set(key, [item]);
  }
  return groups;
};

/** Everything that was read, and the questions that rules ask of it. Complete before any rule runs. */
export class Workspace {
  readonly resources: readonly Resource[];
  readonly workloads: readonly Workload[];
  readonly apps: readonly App[];
  readonly components: readonly Component[];
  readonly configurations: readonly Configuration[];
  readonly #byKind: ReadonlyMap<string, readonly Resource[]>;
  readonly #byName: ReadonlyMap<string, readonly Resource[]>;
  readonly #bySource: ReadonlyMap<Source, { documents: Document[]; resources: Resource[] }>;
  readonly #appsById: ReadonlyMap<string, readonly App[]>;
  #objectMetas: readonly ObjectMeta[] | undefined;
  #secrets: ReadonlyMap<string, readonly SecretOutline[]> | undefined;

  constructor(
    /** All documents, the broken ones among them. */
    readonly documents: readonly Document[],
    readonly world: World,
  ) {
    this.resources = resourcesIn(
      documents.filter((document) => !document.isBroken),
      world.namespace,
      world.daprVersion,
    );
    this.workloads = this.resources.flatMap((resource) => Workload.of(resource) ?? []);
    this.apps = this.workloads.flatMap((workload) => App.of(workload, (version) => this.isAtLeast(version)) ?? []);
    this.#byKind = group(this.resources, ({ kind }) => kind);
    this.#byName = group(this.resources, ({ kind, name }) => `${kind}/${name}`);
    this.components = this.daprResources<ComponentShape>('Component').map(
      (resource) => new Component(resource, world.catalog),
    );
    this.configurations = this.daprResources<ConfigurationShape>('Configuration').map(
      (resource) => new Configuration(resource),
    );
    this.#appsById = group(this.apps, ({ appId }) => appId ?? '');
    const bySource = new Map<Source, { documents: Document[]; resources: Resource[] }>();
    for (const document of documents) {
      const known = bySource.get(document.source);
      if (known) known.documents.push(document);
      else bySource.set(document.source, { documents: [document], resources: [] });
    }
    for (const resource of this.resources) bySource.get(resource.document.source)?.resources.push(resource);
    this.#bySource = bySource;
  }

  /** The metadata of Dapr's own objects, and of workloads that speak of Dapr, in each place where they have some. */
  get objectMetas(): readonly ObjectMeta[] {
    this.#objectMetas ??= [
      ...this.resources.filter(({ group }) => group === 'dapr.io').map((resource) => ObjectMeta.of(resource)),
      ...this.workloads.flatMap((workload) => ObjectMeta.within(workload)),
    ];
    return this.#objectMetas;
  }

  get catalog(): Catalog {
    return this.world.catalog;
  }

  /** Whether the Dapr version to judge by is at least another. */
  isAtLeast(version: string): boolean {
    return isAtLeast(this.world.daprVersion, version);
  }

  /** Whether `dapr.io/enabled` has to be the word true: `yes` and `1` were enough before. */
  get wantsLiteralTrue(): boolean {
    return this.isAtLeast(literalSince);
  }

  /** Whether something adds component types that no catalog can know. */
  get hasPluggableComponents(): boolean {
    return this.workloads.some(bringsComponents) || this.components.some(hasContainer);
  }

  get isClosed(): boolean {
    return this.world.closedWorld;
  }

  /** The objects of a kind in Dapr's own API group. */
  daprResources<Shape extends KubernetesObject>(kind: string): readonly Resource<Shape>[] {
    return this.resourcesOf(kind).filter(
      (resource) => resource.group === 'dapr.io',
    ) as unknown as readonly Resource<Shape>[];
  }

  resourcesOf(kind: string): readonly Resource[] {
    return this.#byKind.get(kind) ?? [];
  }

  documentsIn(source: Source): readonly Document[] {
    return this.#bySource.get(source)?.documents ?? [];
  }

  resourcesIn(source: Source): readonly Resource[] {
    return this.#bySource.get(source)?.resources ?? [];
  }

  /** The object that a place belongs to; undefined for a place between objects. */
  resourceAt({ source, range }: Location): Resource | undefined {
    // They stand in the order of the text, one after the other.
    const resources = this.resourcesIn(source);
    let low = 0;
    for (let high = resources.length; low < high; ) {
      const middle = (low + high) >> 1;
      if ((resources[middle]?.body.location.range.start ?? 0) <= range.start) low = middle + 1;
      else high = middle;
    }
    const last = resources[low - 1];
    return last && range.start <= last.body.location.range.end ? last : undefined;
  }

  /** Looks an object of Dapr's up by kind and name, from a namespace. Other API groups have kinds of the same name. */
  find(kind: string, name: string, namespace: Namespace): Lookup {
    const named = (this.#byName.get(`${kind}/${name}`) ?? []).filter((resource) => resource.group === 'dapr.io');
    const here = named.find((resource) => mayShare(resource.namespace, namespace));
    if (here) return { outcome: 'found', resource: here };
    if (this.world.isExternal(kind, name)) return { outcome: 'unknown' };
    const [elsewhere] = named;
    if (elsewhere) return { outcome: 'elsewhere', resource: elsewhere };
    const neighbours = this.daprResources(kind).filter((resource) => mayShare(resource.namespace, namespace));
    const likely = closest(
      name,
      neighbours.map((resource) => resource.name),
    );
    const near = likely === undefined ? undefined : neighbours.find((resource) => resource.name === likely);
    return { outcome: this.isClosed ? 'absent' : 'unknown', ...(near && { near }) };
  }

  /** The components of a building block that an app loads: in its namespace, and not scoped to others. */
  componentsFor(app: App, block: string): readonly Component[] {
    return this.components.filter((component) => component.block === block && this.loads(app, component));
  }

  appsOf(component: Component): readonly App[] {
    return this.apps.filter((app) => this.loads(app, component));
  }

  /** Whether daprd of an app gets a component: source dapr v1.18.3 pkg/operator/api/components.go:93,104. */
  loads(app: App, component: Component): boolean {
    return mayShare(app.namespace, component.namespace) && component.resource.isInScopeOf(app.appId);
  }

  /**
   * Where two components meet: the apps that load both, or nobody known yet where scopes and namespace let one do so.
   * Undefined where no app can, or where the two are not known to be applied together.
   */
  meeting(a: Component, b: Component): { readonly apps: readonly App[] } | undefined {
    const apps = this.apps.filter(
      (app) => this.loads(app, a) && this.loads(app, b) && this.areTogether(app.resource, a.resource),
    );
    if (!this.areTogether(a.resource, b.resource)) return undefined;
    if (apps.length > 0) return { apps };
    // Where every app is known, one that is not there loads nothing.
    if (this.isClosed && this.apps.length > 0) return undefined;
    const [mine, theirs] = [a.resource.scopes, b.resource.scopes];
    const scopesMeet = !mine || !theirs || mine.some((scope) => theirs.some((other) => other.text === scope.text));
    return scopesMeet && hasSameNamespace(a.namespace, b.namespace) ? { apps } : undefined;
  }

  /**
   * Whether two objects will be in one cluster for certain: of one file or folder, or of an input that is all there is.
   * Folders beside each other are often alternatives.
   */
  areTogether(a: Pick<Resource, 'document'>, b: Pick<Resource, 'document'>): boolean {
    const folder = ({ document }: Pick<Resource, 'document'>): string => document.source.path.replace(/[^/\\]*$/, '');
    return this.isClosed || folder(a) === folder(b);
  }

  get secretReferences(): readonly SecretReference[] {
    return [
      ...this.components.flatMap(referencesOf),
      ...this.daprResources<HTTPEndpointShape>('HTTPEndpoint').flatMap(referencesOfEndpoint),
      ...this.daprResources<MCPServerShape>('MCPServer').flatMap(referencesOfMcpServer),
    ];
  }

  /** Looks up a Secret, or what an operator will make one of. */
  findSecret(name: string, namespace: Namespace): Lookup & { readonly keys?: ReadonlySet<string> } {
    this.#secrets ??= group(
      this.resources.flatMap((resource) => secretsFrom(resource)),
      (outline) => outline.name,
    );
    const named = this.#secrets.get(name) ?? [];
    const here = named.filter(({ resource }) => mayShare(resource.namespace, namespace));
    const [first] = here;
    // Of several that may be it, the keys are not known for certain.
    if (first)
      return {
        outcome: 'found',
        resource: first.resource,
        ...(here.length === 1 && first.keys && { keys: first.keys }),
      };
    if (this.world.isExternal('Secret', name)) return { outcome: 'unknown' };
    const [elsewhere] = named;
    if (elsewhere) return { outcome: 'elsewhere', resource: elsewhere.resource };
    const neighbours = [...this.#secrets.values()]
      .flat()
      .filter(({ resource }) => mayShare(resource.namespace, namespace));
    const likely = closest(name, new Set(neighbours.map((outline) => outline.name)));
    const near = likely === undefined ? undefined : neighbours.find((outline) => outline.name === likely)?.resource;
    return { outcome: this.isClosed ? 'absent' : 'unknown', ...(near && { near }) };
  }

  /** The apps that run with a configuration, by its name and in its namespace. */
  appsWithConfiguration({ name, namespace }: Configuration): readonly App[] {
    return this.apps.filter((app) => app.annotation('config').text === name && mayShare(app.namespace, namespace));
  }

  /** The apps with an app-id, in any namespace. */
  appsWithId(appId: string): readonly App[] {
    return this.#appsById.get(appId) ?? [];
  }
}
