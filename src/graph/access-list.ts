import type { App } from '../model/app.ts';
import type { Configuration } from '../model/configuration.ts';
import { mayShare } from '../model/resource.ts';
import type { AccessOperation, AccessPolicy } from '../model/shapes.ts';
import type { Workspace } from '../model/workspace.ts';
import type { Field } from '../yaml/field.ts';

/** What a caller may do with an app: all it offers, a part of it, or nothing. */
export type Permission = 'all' | 'some' | 'none';

/** What a configuration says of one caller. */
export interface Exception {
  readonly appId: string;
  readonly namespace: string;
  readonly trustDomain: string;
  readonly permission: Permission;
}

/** Who may call the apps of a configuration: the callers it names, and whoever it does not. */
export interface AccessList {
  readonly otherwise: Permission;
  readonly exceptions: readonly Exception[];
}

const defaultTrustDomain = 'public';

const allows = (action: string | undefined): boolean => action?.toLowerCase() === 'allow';

/**
 * The access list that the apps of a configuration go by; undefined where it lets everybody in, or where it cannot be known.
 * On Kubernetes an omitted default action is allow; an empty one is deny.
 * Source: dapr v1.18.3 pkg/acl/acl.go ParseAccessControlSpec, pkg/config/configuration.go LoadDefaultConfiguration.
 */
export const accessListOf = (configuration: Configuration, isGrpc: boolean): AccessList | undefined => {
  const access = configuration.spec.get('accessControl');
  const action = access.get('defaultAction');
  if (!access.isMap || !action.resolved) return undefined;
  const otherwise: Permission = !action.exists || action.value === null || allows(action.text) ? 'all' : 'none';
  const byCaller = new Map<string, Exception>();
  for (const policy of configuration.accessPolicies) {
    const [appId, namespace, trustDomain] = (['appId', 'namespace', 'trustDomain'] as const).map((name) => {
      const field = policy.get(name);
      return field.resolved ? field.text : undefined;
    });
    // daprd does not start with a policy that lacks one of them.
    if (!appId || !namespace || !trustDomain) continue;
    const exception = { appId, namespace, trustDomain, permission: permissionOf(policy, otherwise, isGrpc) };
    byCaller.set(`${appId}||${namespace}`, exception);
  }
  const exceptions = [...byCaller.values()].filter(({ permission }) => permission !== otherwise);
  return otherwise === 'all' && exceptions.length === 0 ? undefined : { otherwise, exceptions };
};

const permissionOf = (policy: Field<AccessPolicy>, global: Permission, isGrpc: boolean): Permission => {
  const { text } = policy.get('defaultAction');
  const otherwise = text ? allows(text) : global === 'all';
  const operations = policy.get('operations').items.filter((operation) => isGrpc || canMatch(operation));
  if (operations.every((operation) => allows(operation.get('action').text) === otherwise))
    return otherwise ? 'all' : 'none';
  return operations.some((operation) => isEverything(operation, isGrpc)) && operations.length === 1
    ? otherwise
      ? 'none'
      : 'all'
    : 'some';
};

/** Whether a request over HTTP can come under an operation: verbs are compared as they are written. */
const canMatch = (operation: Field<AccessOperation>): boolean =>
  operation.get('httpVerb').items.some((verb) => verb.text === '*' || /^[A-Z]+$/.test(verb.text ?? ''));

const isEverything = (operation: Field<AccessOperation>, isGrpc: boolean): boolean =>
  /^\/?\*\*$/.test(operation.get('name').text ?? '') &&
  (isGrpc || operation.get('httpVerb').items.some((verb) => verb.text === '*'));

/** Whether calls reach the app as gRPC. Source: dapr v1.18.3 pkg/config/protocol/protocol.go IsHTTP. */
export const isGrpcApp = (app: App): boolean => /^grpcs?$/i.test(app.reads('app-protocol') ?? '');

/** The trust domain of an app: of its own configuration. Undefined where that is not here or not known yet. */
const trustDomainOf = (app: App, workspace: Workspace): string | undefined => {
  const configuration = workspace.configurationOf(app);
  if (!configuration) return app.annotation('config').text ? undefined : defaultTrustDomain;
  const domain = configuration.spec.get('accessControl').get('trustDomain');
  return domain.resolved ? domain.text || defaultTrustDomain : undefined;
};

/**
 * Whether an exception counts for an app of that name: not where their trust domains differ.
 * Source: dapr v1.18.3 pkg/acl/acl.go isOperationAllowedByAccessControlPolicy.
 */
export const appliesTo = ({ namespace, trustDomain }: Exception, caller: App, workspace: Workspace): boolean => {
  const own = trustDomainOf(caller, workspace);
  return mayShare(caller.namespace, namespace) && (own === undefined || own === trustDomain);
};
