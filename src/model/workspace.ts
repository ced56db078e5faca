import type { Document } from '../yaml/document.ts';
import type { Field } from '../yaml/field.ts';
import type { Location, Source } from '../yaml/location.ts';
import {
  type Address,
  addressesOf,
  addressesOfConfiguration,
  addressesOfEndpoint,
  addressesOfMcpServer,
} from './address.ts';
import { LivePod } from './app/live-pod.ts';
import { App, literalSince } from './app.ts';
import type { Catalog } from './catalog.ts';
import { Vocabulary } from './closest.ts';
import { bringsComponents, hasContainer } from './component/pluggable.ts';
import { Component } from './component.ts';
import { Configuration } from './configuration.ts';
import { Access } from './graph/access.ts';
import { ConfigMaps } from './graph/config-maps.ts';
import { type ControlPlaneService, controlPlaneServiceOf } from './graph/control-plane.ts';
import { Doors } from './graph/doors.ts';
import { few } from './graph/few.ts';
import { group } from './graph/group.ts';
import { Labelled } from './graph/labelled.ts';
import { lazily } from './graph/lazily.ts';
import { Lifelines } from './graph/lifelines.ts';
import { Loaded, Loaders } from './graph/loading.ts';
import { Monitoring } from './graph/monitoring.ts';
import { Namesakes } from './graph/namesakes.ts';
import { NamespaceIndex } from './graph/namespace-index.ts';
import { Network } from './graph/network.ts';
import { Owners } from './graph/owners.ts';
import { Pipelines } from './graph/pipelines.ts';
import { Places } from './graph/places.ts';
import { Policies } from './graph/policies.ts';
import { present } from './graph/present.ts';
import { isHeld, isOfEarlierTemplate } from './graph/revisions.ts';
import { type Account, Roles } from './graph/roles.ts';
import { SecretStores } from './graph/secret-stores.ts';
import { Secrets } from './graph/secrets.ts';
import { Topics } from './graph/topics.ts';
import { Twins } from './graph/twins.ts';
import { Variables } from './graph/variables.ts';
import { type WrittenSidecar, writtenSidecarOf } from './graph/written-sidecars.ts';
import { everyOneAsItIs, type Group } from './grouping/groups.ts';
import { ObjectMeta } from './kubernetes/object-meta.ts';
import { objectsOf } from './kubernetes/objects.ts';
import { hasSameNamespace, mayShare, type Namespace, type Resource } from './resource.ts';
import { secretMakers } from './secrets/maker.ts';
import {
  referencesOf,
  referencesOfConfiguration,
  referencesOfEndpoint,
  referencesOfMcpServer,
  type SecretReference,
  storeNamedBy,
} from './secrets/reference.ts';
import { TrustBundle, trustBundleName } from './secrets/trust-bundle.ts';
import type {
  ComponentShape,
  ConfigurationShape,
  HTTPEndpointShape,
  KubernetesObject,
  MCPServerShape,
  ResiliencyShape,
  SubscriptionShape,
} from './shapes.ts';
import { isAtLeast } from './values.ts';
import { Workload, workloadKinds } from './workload.ts';

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
  /** What is not all there in a world that is closed. */
  readonly unread?: readonly Unread[];
}

/** A kind of which there may be more than was read, in a namespace or anywhere. */
export interface Unread {
  readonly kind: string;
  readonly namespace?: string;
}

/**
 * The answer to "where is it?": here; only in another namespace; certainly nowhere; or not among the documents, which
 * are not all there is. `near` is the object that was probably meant.
 */
export type Lookup =
  | { readonly outcome: 'found' | 'elsewhere'; readonly resource: Resource }
  | { readonly outcome: 'absent' | 'unknown'; readonly near?: Resource };

/** Where a Secret is, with its keys where they can be seen. */
export type SecretLookup = Lookup & {
  readonly keys?: ReadonlySet<string>;
  /** kustomize calls it by another name, and leaves the names of it in Dapr's objects as they are. */
  readonly isRenamed?: boolean;
};

