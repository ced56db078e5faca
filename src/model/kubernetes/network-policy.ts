import type { Field } from '../../yaml/field.ts';
import { hasSameNamespace, mayShare, type Namespace, type Resource } from '../resource.ts';
import { all, any, type Labels, matches } from './label-selector.ts';

export type Direction = 'ingress' | 'egress';

/** A pod as policies see it. */
export interface Endpoint {
  readonly namespace: Namespace;
  readonly namespaceLabels: Labels;
  readonly labels: Labels;
}

/** What listens at the other end, or at this one: by its number, and the name that its container gives it. */
export interface Port {
  readonly number: number;
  readonly protocol: 'TCP' | 'UDP';
  readonly name?: string;
}

interface PolicyPort {
  protocol?: string;
  port?: number | string;
  endPort?: number;
}
interface Peer {
  podSelector?: unknown;
  namespaceSelector?: unknown;
  ipBlock?: unknown;
}
interface Rule {
  from?: Peer[];
  to?: Peer[];
  ports?: PolicyPort[];
}
export interface NetworkPolicyShape {
  podSelector: unknown;
  policyTypes?: string[];
  ingress?: Rule[];
  egress?: Rule[];
}

/** The kinds of other tools that allow and deny beside NetworkPolicies: with one of them, those are not all there is to know. */
export const otherNetworkPolicies = [
  'AdminNetworkPolicy',
  'BaselineAdminNetworkPolicy',
  'CiliumClusterwideNetworkPolicy',
  'CiliumNetworkPolicy',
  'ClusterNetworkPolicy',
  'GlobalNetworkPolicy',
  'NetworkPolicy',
] as const;

/** Those of Kubernetes itself, which are told apart from the ones of Calico by their group. */
export const networkGroup = 'networking.k8s.io';

/**
 * What a NetworkPolicy lets in and out; undefined where it cannot be told. Policies add up: what one of those that select a pod
 * allows is allowed. Source: kubernetes api/networking/v1/types.go, pkg/apis/networking/v1/defaults.go.
 */
export class NetworkPolicy {
  readonly spec: Field<NetworkPolicyShape>;

  constructor(readonly resource: Resource) {
    this.spec = (resource.body as Field).get('spec') as Field<NetworkPolicyShape>;
  }

  selects(pod: Endpoint): boolean | undefined {
    return all([
      isIn(pod.namespace, this.resource.namespace),
      matches(this.spec.get('podSelector') as Field, pod.labels),
    ]);
  }

  /** Whether it shuts what it does not allow: both ways as it says, else ingress, and egress where it has rules for it. */
  isolates(direction: Direction): boolean | undefined {
    const types = this.spec.get('policyTypes');
    if (types.items.length > 0)
      return any(types.items.map((type) => (type.resolved ? type.text?.toLowerCase() === direction : undefined)));
    if (!types.resolved || this.resource.isPartial) return undefined;
    return direction === 'ingress' || this.#rules('egress').length > 0;
  }

  /** Whether it lets a pod and another end talk: a pod, or what is none and has an address alone. */
  allows(direction: Direction, other: Endpoint | 'outside', port: Port): boolean | undefined {
    const rules = this.spec.get(direction);
    if (!rules.resolved || this.resource.isPartial) return undefined;
    return any(
      this.#rules(direction).map((rule) => {
        const [peers, ports] = [rule.get(direction === 'ingress' ? 'from' : 'to'), rule.get('ports')];
        if (!rule.resolved || !peers.resolved || !ports.resolved) return undefined;
        return all([
          peers.items.length === 0 || any(peers.items.map((peer) => this.#isPeer(peer, other))),
          ports.items.length === 0 || any(ports.items.map((each) => isPort(each, port))),
        ]);
      }),
    );
  }

  #rules(direction: Direction): readonly Field<Rule>[] {
    return this.spec.get(direction).items;
  }

  #isPeer(peer: Field<Peer>, other: Endpoint | 'outside'): boolean | undefined {
    // Whether the addresses of a block are those of pods is for the network to say.
    if (peer.get('ipBlock').hasValue || !peer.resolved) return undefined;
    if (other === 'outside') return false;
    const [pods, namespaces] = [peer.get('podSelector') as Field, peer.get('namespaceSelector') as Field];
    return all([
      namespaces.hasValue ? matches(namespaces, other.namespaceLabels) : isIn(other.namespace, this.resource.namespace),
      !pods.hasValue || matches(pods, other.labels),
    ]);
  }
}

const isIn = (namespace: Namespace, another: Namespace): boolean | undefined =>
  hasSameNamespace(namespace, another) ? true : mayShare(namespace, another) ? undefined : false;

const isPort = (written: Field<PolicyPort>, { number, protocol, name }: Port): boolean | undefined => {
  const [kind, port, end] = [written.get('protocol'), written.get('port'), written.get('endPort')];
  if (!written.resolved || !kind.resolved || !port.resolved || !end.resolved) return undefined;
  if ((kind.text ?? 'TCP') !== protocol) return false;
  if (!port.hasValue) return true;
  if (port.number === undefined) return port.text === name;
  return end.number === undefined ? port.number === number : port.number <= number && number <= end.number;
};
