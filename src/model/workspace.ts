import type { Document } from '../yaml/document.ts';
import type { Field } from '../yaml/field.ts';
import type { Location, Source } from '../yaml/location.ts';
import { App, literalSince } from './app.ts';
import type { Catalog } from './catalog.ts';
import { Vocabulary } from './closest.ts';
import { Component } from './component.ts';
import { Configuration } from './configuration.ts';
import { Access } from './graph/access.ts';
import { Doors } from './graph/doors.ts';
import { group } from './graph/group.ts';
import { lazily } from './graph/lazily.ts';
import { Lifelines } from './graph/lifelines.ts';
import { Loaded, Loaders } from './graph/loading.ts';
import { NamespaceIndex } from './graph/namespace-index.ts';
import { Network } from './graph/network.ts';
import { Pipelines } from './graph/pipelines.ts';
import { Places } from './graph/places.ts';
import { Secrets } from './graph/secrets.ts';
import { ObjectMeta } from './object-meta.ts';
import { resourcesIn } from './objects.ts';
import { bringsComponents, hasContainer } from './pluggable.ts';
import { hasSameNamespace, mayShare, type Namespace, type Resource } from './resource.ts';
import { referencesOf, referencesOfEndpoint, referencesOfMcpServer, type SecretReference } from './secret-reference.ts';
import type {
  ComponentShape,
  ConfigurationShape,
  HTTPEndpointShape,
  KubernetesObject,
  MCPServerShape,
  SubscriptionShape,
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

/**
 * Everything that was read, and the questions that rules ask of it. Complete before any rule runs. Every answer is looked up
 * in an index of `graph/`: none goes through all there is.
 */
export class Workspace {
  readonly resources: readonly Resource[];
  readonly workloads: readonly Workload[];
  readonly apps: readonly App[];
  readonly components: readonly Component[];
  readonly configurations: readonly Configuration[];
  readonly #places: Places;
  readonly #byKind: NamespaceIndex<Resource>;
  readonly #byName: NamespaceIndex<Resource>;
  readonly #loaders: Loaders;
  readonly #loaded: Loaded<Resource>;
  readonly #loadedComponents: Loaded<Component>;
  readonly #vocabularies = new Map<string, Vocabulary>();
  readonly #secrets = lazily(() => new Secrets(this.resources));
  readonly #pipelines = lazily(() => new Pipelines(this.configurations));

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
    this.#places = new Places(documents, this.resources);
    this.#byKind = new NamespaceIndex(this.resources, ({ kind }) => [kind]);
    this.#byName = new NamespaceIndex(this.resources, ({ group, kind, name }) => [`${group}/${kind}/${name}`]);
    this.#loaded = new Loaded(
      this.resources.filter((resource) => resource.group === 'dapr.io'),
      (resource) => resource,
      ({ kind }) => kind,
    );
    this.workloads = this.resources.flatMap((resource) => Workload.of(resource) ?? []);
    this.apps = this.workloads.flatMap((workload) => App.of(workload, (version) => this.isAtLeast(version)) ?? []);
    this.#loaders = new Loaders(this.apps);
    this.components = this.daprResources<ComponentShape>('Component').map(
      (resource) => new Component(resource, world.catalog),
    );
    this.#loadedComponents = new Loaded(
      this.components,
      ({ resource }) => resource,
      ({ block }) => block,
    );
    this.configurations = this.daprResources<ConfigurationShape>('Configuration').map(
      (resource) => new Configuration(resource),
    );
  }

  // The world

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

  get isClosed(): boolean {
    return this.world.closedWorld;
  }

  /**
   * Whether two objects will be in one cluster for certain: of one file or folder, or of an input that is all there is.
   * Folders beside each other are often alternatives.
   */
  areTogether(a: Pick<Resource, 'document'>, b: Pick<Resource, 'document'>): boolean {
    return this.isClosed || this.#places.folderOf(a) === this.#places.folderOf(b);
  }

  /** Whether something adds component types that no catalog can know. */
  get hasPluggableComponents(): boolean {
    return this.#bringsComponents();
  }
  readonly #bringsComponents = lazily(
    () => this.workloads.some(bringsComponents) || this.components.some(hasContainer),
  );

  // Texts

  documentsIn(source: Source): readonly Document[] {
    return this.#places.documentsIn(source);
  }

  resourcesIn(source: Source): readonly Resource[] {
    return this.#places.resourcesIn(source);
  }

  /** The object that a place belongs to; undefined for a place between objects. */
  resourceAt(location: Location): Resource | undefined {
    return this.#places.resourceAt(location);
  }

  // Objects

  /** The metadata of Dapr's own objects, and of workloads that speak of Dapr, in each place where they have some. */
  get objectMetas(): readonly ObjectMeta[] {
    return this.#objectMetas();
  }
  readonly #objectMetas = lazily(() => [
    ...this.resources.filter(({ group }) => group === 'dapr.io').map((resource) => ObjectMeta.of(resource)),
    ...this.workloads.flatMap((workload) => ObjectMeta.within(workload)),
  ]);

  /** The objects of a kind in any API group, as seen from a namespace. */
  resourcesOf(kind: string, namespace?: Namespace): readonly Resource[] {
    return this.#byKind.get(kind, namespace);
  }

  /** The objects of an API group (empty for the core), kind and name: one at most, unless some namespace is not known. */
  resourcesNamed(group: string, kind: string, name: string, namespace?: Namespace): readonly Resource[] {
    return this.#byName.get(`${group}/${kind}/${name}`, namespace);
  }

  /** The objects of a kind in Dapr's own API group, as seen from a namespace. */
  daprResources<Shape extends KubernetesObject>(kind: string, namespace?: Namespace): readonly Resource<Shape>[] {
    return this.#loaded.in(kind, namespace) as unknown as readonly Resource<Shape>[];
  }

  /** The objects of a kind in Dapr's own API group that an app loads: in its namespace, and not scoped to others. */
  daprResourcesFor<Shape extends KubernetesObject>(app: App, kind: string): readonly Resource<Shape>[] {
    return this.#loaded.by(app, kind) as unknown as readonly Resource<Shape>[];
  }

  /** Looks an object of Dapr's up by kind and name, from a namespace. Other API groups have kinds of the same name. */
  find(kind: string, name: string, namespace: Namespace): Lookup {
    const [here] = this.resourcesNamed('dapr.io', kind, name, namespace);
    if (here) return { outcome: 'found', resource: here };
    if (this.world.isExternal(kind, name)) return { outcome: 'unknown' };
    const [elsewhere] = this.resourcesNamed('dapr.io', kind, name);
    if (elsewhere) return { outcome: 'elsewhere', resource: elsewhere };
    const likely = this.#vocabulary(kind, namespace, () => this.daprResources(kind, namespace)).closest(name);
    const [near] = likely === undefined ? [] : this.resourcesNamed('dapr.io', kind, likely, namespace);
    return { outcome: this.isClosed ? 'absent' : 'unknown', ...(near && { near }) };
  }

  /** The names of the things of a kind in a namespace. */
  #vocabulary(kind: string, namespace: Namespace, things: () => readonly { readonly name: string }[]): Vocabulary {
    const key = `${kind}/${namespace ?? ''}`;
    const known = this.#vocabularies.get(key) ?? new Vocabulary(things().map(({ name }) => name));
    this.#vocabularies.set(key, known);
    return known;
  }

  // Components and the apps that load them

  /** The components of a namespace: all, or those of a building block. */
  componentsIn(namespace: Namespace, block?: string): readonly Component[] {
    return block === undefined
      ? this.#componentsByPlace().get('', namespace)
      : this.#loadedComponents.in(block, namespace);
  }
  readonly #componentsByPlace = lazily(() => new NamespaceIndex(this.components, () => ['']));

  /** The components of a name that may be in a namespace; one at most, unless it is not known where some of them are. */
  componentsNamed(name: string, namespace: Namespace): readonly Component[] {
    return this.#componentsByName().get(name, namespace);
  }
  readonly #componentsByName = lazily(() => new NamespaceIndex(this.components, ({ name }) => [name]));

  /** The components of a building block that an app loads: in its namespace, and not scoped to others. */
  componentsFor(app: App, block: string): readonly Component[] {
    return this.#loadedComponents.by(app, block);
  }

  /** The state stores that say they are for actors. */
  get actorStateStores(): readonly Component[] {
    return this.#actorStateStores();
  }
  readonly #actorStateStores = lazily(() =>
    this.componentsIn(undefined, 'state').filter((component) => component.item('actorStateStore')?.isTruthy),
  );

  appsOf(component: Component): readonly App[] {
    return this.#loaders.of(component.resource);
  }

  /** The apps that load a component and are known to be applied with it. */
  appsBeside(component: Component): readonly App[] {
    return this.appsOf(component).filter((app) => this.areTogether(app.resource, component.resource));
  }

  /** The apps that load an object of Dapr's: by its namespace and its scopes. */
  appsThatLoad(resource: Pick<Resource, 'namespace' | 'scopes'>): readonly App[] {
    return this.#loaders.of(resource);
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
    if (!this.areTogether(a.resource, b.resource)) return undefined;
    const apps = this.appsBeside(a).filter((app) => this.loads(app, b));
    if (apps.length > 0) return { apps };
    // Where every app is known, one that is not there loads nothing.
    if (this.isClosed && this.apps.length > 0) return undefined;
    const [mine, theirs] = [a.resource.scopes, b.resource.scopes];
    const scopesMeet = !mine || !theirs || mine.some((scope) => theirs.some((other) => other.text === scope.text));
    return scopesMeet && hasSameNamespace(a.namespace, b.namespace) ? { apps } : undefined;
  }

  // Apps

  appsIn(namespace: Namespace): readonly App[] {
    return this.#loaders.in(namespace);
  }

  /** The apps with an app-id, as seen from a namespace. */
  appsWithId(appId: string, namespace?: Namespace): readonly App[] {
    return this.#loaders.named(appId, namespace);
  }

  /** The app-id of a namespace that another word was probably meant to be. */
  appIdLike(word: string, namespace: Namespace, except?: ReadonlySet<string | undefined>): string | undefined {
    const named = (): readonly { name: string }[] =>
      this.appsIn(namespace).flatMap(({ appId }) => (appId === undefined ? [] : { name: appId }));
    return this.#vocabulary('App', namespace, named).closest(word, except);
  }

  /** The apps, those together that are applied together for certain. */
  get appsTogether(): Iterable<readonly App[]> {
    return this.isClosed ? [this.apps] : group(this.apps, ({ resource }) => this.#places.folderOf(resource)).values();
  }

  /** The autoscalers that set the number of a workload's pods. */
  autoscalersOf({ kind, name, namespace }: Workload): readonly Resource[] {
    return this.#autoscalers().get(`${kind}/${name}`, namespace);
  }
  readonly #autoscalers = lazily(
    () =>
      new NamespaceIndex(this.resourcesOf('HorizontalPodAutoscaler'), ({ body }) => {
        const target = (body as Field).get('spec').get('scaleTargetRef');
        return [`${target.get('kind').text}/${target.get('name').text}`];
      }),
  );

  // Configurations

  /** The apps that run with a configuration, by its name and in its namespace. */
  appsWithConfiguration({ name, namespace }: Configuration): readonly App[] {
    return name === '' ? [] : this.#appsByConfiguration().get(name, namespace);
  }
  readonly #appsByConfiguration = lazily(
    () => new NamespaceIndex(this.apps, (app) => [app.annotation('config').text ?? '']),
  );

  /** The configuration that an app runs with, if it is here. */
  configurationOf(app: App): Configuration | undefined {
    const { text } = app.annotation('config');
    return text ? this.#configurationsByName().get(text, app.namespace)[0] : undefined;
  }
  readonly #configurationsByName = lazily(() => new NamespaceIndex(this.configurations, ({ name }) => [name]));

  /** The configurations of apps with middleware in a pipeline, as seen from a namespace. */
  pipelinesIn(namespace: Namespace): readonly Configuration[] {
    return this.#pipelines().in(namespace);
  }

  /** The pipelines that name a middleware component, and those that may: what they name is not known yet. */
  pipelinesWith({ name, namespace }: Component): readonly Configuration[] {
    return this.#pipelines().with(name, namespace);
  }

  // Who may invoke whom

  get access(): Access {
    return this.#access();
  }
  readonly #access = lazily(() => new Access(this));

  /** The configurations of control planes. */
  get controlPlanes(): readonly Configuration[] {
    return this.#controlPlanes();
  }
  readonly #controlPlanes = lazily(() => this.configurations.filter(({ isControlPlane }) => isControlPlane));

  // Who reaches whom

  get network(): Network {
    return this.#network();
  }
  readonly #network = lazily(() => new Network(this));

  /** The ways into the pods of apps. */
  get doors(): Doors {
    return this.#doors();
  }
  readonly #doors = lazily(() => new Doors(this));

  /** What sidecars have to reach, and what cuts them off. */
  get lifelines(): Lifelines {
    return this.#lifelines();
  }
  readonly #lifelines = lazily(() => new Lifelines(this));

  // Subscriptions

  /** The subscriptions to a topic of a pub/sub component, as seen from a namespace. */
  subscriptionsTo(pubsub: string, topic: string, namespace: Namespace): readonly Resource<SubscriptionShape>[] {
    return this.#subscriptions().get(`${pubsub}/${topic}`, namespace);
  }
  readonly #subscriptions = lazily(
    () =>
      new NamespaceIndex(this.daprResources<SubscriptionShape>('Subscription'), ({ body }) => {
        const spec = body.get('spec');
        return [`${spec.get('pubsubname').text}/${spec.get('topic').text}`];
      }),
  );

  // Secrets

  get secretReferences(): readonly SecretReference[] {
    return this.#secretReferences();
  }
  readonly #secretReferences = lazily(() => [
    ...this.components.flatMap(referencesOf),
    ...this.daprResources<HTTPEndpointShape>('HTTPEndpoint').flatMap(referencesOfEndpoint),
    ...this.daprResources<MCPServerShape>('MCPServer').flatMap(referencesOfMcpServer),
  ]);

  /** Looks up a Secret, or what an operator will make one of. */
  findSecret(name: string, namespace: Namespace): Lookup & { readonly keys?: ReadonlySet<string> } {
    const secrets = this.#secrets();
    const here = secrets.named(name, namespace);
    const [first] = here;
    // Of several that may be it, the keys are not known for certain.
    const keys = here.length === 1 ? first?.keys : undefined;
    if (first) return { outcome: 'found', resource: first.resource, ...(keys && { keys }) };
    if (this.world.isExternal('Secret', name)) return { outcome: 'unknown' };
    const [elsewhere] = secrets.named(name);
    if (elsewhere) return { outcome: 'elsewhere', resource: elsewhere.resource };
    const likely = this.#vocabulary('Secret', namespace, () => secrets.in(namespace)).closest(name);
    const [near] = likely === undefined ? [] : secrets.named(likely, namespace);
    return { outcome: this.isClosed ? 'absent' : 'unknown', ...(near && { near: near.resource }) };
  }
}