/**
 * Everything that was read, and the questions that rules ask of it. Complete before any rule runs. Every answer is looked up
 * in an index of `graph/`: none goes through all there is.
 */
export class Workspace {
  /** The path of the folder that it is applied from; empty for what is in no such folder. */
  readonly name: string;
  readonly origin: Group['origin'];
  readonly resources: readonly Resource[];
  readonly workloads: readonly Workload[];
  readonly apps: readonly App[];
  readonly components: readonly Component[];
  readonly configurations: readonly Configuration[];
  readonly #places: Places;
  readonly #byKind: NamespaceIndex<Resource>;
  readonly #loaders: Loaders;
  readonly #loaded: Loaded<Resource>;
  readonly #loadedComponents: Loaded<Component>;
  readonly #vocabularies = new Map<string, Vocabulary>();
  readonly #secrets = lazily(() => new Secrets(this.resources));
  readonly #owners = new Owners((api, kind, name, namespace) => this.resourcesNamed(api, kind, name, namespace));
  readonly #pipelines = lazily(() => new Pipelines(this.configurations));

  constructor(
    /** All documents, the broken ones among them. */
    readonly documents: readonly Document[],
    readonly world: World,
    /** How they came together; without it they are whatever the user named. */
    group?: Group,
  ) {
    this.name = group?.name ?? '';
    this.origin = group?.origin ?? 'rest';
    const { ways, patches } = group ?? everyOneAsItIs;
    const { resources, merged, targets } = objectsOf({ documents, ways, patches }, world.namespace, world.daprVersion);
    this.resources = resources;
    // The patches within a Kustomization are documents of no file.
    this.#places = new Places([...new Set([...documents, ...patches])], [...resources, ...merged], targets);
    this.#byKind = new NamespaceIndex(this.resources, ({ kind }) => kind);
    this.#loaded = new Loaded(
      this.resources.filter((resource) => resource.group === 'dapr.io'),
      (resource) => resource,
      ({ kind }) => kind,
    );
    const isKept = (resource: Resource): boolean => resource.isOwned && this.#owners.speakerOf(resource) !== resource;
    this.workloads = present(this.resources, (resource) => Workload.of(resource, isKept));
    this.apps = present(this.workloads, (workload) => App.of(workload, (version) => this.isAtLeast(version)));
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

