export const nodeKinds = [
  'apps',
  'app',
  'component',
  'topic',
  'configuration',
  'secret',
  'httpEndpoint',
  'mcpServer',
  'resiliency',
  'workflowAccessPolicy',
] as const;
/** `apps` stands for every app of its namespace; of all namespaces, where it has none. */
export type NodeKind = (typeof nodeKinds)[number];

/** How one thing has to do with another, read from `from` to `to`. */
export const relations = {
  loads: 'an app loads a component, an HTTPEndpoint or an MCPServer',
  triggers: 'an input binding calls an app',
  runs: 'an app runs with a configuration',
  publishes: 'an app is granted a topic to publish to by publishingScopes; a state store publishes to it as its outbox',
  subscribes: 'a Subscription brings the messages of a topic to an app',
  maySubscribe: 'an app is granted a topic by subscriptionScopes, and no Subscription is known',
  deadLetters: 'messages that an app fails on go from a topic to another one',
  calls: 'an access list lets an app call another one, or all that run with a configuration',
  mayNotCall: 'an access list bars an app from another one, or from all that run with a configuration',
  passes: 'requests pass a middleware component of a pipeline',
  reads: 'a Secret or a secret store is read from',
  protects: 'policies of a Resiliency act on an app or a component',
  startsWorkflows: 'a WorkflowAccessPolicy lets an app start workflows of the apps that it guards',
  guards: 'a WorkflowAccessPolicy is enforced by an app',
} as const;
export type Relation = keyof typeof relations;

export interface Counts {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

export interface PictureNode {
  /** `component/shop/statestore`: the same in every run. */
  readonly id: string;
  readonly kind: NodeKind;
  readonly name: string;
  readonly namespace?: string;
  /** The building block of a component: `state`, `pubsub`, … */
  readonly block?: string;
  /** What it is: the type of a component, the kind of a workload, the host of an endpoint. */
  readonly type?: string;
  /** More that is worth knowing, each a few words. */
  readonly notes: readonly string[];
  /** The id of the component that a topic belongs to. */
  readonly within?: string;
  /** Named, and not in the input: it may live elsewhere. */
  readonly isMissing: boolean;
  /** How many apps it stands for. */
  readonly members?: number;
  /** The file that it is written in. */
  readonly path?: string;
  readonly findings: Counts;
}

export interface PictureEdge {
  readonly from: string;
  readonly to: string;
  readonly relation: Relation;
  /** The keys of a Secret, the routes of a subscription, `some operations`, … */
  readonly labels: readonly string[];
}

/** What there is and how it hangs together: data, ordered, with ids that stay the same. */
export interface Picture {
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
  /** Findings that are about no node. */
  readonly elsewhere: Counts;
}
