import type { App } from '../model/app.ts';
import type { Component } from '../model/component.ts';
import { lazily } from '../model/graph/lazily.ts';
import type { Namespace, Resource } from '../model/resource.ts';
import type { Workspace } from '../model/workspace.ts';
import { ordered } from './order.ts';
import type { Counts, NodeKind, Picture, PictureEdge, PictureNode, Relation } from './picture-data.ts';

/** A node before it has its marks. */
export type Draft = Omit<PictureNode, 'findings' | 'notes'> & { readonly notes: string[] };

/** What a node is made of. */
interface Subject {
  readonly kind: NodeKind;
  readonly name: string;
  readonly namespace: Namespace;
  readonly block?: string;
  readonly type?: string;
  readonly notes?: readonly string[];
  readonly within?: string;
  readonly isMissing?: boolean;
  readonly members?: number;
  readonly resource?: Resource;
}

/** So few apps are drawn one by one. */
const fewest = 4;

/** A picture in the making: every thing once, every edge once. */
export class Sketch {
  readonly #nodes = new Map<string, Draft>();
  /** How often an id was asked for. */
  readonly #taken = new Map<string, number>();
  /** The ids of nodes made of a patch. */
  readonly #partial = new Set<string>();
  readonly #byResource = new Map<Resource, Draft>();
  readonly #edges = new Map<string, PictureEdge & { readonly labels: string[] }>();
  readonly #groups = new Map<Namespace, Draft>();
  /** The nodes of apps, by app. */
  readonly #apps = lazily(() => new Map(this.workspace.apps.map((app) => [app, this.#makeApp(app)])));

  constructor(readonly workspace: Workspace) {}

  /** Adds a node. Two objects may have one name; what is only named is the same wherever it is named. */
  add(subject: Subject): Draft {
    const { kind, name, namespace, block, type, notes = [], within, isMissing = false, members, resource } = subject;
    const place = within === undefined ? (namespace ?? '') : within.slice(within.indexOf('/') + 1);
    const plain = [kind, place, name].join('/');
    const known = resource ? this.#byResource.get(resource) : this.#nodes.get(plain);
    if (known) return known;
    const whole = resource && this.#nodes.get(plain);
    if (whole && !whole.isMissing && (resource.isPartial || this.#partial.has(plain))) {
      // A patch and what it is for are one thing.
      this.standsFor(resource, whole);
      return whole;
    }
    if (resource?.isPartial) this.#partial.add(plain);
    const id = this.#free(plain);
    const node: Draft = {
      id,
      kind,
      name,
      ...(namespace !== undefined && { namespace }),
      ...(block !== undefined && { block }),
      ...(type !== undefined && { type }),
      notes: [...notes],
      ...(within !== undefined && { within }),
      isMissing,
      ...(members !== undefined && { members }),
      ...(resource && { path: resource.document.source.path }),
    };
    this.#nodes.set(id, node);
    if (resource) this.#byResource.set(resource, node);
    return node;
  }

  #free(plain: string): string {
    for (let number = this.#taken.get(plain) ?? 0; ; number += 1) {
      const id = number === 0 ? plain : `${plain}~${number + 1}`;
      if (this.#nodes.has(id)) continue;
      this.#taken.set(plain, number + 1);
      return id;
    }
  }

  connect(from: Draft, relation: Relation, to: Draft, label?: string): void {
    const key = JSON.stringify([from.id, relation, to.id]);
    const known = this.#edges.get(key) ?? { from: from.id, to: to.id, relation, labels: [] };
    if (label && !known.labels.includes(label)) known.labels.push(label);
    this.#edges.set(key, known);
  }

  has(from: Draft, relation: Relation, to: Draft): boolean {
    return this.#edges.has(JSON.stringify([from.id, relation, to.id]));
  }

  /** The node that findings on an object belong to. */
  nodeOf(resource: Resource): Draft | undefined {
    return this.#byResource.get(resource);
  }

  /** Findings on an object belong to a node that is another thing. */
  standsFor(resource: Resource, node: Draft): void {
    this.#byResource.set(resource, node);
  }

  app(app: App): Draft {
    return this.#apps().get(app) ?? this.#makeApp(app);
  }

  #makeApp(app: App): Draft {
    const { resource, namespace } = app;
    return this.add({ kind: 'app', name: app.appId ?? resource.name, namespace, type: resource.kind, resource });
  }

  /** The apps with an app-id, as seen from a namespace: one that is only named, where there is none here. */
  appsNamed(appId: string, namespace: Namespace): readonly Draft[] {
    const here = this.workspace.appsWithId(appId, namespace);
    if (here.length > 0) return here.map((app) => this.app(app));
    return [this.add({ kind: 'app', name: appId, namespace, isMissing: true })];
  }

  component(component: Component): Draft {
    const { name, namespace, block } = component;
    const resource = component.resource as unknown as Resource;
    return this.add({ kind: 'component', name, namespace, block, type: component.type.text ?? '', resource });
  }

  /** The component of a name, which may be only named. */
  componentNamed(name: string, namespace: Namespace, block: string): Draft {
    const [component] = this.workspace.componentsNamed(name, namespace);
    return component
      ? this.component(component)
      : this.add({ kind: 'component', name, namespace, block, isMissing: true });
  }

  /** Some of the apps of a namespace: one node where they are all of them. */
  collapsed(apps: readonly App[], namespace: Namespace): readonly Draft[] {
    const all = this.workspace.appsIn(namespace);
    return apps.length >= fewest && apps.length === all.length
      ? [this.#everyApp(namespace)]
      : apps.map((app) => this.app(app));
  }

  #everyApp(namespace: Namespace): Draft {
    const known = this.#groups.get(namespace) ?? this.#makeGroup(namespace);
    this.#groups.set(namespace, known);
    return known;
  }

  #makeGroup(namespace: Namespace): Draft {
    const apps = this.workspace.appsIn(namespace);
    const first = apps[0]?.namespace;
    const own = apps.every((app) => app.namespace === first) ? first : namespace;
    return this.add({ kind: 'apps', name: 'every app', namespace: own, members: apps.length });
  }

  /** The apps that load an object by its scopes: those here, and those that its scopes alone name. */
  loadersOf(resource: Pick<Resource, 'namespace' | 'scopes'>): readonly Draft[] {
    const here = this.collapsed(this.workspace.appsThatLoad(resource), resource.namespace);
    const missing = (resource.scopes ?? []).flatMap((scope) =>
      scope.resolved && scope.text && this.workspace.appsWithId(scope.text, resource.namespace).length === 0
        ? this.appsNamed(scope.text, resource.namespace)
        : [],
    );
    return [...here, ...missing];
  }

  finish(counts: ReadonlyMap<string, Counts>, elsewhere: Counts): Picture {
    // Apps that nothing is connected with are part of the picture too.
    this.#apps();
    return { ...ordered(this.#nodes.values(), this.#edges.values(), counts), elsewhere };
  }
}