  /** Whether all there is of some kinds was read, as seen from a namespace. */
  #hasAll(kinds: readonly string[], namespace: Namespace): boolean {
    const { closedWorld, unread = [] } = this.world;
    return closedWorld && !unread.some((each) => kinds.includes(each.kind) && mayShare(each.namespace, namespace));
  }

  /** Whether a namespace of a cluster may have further objects of some kinds, which the server has not given. */
  #isWithheld(kinds: readonly string[], namespace: Namespace): boolean {
    return this.world.closedWorld && !this.#hasAll(kinds, namespace);
  }

  /**
   * Whether two objects will be in one cluster for certain: of one file or folder, of what a Kustomization or a chart takes
   * in, or of an input that is all there is. Other folders beside each other are often alternatives.
   */
  areTogether(a: Pick<Resource, 'document'>, b: Pick<Resource, 'document'>): boolean {
    return this.#placeOf(a) === this.#placeOf(b);
  }

  /** What objects that are applied together have in common. */
  #placeOf(object: Pick<Resource, 'document'>): string {
    return this.isClosed || this.origin !== 'rest' ? '' : this.#places.folderOf(object);
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

  /** The same as often as it is there: a Kustomization may take in one text twice. */
  resourcesAt(location: Location): readonly Resource[] {
    return this.#places.resourcesAt(location);
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
    return this.#byName().get(`${group}/${kind}/${name}`, namespace);
  }
  readonly #byName = lazily(
    () => new NamespaceIndex(this.resources, ({ group, kind, name }) => `${group}/${kind}/${name}`),
  );

  /** The objects of a kind in Dapr's own API group, as seen from a namespace. */
  daprResources<Shape extends KubernetesObject>(kind: string, namespace?: Namespace): readonly Resource<Shape>[] {
    return this.#loaded.in(kind, namespace) as unknown as readonly Resource<Shape>[];
  }

  /** The objects of a kind in Dapr's own API group that an app loads: in its namespace, and not scoped to others. */
  daprResourcesFor<Shape extends KubernetesObject>(app: App, kind: string): readonly Resource<Shape>[] {
    return this.#loaded.by(app, kind) as unknown as readonly Resource<Shape>[];
  }

  /** The kinds and names of objects of Dapr's kinds, of apps and Secrets, in any namespace: `Secret/redis`. */
  get names(): readonly string[] {
    return [
      ...this.resources.filter(({ group }) => group === 'dapr.io').map(({ kind, name }) => `${kind}/${name}`),
      ...this.apps.flatMap(({ appId }) => (appId === undefined ? [] : `App/${appId}`)),
      ...this.#secrets()
        .in(undefined)
        .map(({ name }) => `Secret/${name}`),
    ];
  }

  /** Of the objects that Kubernetes takes for this very one, and that are applied with it, the closest before it. */
  sameBefore(resource: Resource): Resource | undefined {
    return this.#namesakes()
      .before(resource)
      .find((other) => this.areTogether(other, resource));
  }
  readonly #namesakes = lazily(() => new Namesakes(this.resources));

  /** Looks an object of Dapr's up by kind and name, from a namespace. Other API groups have kinds of the same name. */
  find(kind: string, name: string, namespace: Namespace): Lookup {
    return this.#find('dapr.io', kind, name, namespace);
  }

  /** The Services of Kubernetes with all of some labels, as seen from a namespace. */
  servicesWithLabels(labels: ReadonlyMap<string, string>, namespace: Namespace): readonly Resource[] {
    return this.#labelledServices().with(labels, namespace);
  }
  readonly #labelledServices = lazily(
    () => new Labelled(this.resourcesOf('Service').filter(({ group }) => group === '')),
  );

  #find(api: string, kind: string, name: string, namespace: Namespace): Lookup {
    const [here] = this.resourcesNamed(api, kind, name, namespace);
    if (here) return { outcome: 'found', resource: here };
    if (this.world.isExternal(kind, name)) return { outcome: 'unknown' };
    const [elsewhere] = this.resourcesNamed(api, kind, name);
    if (elsewhere && !this.#isWithheld([kind], namespace)) return { outcome: 'elsewhere', resource: elsewhere };
    const all = (): readonly Resource[] => this.resourcesOf(kind, namespace).filter(({ group: each }) => each === api);
    const likely = this.#vocabulary(`${api}/${kind}`, namespace, all).closest(name);
    const [near] = likely === undefined ? [] : this.resourcesNamed(api, kind, likely, namespace);
    return { outcome: this.#hasAll([kind], namespace) ? 'absent' : 'unknown', ...(near && { near }) };
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

  /** The components that are like one but for their name, as seen from its namespace; itself among them. */
  twinsOf(component: Component): readonly Component[] {
    return this.#twins().of(component);
  }
  readonly #twins = lazily(() => new Twins(this.components));

  /** The components of a building block that an app loads: in its namespace, and not scoped to others. */
  componentsFor(app: App, block: string): readonly Component[] {
    return this.#loadedComponents.by(app, block);
  }

  /** The state stores for actors that are given before one, and that one app may load with it. */
  actorStateStoresBefore(component: Component): Iterable<Component> {
    return this.#actorStateStores().before(component);
  }
  readonly #actorStateStores = lazily(
    () =>
      new Loaded(
        this.componentsIn(undefined, 'state').filter((component) => component.item('actorStateStore')?.isTruthy),
        ({ resource }) => resource,
        ({ resource }) => this.#placeOf(resource),
      ),
  );

  /** The component that may take longest to initialise, of those that an app loads and that are applied with it. */
  slowestOf(app: App): Component | undefined {
    return this.#slowest().firstBy(app, this.#placeOf(app.resource));
  }
  readonly #slowest = lazily(() => {
    const seconds = new Map(this.components.map((component) => [component, component.initSeconds ?? 0]));
    const slow = this.components.filter((component) => (seconds.get(component) ?? 0) > 0);
    return new Loaded(
      slow.sort((a, b) => (seconds.get(b) ?? 0) - (seconds.get(a) ?? 0)),
      ({ resource }) => resource,
      ({ resource }) => this.#placeOf(resource),
    );
  });

  appsOf(component: Component): readonly App[] {
    return this.#loaders.of(component.resource);
  }

  /** The apps that load a component and are known to be applied with it. */
  appsBeside(component: Component): readonly App[] {
    return this.appsOf(component).filter((app) => this.areTogether(app.resource, component.resource));
  }

  /** The apps that load a component, and have the secret store switched off that is built in. */
  appsWithoutSecretStore({ resource }: Component): readonly App[] {
    return this.#loadersWithoutStore().of(resource);
  }
  readonly #loadersWithoutStore = lazily(
    () => new Loaders(this.apps.filter((app) => app.isOn('disable-builtin-k8s-secret-store'))),
  );

  /** The apps that load an object of Dapr's: by its namespace and its scopes. */
  appsThatLoad(resource: Pick<Resource, 'namespace' | 'scopes'>): readonly App[] {
    return this.#loaders.of(resource);
  }

  /** The apps that load an object and are applied with it, and whose sidecars have no value for a variable that it asks for. */
  appsWithout(variable: string, resource: Pick<Resource, 'namespace' | 'scopes' | 'document'>): readonly App[] {
    return this.#variables().without(variable, this.appsThatLoad(resource), this.#placeOf(resource));
  }
  readonly #variables = lazily(() => new Variables(this.catalog, (app) => this.#placeOf(app.resource)));

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
    if (this.#hasAll(workloadKinds, a.namespace) && this.apps.length > 0) return undefined;
    const [mine, theirs] = [a.resource.scopes, b.resource.scopes];
    const scopesMeet = !mine || !theirs || mine.some((scope) => theirs.some((other) => other.text === scope.text));
    return scopesMeet && hasSameNamespace(a.namespace, b.namespace) ? { apps } : undefined;
  }

  // Apps

  appsIn(namespace: Namespace): readonly App[] {
    return this.#loaders.in(namespace);
  }

  /** The sidecars that are written out and not injected, as seen from a namespace. */
  writtenSidecarsIn(namespace: Namespace): readonly WrittenSidecar[] {
    return this.#writtenSidecars().get('', namespace);
  }
  readonly #writtenSidecars = lazily(() => new NamespaceIndex(present(this.workloads, writtenSidecarOf), () => ['']));

  /** The apps that daprd can call, as seen from a namespace. */
  callableAppsIn(namespace: Namespace): readonly App[] {
    return this.#callable().get('', namespace);
  }
  readonly #callable = lazily(
    () =>
      new NamespaceIndex(
        this.apps.filter((app) => app.mayBeCalled),
        () => [''],
      ),
  );

  /** The apps with an app-id, as seen from a namespace. */
  appsWithId(appId: string, namespace?: Namespace): readonly App[] {
    return this.#loaders.named(appId, namespace);
  }

  /** The app that an object runs, if it is a workload with a sidecar. */
  appOf(resource: Resource): App | undefined {
    return this.#appByResource().get(resource);
  }
  readonly #appByResource = lazily(() => new Map(this.apps.map((app) => [app.resource, app])));

  /** The apps whose containers get a ConfigMap. */
  appsWithConfigMap(configMap: Resource): readonly App[] {
    return this.#configMaps().readersOf(configMap);
  }
  readonly #configMaps = lazily(() => new ConfigMaps(this.apps));

  /** The first of the apps that are applied with an object, in whatever namespace. */
  appBeside(resource: Pick<Resource, 'document'>): App | undefined {
    return this.#appByPlace().get(this.#placeOf(resource))?.[0];
  }
  readonly #appByPlace = lazily(() => group(this.apps, ({ resource }) => this.#placeOf(resource)));

  /** The namespaces of the apps that are applied with an object. */
  appNamespacesBeside(resource: Pick<Resource, 'document'>): readonly string[] {
    return this.#appNamespaces().get(this.#placeOf(resource)) ?? [];
  }
  readonly #appNamespaces = lazily(() => {
    const namesIn = (apps: readonly App[]): readonly string[] => apps.flatMap(({ namespace }) => namespace ?? []);
    return new Map([...this.#appByPlace()].map(([place, apps]) => [place, [...new Set(namesIn(apps))]]));
  });

  /** The app of a namespace whose app-id another word was probably meant to be. */
  appLike(word: string, namespace: Namespace, except?: ReadonlySet<string | undefined>): App | undefined {
    const named = (): readonly { name: string }[] =>
      this.appsIn(namespace).flatMap(({ appId }) => (appId === undefined ? [] : { name: appId }));
    const likely = this.#vocabulary('App', namespace, named).closest(word, except);
    return likely === undefined ? undefined : this.appsWithId(likely, namespace)[0];
  }

  /** The apps, those together that are applied together for certain. */
  get appsTogether(): Iterable<readonly App[]> {
    return this.#appByPlace().values();
  }

  /** The pods of a workload that run, where the input is the export of a cluster. */
  livePodsOf({ resource }: Workload): readonly LivePod[] {
    return this.#livePods().get(resource) ?? [];
  }
  readonly #livePods = lazily(() =>
    group(present(this.resourcesOf('Pod'), LivePod.of), ({ resource }) => this.#owners.speakerOf(resource)),
  );

  /** Those of them that were made of an earlier template than the workload has now. */
  earlierPodsOf(workload: Workload): readonly LivePod[] {
    return this.livePodsOf(workload).filter((pod) =>
      isOfEarlierTemplate(pod, workload, this.#owners.controllerOf(pod.resource)),
    );
  }

  /** Whether pods of the template that a workload has now are coming up, as an export shows it. */
  isRollingOut(workload: Workload): boolean {
    const earlier = new Set(this.earlierPodsOf(workload));
    return !isHeld(workload) && this.livePodsOf(workload).some((pod) => !earlier.has(pod) && pod.isComingUp);
  }

  /** The services of the control plane of a cluster that runs. */
  get controlPlane(): readonly ControlPlaneService[] {
    return this.#controlPlane();
  }
  readonly #controlPlane = lazily(() => present(this.workloads, controlPlaneServiceOf));

  /** Those of the only control plane that there is: of several, nothing says which one is that of an app. */
  get onlyControlPlane(): readonly ControlPlaneService[] {
    const namespaces = new Set(this.controlPlane.map(({ workload }) => workload.namespace));
    return namespaces.size > 1 ? [] : this.controlPlane;
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

  /** The apps that name a configuration, in whatever namespace. */
  appsNamingConfiguration(name: string): readonly App[] {
    return name === '' ? [] : this.#appsByConfiguration().get(name);
  }

  /** Whether an app names a configuration that is not there, and means this one. */
  isMeantBySlip({ resource }: Configuration): boolean {
    return this.#meantBySlip().has(resource);
  }
  readonly #meantBySlip = lazily(() => {
    const strays = this.apps.filter((app) => app.annotation('config').text && !this.configurationOf(app));
    const lookups = strays.map((app) => this.find('Configuration', app.annotation('config').text ?? '', app.namespace));
    return new Set<object>(lookups.flatMap((lookup) => ('near' in lookup && lookup.near ? [lookup.near] : [])));
  });

  /** Whether the configuration of some app of a namespace is still to be filled in. */
  hasOpenConfiguration(namespace: Namespace): boolean {
    return this.#appsWithOpenConfiguration().get('', namespace).length > 0;
  }
  readonly #appsWithOpenConfiguration = lazily(
    () => new NamespaceIndex(this.apps, (app) => (app.annotation('config').resolved ? [] : [''])),
  );

  /** The configuration that an app runs with, if it is here. */
  configurationOf(app: App): Configuration | undefined {
    const { text } = app.annotation('config');
    return text ? this.#configurationsByName().get(text, app.namespace)[0] : undefined;
  }
  readonly #configurationsByName = lazily(() => new NamespaceIndex(this.configurations, ({ name }) => [name]));

  /** Whether the configuration of some app that may be in a namespace keeps WebAssembly guests in a strict sandbox. */
  hasStrictSandbox(namespace: Namespace): boolean {
    return this.#strictSandboxes().get('', namespace).length > 0;
  }
  readonly #strictSandboxes = lazily(
    () =>
      new NamespaceIndex(
        this.configurations.filter(({ spec }) => spec.get('wasm').get('strictSandbox').boolean === true),
        () => '',
      ),
  );

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

  /** The subscriptions, by the topics that they are to. */
  get topics(): Topics {
    return this.#topics();
  }
  readonly #topics = lazily(
    () =>
      new Topics(this.daprResources<SubscriptionShape>('Subscription'), (subscription) => this.#placeOf(subscription)),
  );

  // Resiliency

  /** The policies and targets of all Resiliency objects, by their names. */
  get policies(): Policies {
    return this.#policies();
  }
  readonly #policies = lazily(
    () => new Policies(this.daprResources<ResiliencyShape>('Resiliency'), (resiliency) => this.#placeOf(resiliency)),
  );

  // What is drawn of metrics, and warned of

  get monitoring(): Monitoring {
    return this.#monitoring();
  }
  readonly #monitoring = lazily(() => {
    const ofGroup = (group: string, ...kinds: readonly string[]): readonly Resource[] =>
      kinds.flatMap((kind) => this.resourcesOf(kind).filter((resource) => resource.group === group));
    return new Monitoring(
      [...ofGroup('monitoring.coreos.com', 'PrometheusRule'), ...ofGroup('operator.victoriametrics.com', 'VMRule')],
      [...ofGroup('', 'ConfigMap'), ...ofGroup('grafana.integreatly.org', 'GrafanaDashboard')],
    );
  });

  // Services

  /** The hosts that sidecars connect to. */
  get addresses(): readonly Address[] {
    return this.#addresses();
  }
  readonly #addresses = lazily(() => [
    ...this.components.flatMap(addressesOf),
    ...this.configurations.flatMap(addressesOfConfiguration),
    ...this.daprResources<HTTPEndpointShape>('HTTPEndpoint').flatMap(addressesOfEndpoint),
    ...this.daprResources<MCPServerShape>('MCPServer').flatMap(addressesOfMcpServer),
  ]);

  /** Looks up the Service by whose name a host is found. */
  findService(name: string, namespace: Namespace): Lookup {
    return this.#find('', 'Service', name, namespace);
  }

  // Secrets

  /** Who takes secrets from which store. */
  get secretStores(): SecretStores {
    return this.#secretStores();
  }
  readonly #secretStores = lazily(
    () =>
      new SecretStores({
        components: this.components,
        users: ['Component', 'Configuration', 'HTTPEndpoint', 'MCPServer'].flatMap((kind) => this.daprResources(kind)),
        next: (component) => {
          const store = storeNamedBy(component.resource as Resource);
          if (!store?.resolved || store.text === 'kubernetes') return undefined;
          const [next, ...more] = this.componentsNamed(store.text ?? '', component.namespace);
          return next?.block === 'secretstores' && more.length === 0 ? next : undefined;
        },
      }),
  );

  get secretReferences(): readonly SecretReference[] {
    return this.#secretReferences();
  }
  readonly #secretReferences = lazily(() => [
    ...this.components.flatMap(referencesOf),
    ...this.daprResources<HTTPEndpointShape>('HTTPEndpoint').flatMap(referencesOfEndpoint),
    ...this.daprResources<MCPServerShape>('MCPServer').flatMap(referencesOfMcpServer),
    // The operator left the headers of traces alone before.
    ...(this.isAtLeast('1.17') ? this.configurations.flatMap(referencesOfConfiguration) : []),
  ]);

  /**
   * Some of the apps that feel it when the operator cannot resolve the secrets of an object, of those that are applied with
   * it. Of endpoints and servers it lists all of a namespace, whatever their scopes.
   * Source: dapr v1.18.3 pkg/operator/api/components.go:104, httpendpoints.go ListHTTPEndpoints, mcpservers.go:103.
   */
  appsThatNeed(owner: Resource): readonly App[] {
    return few(this.#appsOfOwner(owner), (app) => this.areTogether(app.resource, owner));
  }

  /** All of them. */
  allAppsThatNeed(owner: Resource): readonly App[] {
    return this.#appsOfOwner(owner).filter((app) => this.areTogether(app.resource, owner));
  }

  #appsOfOwner(owner: Resource): readonly App[] {
    if (owner.kind === 'Component') return this.appsThatLoad(owner);
    return owner.kind === 'Configuration'
      ? this.#appsByConfiguration().get(owner.name, owner.namespace)
      : this.appsIn(owner.namespace);
  }

  /** The trust bundles of control planes: Secrets, and ConfigMaps with their roots. */
  get trustBundles(): readonly TrustBundle[] {
    return this.#trustBundles();
  }
  readonly #trustBundles = lazily(() =>
    ['Secret', 'ConfigMap']
      .flatMap((kind) => this.resourcesNamed('', kind, trustBundleName))
      .map((resource) => new TrustBundle(resource)),
  );

  /** The roots that are handed out beside the Secret of a trust bundle, where they are applied with it. */
  rootsBeside({ resource }: TrustBundle): TrustBundle | undefined {
    const near = this.resourcesNamed('', 'ConfigMap', trustBundleName, resource.namespace);
    const [configMap] = near.filter((each) => this.areTogether(each, resource));
    return configMap && new TrustBundle(configMap);
  }

  /** Looks up a Secret, or what an operator will make one of. */
  findSecret(name: string, namespace: Namespace): SecretLookup {
    const secrets = this.#secrets();
    const here = secrets.named(name, namespace);
    const [first] = here;
    // Of several that may be it, the keys are not known for certain.
    const only = here.length === 1 ? first : undefined;
    if (first)
      return {
        outcome: 'found',
        resource: first.resource,
        ...(only?.keys && { keys: only.keys }),
        ...(only?.isRenamed && { isRenamed: true }),
      };
    if (this.world.isExternal('Secret', name)) return { outcome: 'unknown' };
    const [elsewhere] = secrets.named(name);
    if (elsewhere && !this.#isWithheld(secretMakers, namespace))
      return { outcome: 'elsewhere', resource: elsewhere.resource };
    const likely = this.#vocabulary('Secret', namespace, () => secrets.in(namespace)).closest(name);
    const [near] = likely === undefined ? [] : secrets.named(likely, namespace);
    const isAbsent = this.#hasAll(secretMakers, namespace) && !secrets.areHidden;
    return { outcome: isAbsent ? 'absent' : 'unknown', ...(near && { near: near.resource }) };
  }

  // Accounts and what they may do

  /** What bindings let accounts do with Secrets. */
  get roles(): Roles {
    return this.#roles();
  }
  readonly #roles = lazily(() => {
    const named = (...kinds: readonly string[]): readonly Resource[] =>
      kinds.flatMap((kind) => this.resourcesOf(kind).filter(({ group }) => group === 'rbac.authorization.k8s.io'));
    return new Roles(named('Role', 'ClusterRole'), named('RoleBinding', 'ClusterRoleBinding'));
  });

  /** The apps that run as an account; of one that stands for all, those of its namespace. */
  appsWithAccount({ name, namespace }: Account): readonly App[] {
    return name === '*' ? this.appsIn(namespace) : this.#appsByAccount().get(name, namespace);
  }
  readonly #appsByAccount = lazily(
    () => new NamespaceIndex(this.apps, ({ workload: { account } }) => (account === undefined ? [] : [account])),
  );
}
