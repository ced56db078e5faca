import { declaredPorts } from '../app/sidecar.ts';
import { type App, isHostNetworked } from '../app.ts';
import type { Catalog } from '../catalog.ts';
import type { Configuration } from '../configuration.ts';
import type { Labels } from '../kubernetes/label-selector.ts';
import type { Direction, Endpoint, NetworkPolicy, Port } from '../kubernetes/network-policy.ts';
import type { Resource } from '../resource.ts';
import { lazily } from './lazily.ts';
import type { Network } from './network.ts';
import { passes } from './passes.ts';

/** What a sidecar does not start without. Any of its ends and ports will do. */
export interface Lifeline {
  /** `sentry`, for messages. */
  readonly title: string;
  readonly ends: readonly (Endpoint | 'outside')[];
  readonly ports: readonly Port[];
}

interface Seen {
  readonly catalog: Catalog;
  readonly network: Network;
  readonly controlPlanes: readonly Configuration[];
  readonly access: { withoutMtls(beside: Pick<Resource, 'document'>): Configuration | undefined };
}

const tcp = (...numbers: readonly number[]): readonly Port[] =>
  numbers.map((number) => ({ number, protocol: 'TCP' as const }));

/**
 * Where sidecars find the control plane: the pods of the chart, with the ports of the pods and those of their Services, for
 * whether a policy sees the one or the other is for the network to say. Source: dapr v1.18.3 charts/dapr/charts.
 */
const pods = {
  sentry: { app: 'dapr-sentry', ports: tcp(50001, 443) },
  'the operator': { app: 'dapr-operator', ports: tcp(6500, 443, 80) },
} as const;

const webhooks = [
  { title: 'the injector', app: 'dapr-sidecar-injector', port: { number: 4000, protocol: 'TCP', name: 'https' } },
  { title: 'the operator', app: 'dapr-operator', port: { number: 19443, protocol: 'TCP' } },
] as const;

/** The namespaces that it is installed to, as documented and as often as not. */
const usualNamespaces = ['dapr-system', 'dapr'];
const dnsNamespaces = ['kube-system', 'openshift-dns'];

/** What cuts a sidecar off, and from what. */
interface Severed {
  readonly policy: NetworkPolicy;
  readonly titles: readonly string[];
}

