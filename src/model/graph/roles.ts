import type { PolicyRule, RoleBinding } from 'kubernetes-types/rbac/v1.js';
import type { Field } from '../../yaml/field.ts';
import type { Namespace, Resource } from '../resource.ts';
import { NamespaceIndex } from './namespace-index.ts';

/** A ServiceAccount, whether it is written or not. */
export interface Account {
  readonly name: string;
  readonly namespace: Namespace;
}

/** A subject of a binding: an account, or all of a namespace or of the cluster. */
interface Subject extends Account {
  /** False for a name that is still to be filled in: it may be any. */
  readonly isKnown: boolean;
}

/** What a binding lets its subjects do with Secrets. */
export interface SecretGrant {
  readonly binding: Resource;
  /** Where the Secrets are; every namespace where `isClusterWide`. */
  readonly namespace: Namespace;
  readonly isClusterWide: boolean;
  /** The verbs for each Secret by its name; `*` for all of them. */
  readonly verbs: ReadonlyMap<string, ReadonlySet<string>>;
  /** Whether the role is here, so that no more than that is granted. */
  readonly isWhole: boolean;
}

/** What Kubernetes itself brings: `view` leaves Secrets out. Source: kubernetes.io/docs/reference/access-authn-authz/rbac. */
const builtIn: Readonly<Record<string, readonly string[]>> = {
  'cluster-admin': ['*'],
  admin: ['get', 'list', 'watch'],
  edit: ['get', 'list', 'watch'],
  view: [],
};

const everyAccount = '*';
/** The keys of the places that are no namespace. */
const [everywhere, unknownPlace] = ['*', ''];

/** Which ServiceAccounts may read which Secrets, by the roles that are bound to them. */
export class Roles {
  readonly #roles: NamespaceIndex<Resource>;
  readonly #bySubject: NamespaceIndex<{ readonly namespace: Namespace; readonly binding: Resource }>;
  readonly #bindings: NamespaceIndex<Resource>;
  readonly #grants = new Map<Resource, SecretGrant>();
  readonly #ofAccount = new Map<string, readonly SecretGrant[]>();
  readonly #access = new Map<string, Access>();
  readonly #readers = new Map<Namespace, readonly SecretGrant[]>();

  constructor(roles: readonly Resource[], bindings: readonly Resource[]) {
    this.#roles = new NamespaceIndex(roles, ({ kind, name }) => [`${kind}/${name}`]);
    const subjects = bindings.flatMap((binding) => accountsOf(binding).map((account) => ({ ...account, binding })));
    this.#bySubject = new NamespaceIndex(subjects, ({ name }) => [name]);
    this.#bindings = new NamespaceIndex(bindings, ({ kind }) => [kind]);
  }

  /** What the bindings of an account let it do with Secrets. */
  grantsTo({ name, namespace }: Account): readonly SecretGrant[] {
    const key = `${namespace ?? ''}/${name}`;
    const known = this.#ofAccount.get(key);
    if (known) return known;
    const bound = [...this.#bySubject.get(name, namespace), ...this.#bySubject.get(everyAccount, namespace)];
    const grants = [...new Set(bound.map(({ binding }) => binding))].map((binding) => this.grantOf(binding));
    this.#ofAccount.set(key, grants);
    return grants;
  }

  /** Whether an account may read a Secret; undefined where a role of it is not here. */
  mayRead(account: Account, secret: string, namespace: Namespace): boolean | undefined {
    const { readable, isPart } = this.#accessOf(account);
    const places = namespace === undefined ? [...readable.keys()] : [namespace, unknownPlace, everywhere];
    if (places.some((place) => readable.get(place)?.has('*') || readable.get(place)?.has(secret))) return true;
    return (namespace === undefined ? isPart.size > 0 : places.some((place) => isPart.has(place))) ? undefined : false;
  }

  /** A binding by which an account reads every Secret of its namespace for certain. */
  grantOfAll(account: Account): SecretGrant | undefined {
    return this.#accessOf(account).ofAll;
  }

  #accessOf(account: Account): Access {
    const key = `${account.namespace ?? ''}/${account.name}`;
    const known = this.#access.get(key) ?? accessBy(account, this.grantsTo(account));
    this.#access.set(key, known);
    return known;
  }

  /** The bindings of a namespace that let somebody read Secrets of it. */
  readersIn(namespace: Namespace): readonly SecretGrant[] {
    const known =
      this.#readers.get(namespace) ??
      this.#bindings
        .get('RoleBinding', namespace)
        .map((binding) => this.grantOf(binding))
        .filter(({ verbs }) => verbs.size > 0);
    this.#readers.set(namespace, known);
    return known;
  }

  grantOf(binding: Resource): SecretGrant {
    const known = this.#grants.get(binding) ?? this.#judge(binding);
    this.#grants.set(binding, known);
    return known;
  }

