import type { JudgedSuppression } from '../triage/suppressions.ts';
import type { Document } from '../yaml/document.ts';
import type { Address } from './address.ts';
import type { App } from './app.ts';
import type { Component } from './component.ts';
import type { Configuration } from './configuration.ts';
import type { ObjectMeta } from './kubernetes/object-meta.ts';
import type { Resource } from './resource.ts';
import type { SecretReference } from './secrets/reference.ts';
import type { TrustBundle } from './secrets/trust-bundle.ts';
import type {
  HTTPEndpointShape,
  KubernetesObject,
  MCPServerShape,
  ResiliencyShape,
  SubscriptionShape,
  WorkflowAccessPolicyShape,
} from './shapes.ts';
import { type Workload, workloadKinds } from './workload.ts';
import type { Workspace } from './workspace.ts';

/** What a rule can be about: its `each` names one of these, and its `check` is called with every one there is. */
export interface Subjects {
  document: Document;
  /** Any Kubernetes object. */
  resource: Resource;
  /** An object of the API group dapr.io, of whatever kind. */
  daprResource: Resource<KubernetesObject>;
  /** The metadata of an object that concerns Dapr, or of the jobs or pods that it makes. */
  objectMeta: ObjectMeta;
  workload: Workload;
  app: App;
  component: Component;
  configuration: Configuration;
  subscription: Resource<SubscriptionShape>;
  resiliency: Resource<ResiliencyShape>;
  httpEndpoint: Resource<HTTPEndpointShape>;
  mcpServer: Resource<MCPServerShape>;
  workflowAccessPolicy: Resource<WorkflowAccessPolicyShape>;
  /** A place that takes its value from a Kubernetes Secret. */
  secretReference: SecretReference;
  /** The certificate authority of a control plane, as it is kept in Kubernetes. */
  trustBundle: TrustBundle;
  /** A host that a sidecar connects to. */
  address: Address;
  workspace: Workspace;
  /** Known only after all other rules have run: the second round. */
  suppression: JudgedSuppression;
}
export type SubjectName = keyof Subjects;

/** Where the subjects of a rule come from. */
export const subjectsIn: {
  readonly [Name in Exclude<SubjectName, 'suppression'>]: (workspace: Workspace) => readonly Subjects[Name][];
} = {
  document: (workspace) => workspace.documents,
  resource: (workspace) => workspace.resources,
  daprResource: (workspace) => workspace.resources.filter(({ group }) => group === 'dapr.io'),
  objectMeta: (workspace) => workspace.objectMetas,
  workload: (workspace) => workspace.workloads,
  app: (workspace) => workspace.apps,
  component: (workspace) => workspace.components,
  configuration: (workspace) => workspace.configurations,
  subscription: (workspace) => workspace.daprResources<SubscriptionShape>('Subscription'),
  resiliency: (workspace) => workspace.daprResources<ResiliencyShape>('Resiliency'),
  httpEndpoint: (workspace) => workspace.daprResources<HTTPEndpointShape>('HTTPEndpoint'),
  mcpServer: (workspace) => workspace.daprResources<MCPServerShape>('MCPServer'),
  workflowAccessPolicy: (workspace) => workspace.daprResources<WorkflowAccessPolicyShape>('WorkflowAccessPolicy'),
  secretReference: (workspace) => workspace.secretReferences,
  trustBundle: (workspace) => workspace.trustBundles,
  address: (workspace) => workspace.addresses,
  workspace: (workspace) => [workspace],
};

const daprKinds = [
  'Component',
  'Configuration',
  'HTTPEndpoint',
  'MCPServer',
  'Resiliency',
  'Subscription',
  'WorkflowAccessPolicy',
] as const;
/** Whether a kind, of those that rules read, is one of Dapr's. */
export const isOfDapr = (kind: string): boolean => daprKinds.some((each) => each === kind);
const withMetadata = ['Component', 'Configuration', 'HTTPEndpoint', 'MCPServer'] as const;

/** The kinds of the objects that a subject is, or is in. A rule that may be about any kind says in its `needs` which ones it means. */
export const kindsOfSubject: { readonly [Name in SubjectName]: readonly string[] | 'any' } = {
  document: 'any',
  resource: 'any',
  daprResource: daprKinds,
  objectMeta: [...daprKinds, ...workloadKinds],
  workload: workloadKinds,
  app: workloadKinds,
  component: ['Component'],
  configuration: ['Configuration'],
  subscription: ['Subscription'],
  resiliency: ['Resiliency'],
  httpEndpoint: ['HTTPEndpoint'],
  mcpServer: ['MCPServer'],
  workflowAccessPolicy: ['WorkflowAccessPolicy'],
  secretReference: withMetadata,
  trustBundle: ['Secret', 'ConfigMap'],
  address: withMetadata,
  workspace: [],
  suppression: 'any',
};