export class Lifelines {
  readonly #namespaces = lazily(() => [
    ...new Set([...usualNamespaces, ...this.seen.controlPlanes.flatMap(({ namespace }) => namespace ?? [])]),
  ]);

  constructor(private readonly seen: Seen) {}

  /** What cuts the sidecar of an app off: a policy that certainly shuts, and what nothing lets through. */
  severedBy(app: App): Severed | undefined {
    const { network } = this.seen;
    const policies = isHostNetworked(app) || network.hasOtherPolicies ? [] : network.policiesOf(app.workload);
    if (policies.length === 0) return undefined;
    const pod = network.podOf(app.workload);
    const policy = policies.find((each) => each.selects(pod) && each.isolates('egress'));
    if (!policy) return undefined;
    const isSevered = ({ ends, ports }: Lifeline): boolean =>
      ends.every((end) => ports.every((port) => passes(policies, pod, 'egress', end, port) === false));
    const titles = this.#of(app, policies)
      .filter(isSevered)
      .map(({ title }) => title);
    return titles.length > 0 ? { policy, titles } : undefined;
  }

  /**
   * What keeps the API server from the webhooks of the control plane in a namespace: it comes from outside, or through
   * agents in kube-system. Source: dapr v1.18.3 charts/dapr/charts (injector 4000, operator 19443).
   */
  webhooksShutBy(
    namespace: string,
  ): readonly { readonly policy: NetworkPolicy; readonly title: string; readonly port: number }[] {
    const policies = this.seen.network.hasOtherPolicies ? [] : this.seen.network.policiesIn(namespace);
    return webhooks.flatMap(({ title, app, port }) => {
      const pod = this.#endpoint(namespace, new Map([['app', app]]));
      const policy = policies.find((each) => each.selects(pod) && each.isolates('ingress'));
      const callers = ['outside' as const, this.#endpoint('kube-system', new Map())];
      const isShut = callers.every((caller) =>
        [port, { number: 443, protocol: 'TCP' as const }].every(
          (each) => passes(policies, pod, 'ingress', caller, each) === false,
        ),
      );
      return policy && isShut ? [{ policy, title, port: port.number }] : [];
    });
  }

  /** What keeps a caller that access control lets in from an app: a policy for the one or the other. */
  keepingOut(caller: App, callee: App): NetworkPolicy | undefined {
    const { network, catalog } = this.seen;
    if (isHostNetworked(caller) || isHostNetworked(callee) || network.hasOtherPolicies) return undefined;
    const [from, to] = [network.podOf(caller.workload), network.podOf(callee.workload)];
    const number = declaredPorts(callee, catalog)[2]?.port ?? catalog.ports.internalGrpc;
    const port: Port = { number, protocol: 'TCP', name: 'dapr-internal' };
    const shuts = (app: App, pod: Endpoint, direction: Direction, other: Endpoint): NetworkPolicy | undefined => {
      const policies = network.policiesOf(app.workload);
      if (passes(policies, pod, direction, other, port) !== false) return undefined;
      return policies.find((policy) => policy.selects(pod) && policy.isolates(direction));
    };
    return shuts(callee, to, 'ingress', from) ?? shuts(caller, from, 'egress', to);
  }

  /** DNS, sentry (with mTLS) and the operator. Source: dapr v1.18.3 pkg/runtime/config.go:225, pkg/security/security.go. */
  #of(app: App, policies: readonly NetworkPolicy[]): readonly Lifeline[] {
    const needed = [
      ...(this.seen.access.withoutMtls(app.resource) ? [] : (['sentry'] as const)),
      'the operator' as const,
    ];
    // It is where somebody lets sidecars out to, as well.
    const namespaces = [...new Set([...this.#namespaces(), ...policies.flatMap((policy) => this.#namesIn(policy))])];
    return [this.#dns(), ...needed.map((title) => this.#controlPlane(title, namespaces))];
  }

  #dns(): Lifeline {
    const ends = dnsNamespaces.map((namespace) => this.#endpoint(namespace, new Map()));
    const ports = [53, 5353].flatMap((number) =>
      (['UDP', 'TCP'] as const).map((protocol) => ({ number, protocol, name: 'dns' })),
    );
    return { title: 'DNS', ends: [...ends, 'outside'], ports };
  }

  /** What a policy for egress names that may be the namespace of the control plane. */
  #namesIn(policy: NetworkPolicy): readonly string[] {
    const known =
      this.#named.get(policy) ?? textsIn(policy.spec.get('egress').value).filter((text) => /dapr/i.test(text));
    this.#named.set(policy, known);
    return known;
  }
  readonly #named = new Map<NetworkPolicy, readonly string[]>();

  #controlPlane(title: keyof typeof pods, namespaces: readonly string[]): Lifeline {
    const labels = new Map([['app', pods[title].app]]);
    return {
      title,
      ends: namespaces.map((namespace) => this.#endpoint(namespace, labels)),
      ports: pods[title].ports,
    };
  }

  /** A pod of which some labels are known. */
  #endpoint(namespace: string, known: Labels['known']): Endpoint {
    return { namespace, namespaceLabels: this.seen.network.labelsOf(namespace), labels: { known, isOpen: true } };
  }
}

/** The texts within a value, a number of them at most. */
const textsIn = (value: unknown): readonly string[] =>
  [...(JSON.stringify(value) ?? '').slice(0, 20_000).matchAll(/"([a-z0-9-]{1,63})"/g)]
    .flatMap(([, text]) => text ?? [])
    .slice(0, 50);