  #judge(binding: Resource): SecretGrant {
    const { kind = '', name = '' } = referenceOf(binding);
    const isClusterWide = binding.kind === 'ClusterRoleBinding';
    const place = { binding, namespace: binding.namespace, isClusterWide };
    const [role, ...more] = this.#roles.get(`${kind}/${name}`, kind === 'Role' ? binding.namespace : undefined);
    const usual = kind === 'ClusterRole' && Object.hasOwn(builtIn, name) ? builtIn[name] : undefined;
    if (!role)
      return { ...place, verbs: usual?.length ? new Map([['*', new Set(usual)]]) : new Map(), isWhole: !!usual };
    const body = role.body as Field;
    const isWhole = more.length === 0 && !role.isPartial && !body.get('aggregationRule').exists;
    return { ...place, verbs: verbsOn(body.get('rules').items as readonly Field<PolicyRule>[]), isWhole };
  }
}

/** What all bindings of an account come to. */
interface Access {
  /** The Secrets that it may get, by the place of them; `*` for all. */
  readonly readable: ReadonlyMap<string, ReadonlySet<string>>;
  /** The places where more may be granted than is here. */
  readonly isPart: ReadonlySet<string>;
  readonly ofAll: SecretGrant | undefined;
}

const accessBy = (account: Account, grants: readonly SecretGrant[]): Access => {
  const [readable, isPart] = [new Map<string, Set<string>>(), new Set<string>()];
  for (const { isClusterWide, namespace, isWhole, verbs } of grants) {
    const place = isClusterWide ? everywhere : (namespace ?? unknownPlace);
    if (!isWhole) isPart.add(place);
    const secrets = readable.get(place) ?? new Set();
    readable.set(place, secrets);
    for (const [secret, may] of verbs) if (may.has('get') || may.has('*')) secrets.add(secret);
  }
  const isAll = (grant: SecretGrant): boolean =>
    readsAll(grant) && (grant.isClusterWide || grant.namespace === account.namespace);
  const ofAll = grants.find(
    (grant) => isAll(grant) && accountsOf(grant.binding).some((subject) => isCertainly(account, subject)),
  );
  return { readable, isPart, ofAll };
};

/** Whether a grant is about every Secret there is in its place. */
export const readsAll = ({ verbs }: SecretGrant): boolean =>
  ['*', 'get', 'list', 'watch'].some((verb) => verbs.get('*')?.has(verb));

/** Source: kubernetes v1.34 pkg/apis/rbac/v1/evaluation_helpers.go. */
const verbsOn = (rules: readonly Field<PolicyRule>[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const verbs = new Map<string, Set<string>>();
  for (const rule of rules) {
    const has = (list: readonly Field[], words: readonly string[]): boolean =>
      list.some(({ text }) => text !== undefined && words.includes(text));
    const [groups, resources] = [rule.get('apiGroups').items, rule.get('resources').items];
    if (!has(groups, ['', '*']) || !has(resources, ['secrets', '*'])) continue;
    const names = rule.get('resourceNames').items.flatMap(({ text }) => text ?? []);
    for (const name of names.length > 0 ? names : ['*']) {
      const known = verbs.get(name) ?? new Set();
      for (const { text } of rule.get('verbs').items) if (text !== undefined) known.add(text);
      verbs.set(name, known);
    }
  }
  return verbs;
};

const referenceOf = (binding: Resource): { readonly kind?: string; readonly name?: string } => {
  const reference = (binding.body as unknown as Field<RoleBinding>).get('roleRef');
  const [kind, name] = [reference.get('kind').text, reference.get('name').text];
  return { ...(kind !== undefined && { kind }), ...(name !== undefined && { name }) };
};

/**
 * The accounts that a binding names, itself or by their group. In a RoleBinding, one without a namespace is of its own.
 * Source: kubernetes v1.34 pkg/registry/rbac/validation/rule.go appliesToUser.
 */
export const accountsOf = (binding: Resource): readonly Subject[] =>
  (binding.body as unknown as Field<RoleBinding>).get('subjects').items.flatMap((subject) => {
    const [kind, field, place] = [subject.get('kind').text, subject.get('name'), subject.get('namespace')];
    const [name = '', isKnown] = [field.text, field.resolved];
    if (kind === 'ServiceAccount') {
      const own = binding.kind === 'RoleBinding' ? binding.namespace : undefined;
      const namespace = place.text ? (place.resolved ? place.text : undefined) : own;
      return { name: isKnown ? name : everyAccount, namespace, isKnown };
    }
    const [, ofUser, user] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(name) ?? [];
    if (kind === 'User') return user === undefined ? [] : { name: user, namespace: ofUser, isKnown };
    const [, group] = /^system:(?:authenticated|serviceaccounts(?::(.+))?)$/.exec(kind === 'Group' ? name : '') ?? [
      '',
      '',
    ];
    return group === '' ? [] : { name: everyAccount, namespace: group, isKnown };
  });

/** Whether a subject of a binding is an account, as far as is known for certain. */
export const isCertainly = (account: Account, subject: Subject): boolean => {
  if (!subject.isKnown) return false;
  if (subject.name === everyAccount && subject.namespace === undefined) return true;
  return [account.name, everyAccount].includes(subject.name) && subject.namespace === account.namespace;
};
