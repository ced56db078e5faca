import type { Field } from '../../yaml/field.ts';
import { group } from '../graph/group.ts';
import type { AccessOperation, AccessPolicy, ConfigurationShape } from '../shapes.ts';

/** Who calls, as the certificate of its sidecar says; undefined what is not known. */
export interface Identity {
  readonly appId: string | undefined;
  readonly namespace: string | undefined;
  readonly trustDomain: string | undefined;
}

/** How much of an app another may call: it may depend on the operation, or on what is not known. */
export type Reach = 'everything' | 'something' | 'nothing' | 'unknown';

/** What a caller may do, and the policy that says so; without one, what holds for whom no policy is about. */
export interface Verdict {
  readonly reach: Reach;
  readonly policy?: Field<AccessPolicy>;
}

/** The trust domain of apps whose Configuration names none, or that have none. */
export const defaultTrustDomain = 'public';

/** Whether an action allows: the word alone, in any letter case. Source: dapr v1.18.3 pkg/acl/acl.go:270. */
const allows = (action: string): boolean => action.toLowerCase() === 'allow';

/**
 * The access control of one Configuration, which the app that is called applies to its callers.
 * Source: dapr v1.18.3 pkg/acl/acl.go isOperationAllowedByAccessControlPolicy.
 */
export class AccessControl {
  readonly #byApp: ReadonlyMap<string, readonly Field<AccessPolicy>[]>;

  constructor(private readonly field: Field<ConfigurationShape['spec']['accessControl']>) {
    this.#byApp = group(field.get('policies').items, (policy) => policy.get('appId').text ?? '');
  }

  /** What holds for whom no policy is about: on Kubernetes all is allowed unless it says otherwise. */
  get otherwise(): Reach {
    const action = this.field.get('defaultAction');
    return reachOf(action.resolved ? [action.text || 'allow'] : [undefined]);
  }

  /** The policy that is looked up for a caller, whatever its trust domain: of two, the later one. */
  policyFor({ appId, namespace }: Identity): Field<AccessPolicy> | 'unknown' | undefined {
    // A policy whose app is still to be filled in may be about anybody.
    if (appId === undefined || this.#isOpen()) return this.#byApp.size === 0 ? undefined : 'unknown';
    const named = this.#byApp.get(appId) ?? [];
    const places = new Set(named.map((policy) => textOf(policy.get('namespace'))));
    if (places.has(undefined) || (namespace === undefined && places.size > 1)) return 'unknown';
    return named.findLast((policy) => namespace === undefined || policy.get('namespace').text === namespace);
  }

  #isOpen(): boolean {
    return [...this.#byApp.values()].some((policies) => policies.some((policy) => !policy.get('appId').resolved));
  }

  /** Whether it lets nobody in, whoever that may be. */
  isShut(isHttp: boolean): boolean {
    if (this.otherwise !== 'nothing' || !this.field.get('policies').resolved) return false;
    return [...this.#byApp.values()].flat().every((policy) => this.#reachOfPolicy(policy, isHttp) === 'nothing');
  }

  /** What a caller may do; nobody is known without mTLS. */
  judge(caller: Identity | undefined, isHttp: boolean): Verdict {
    const policy = caller && this.policyFor(caller);
    if (!caller || policy === undefined) return { reach: this.otherwise };
    if (policy === 'unknown') return { reach: 'unknown' };
    const domain = policy.get('trustDomain');
    if (caller.trustDomain === undefined || !domain.resolved) return { reach: 'unknown', policy };
    if (domain.text !== caller.trustDomain) return { reach: this.otherwise };
    return { reach: this.#reachOfPolicy(policy, isHttp), policy };
  }

  #reachOfPolicy(policy: Field<AccessPolicy>, isHttp: boolean): Reach {
    const [own, operations] = [policy.get('defaultAction'), policy.get('operations')];
    const fallback = own.text ? (own.resolved ? own.text : undefined) : this.#fallback();
    return operations.resolved ? reachOf(actionsOf(operations.items, fallback, isHttp)) : 'unknown';
  }

  #fallback(): string | undefined {
    const { otherwise } = this;
    return otherwise === 'unknown' ? undefined : otherwise === 'everything' ? 'allow' : 'deny';
  }
}

const textOf = (field: Field<string>): string | undefined => (field.resolved ? (field.text ?? '') : undefined);

/** An action that is not known leaves open how much is allowed. */
const reachOf = (actions: readonly (string | undefined)[]): Reach => {
  if (actions.includes(undefined)) return 'unknown';
  const allowing = actions.filter((action) => allows(action ?? '')).length;
  return allowing === actions.length ? 'everything' : allowing > 0 ? 'something' : 'nothing';
};

/** What may decide about a call: the action of an operation, or the fallback where no operation fits. */
const actionsOf = (
  operations: readonly Field<AccessOperation>[],
  fallback: string | undefined,
  isHttp: boolean,
): readonly (string | undefined)[] => {
  // The first operation that fits decides, and this one fits all calls: none gets past it.
  const decisive = nameOf(operations[0]) === '/**' ? operations.slice(0, 1) : operations;
  // Without verbs an operation fits no HTTP request.
  const fitting = decisive.filter((operation) => !isHttp || operation.get('httpVerb').items.length > 0);
  const fitsAll = ([first, ...more]: readonly Field<AccessOperation>[]): boolean =>
    first !== undefined &&
    more.length === 0 &&
    nameOf(first) === '/**' &&
    (!isHttp || first.get('httpVerb').items.some((verb) => verb.text === '*'));
  const actions = fitting.map((operation) => textOf(operation.get('action')));
  return fitsAll(fitting) ? actions : [fallback, ...actions];
};

const nameOf = (operation: Field<AccessOperation> | undefined): string =>
  (operation?.get('name').text ?? '').replace(/^(?!\/)/, '/');
