import { Vocabulary } from '../closest.ts';
import {
  type Policy,
  type PolicyKind,
  type PolicyTarget,
  policiesOf,
  policyKinds,
  policyTitles,
  targetsOf,
  targetTitle,
} from '../resiliency.ts';
import type { Namespace, Resource } from '../resource.ts';
import type { ResiliencyShape } from '../shapes.ts';
import { group } from './group.ts';
import { Loaded, loaders, type Scoped } from './loading.ts';
import { NamespaceIndex } from './namespace-index.ts';

interface Placed {
  readonly resiliency: Resource<ResiliencyShape>;
  readonly namespace: Namespace;
  /** `timeout "general"`, `inbound component "orders"`. */
  readonly title: string;
}
export type PlacedPolicy = Policy & Placed;
export type PlacedTarget = PolicyTarget & Placed;

/** The policies and targets of all Resiliency objects: the apps that see several of them put them together by name. */
export class Policies {
  readonly #loaded: Loaded<PlacedPolicy>;
  readonly #entries: Loaded<PlacedPolicy | PlacedTarget>;
  readonly #entriesOf: ReadonlyMap<Resource, readonly (PlacedPolicy | PlacedTarget)[]>;
  readonly #targets: Loaded<PlacedTarget>;
  readonly #uses: NamespaceIndex<PlacedTarget>;
  readonly #byKind: NamespaceIndex<PlacedPolicy>;
  readonly #own = new Map<object, Map<string, PlacedPolicy>>();
  readonly #vocabularies = new Map<string, Vocabulary>();

  constructor(
    resiliencies: readonly Resource<ResiliencyShape>[],
    /** Tells which objects are applied together for certain. */
    placeOf: (resource: Resource) => string,
  ) {
    const placed = <Part>(
      partsOf: (resiliency: Resource<ResiliencyShape>) => readonly Part[],
      titleOf: (part: Part) => string,
    ) =>
      resiliencies.flatMap((resiliency) =>
        partsOf(resiliency).map((part) => ({
          ...part,
          resiliency,
          namespace: resiliency.namespace,
          title: titleOf(part),
        })),
      );
    const policies = placed(policiesOf, ({ kind, name }) => `${policyTitles[kind]} "${name}"`);
    const targets = placed(targetsOf, targetTitle);
    const entries = [...policies, ...targets];
    this.#entriesOf = group(entries, ({ resiliency }) => resiliency as unknown as Resource);
    this.#entries = new Loaded<PlacedPolicy | PlacedTarget>(
      entries,
      ({ resiliency }) => resiliency,
      ({ resiliency, title }) => `${placeOf(resiliency as unknown as Resource)}/${title}`,
    );
    this.#loaded = new Loaded(
      policies,
      ({ resiliency }) => resiliency,
      ({ kind, name }) => `${kind}/${name}`,
    );
    for (const policy of policies) {
      const own = this.#own.get(policy.resiliency) ?? new Map<string, PlacedPolicy>();
      this.#own.set(policy.resiliency, own.set(`${policy.kind}/${policy.name}`, policy));
    }
    this.#byKind = new NamespaceIndex(policies, ({ kind }) => [kind]);
    this.#targets = new Loaded(
      targets,
      ({ resiliency }) => resiliency,
      (target) => `${target.group}/${target.name}`,
    );
    // What a target will name is not known where that is still to be filled in.
    this.#uses = new NamespaceIndex(targets, ({ field }) =>
      policyKinds.flatMap((kind) => {
        const use = field.get(kind);
        return use.exists ? [`${kind}/${use.resolved ? (use.text ?? '') : '?'}`] : [];
      }),
    );
  }

  /** What an object defines. */
  in(resiliency: Resource<ResiliencyShape>): readonly (PlacedPolicy | PlacedTarget)[] {
    return this.#entriesOf.get(resiliency as unknown as Resource) ?? [];
  }

  /** What has the title of an entry, is given before it, and is seen with it by one app. */
  before(entry: PlacedPolicy | PlacedTarget): Iterable<PlacedPolicy | PlacedTarget> {
    return this.#entries.before(entry);
  }

  /** The policies of a name, whoever they are for. */
  named(kind: PolicyKind, name: string, namespace: Namespace): readonly PlacedPolicy[] {
    return this.#loaded.in(`${kind}/${name}`, namespace);
  }

  /** A policy of a name that an app sees which loads an object: that of the object itself, where it has one. */
  seenWith(object: Scoped, kind: PolicyKind, name: string): PlacedPolicy | undefined {
    const own = this.#own.get(object)?.get(`${kind}/${name}`);
    if (own) return own;
    const ids = loaders(object);
    if (!ids) return this.named(kind, name, object.namespace)[0];
    return [...ids].map((appId) => this.#seenBy(appId, kind, name, object.namespace)[0]).find((policy) => policy);
  }

  /** The apps that load an object, and see no policy of a name: undefined stands for some that are not named. */
  blindTo(object: Scoped, kind: PolicyKind, name: string): readonly (string | undefined)[] {
    const ids = [...(loaders(object) ?? [undefined])];
    return ids.filter((appId) => this.#seenBy(appId, kind, name, object.namespace).length === 0);
  }

  #seenBy(appId: string | undefined, kind: PolicyKind, name: string, namespace: Namespace): readonly PlacedPolicy[] {
    const key = `${kind}/${name}`;
    return appId === undefined ? this.#loaded.forEveryone(key, namespace) : this.#loaded.by({ appId, namespace }, key);
  }

  /** Whether there is a policy of a kind, whoever it is for. */
  hasKind(kind: PolicyKind, namespace: Namespace): boolean {
    return this.#byKind.get(kind, namespace).length > 0;
  }

  /** The targets that name a policy, and those that may: what they name is not known yet. */
  uses({ kind, name }: Pick<Policy, 'kind' | 'name'>, namespace: Namespace): readonly PlacedTarget[] {
    return [...this.#uses.get(`${kind}/${name}`, namespace), ...this.#uses.get(`${kind}/?`, namespace)];
  }

  /** The targets for an app, an actor type or a component. */
  targets(group: PolicyTarget['group'], name: string, namespace: Namespace): readonly PlacedTarget[] {
    return this.#targets.in(`${group}/${name}`, namespace);
  }

  /** Those of them that an app sees which loads an object. */
  targetsSeenWith(object: Scoped, group: PolicyTarget['group'], name: string): readonly PlacedTarget[] {
    const [key, ids, { namespace }] = [`${group}/${name}`, loaders(object), object];
    if (!ids) return this.#targets.in(key, namespace);
    return [...ids].flatMap((appId) => this.#targets.by({ appId, namespace }, key));
  }

  /** The policy that a word was probably meant to be. */
  like(kind: PolicyKind, word: string, namespace: Namespace): string | undefined {
    const key = `${kind}/${namespace ?? ''}`;
    const known =
      this.#vocabularies.get(key) ?? new Vocabulary(this.#byKind.get(kind, namespace).map(({ name }) => name));
    this.#vocabularies.set(key, known);
    return known.closest(word);
  }
}
