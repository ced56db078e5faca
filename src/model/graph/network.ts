import type { ServiceSpec } from 'kubernetes-types/core/v1.js';
import type { Field } from '../../yaml/field.ts';
import type { App } from '../app.ts';
import { isInCluster } from '../endpoints.ts';
import { type Labels, labelsOf } from '../kubernetes/label-selector.ts';
import { isMadeByOperator } from '../kubernetes/made-by-operator.ts';
import { type Endpoint, NetworkPolicy, networkGroup, otherNetworkPolicies } from '../kubernetes/network-policy.ts';
import type { Namespace, Resource } from '../resource.ts';
import type { Workload } from '../workload.ts';
import { group } from './group.ts';
import { lazily } from './lazily.ts';
import { NamespaceIndex } from './namespace-index.ts';
import { selectedBy } from './selected-by.ts';
import { type Selected, Selection } from './selection.ts';

/** The pods of a workload, all alike. */
export interface Pod extends Endpoint {
  readonly workload: Workload;
  readonly app: App | undefined;
}

interface Seen {
  readonly workloads: readonly Workload[];
  readonly apps: readonly App[];
  resourcesNamed(group: string, kind: string, name: string, namespace?: Namespace): readonly Resource[];
  resourcesOf(kind: string): readonly Resource[];
}

const nothing: Selected<Pod> = { certain: [], possible: [] };

/** Which Services and NetworkPolicies select which pods, and what the policies let pass. */
export class Network {
  readonly #pods = lazily(() => {
    const apps = new Map(this.seen.apps.map((app) => [app.workload, app]));
    return new Map(this.seen.workloads.map((workload) => [workload, this.#podOf(workload, apps.get(workload))]));
  });
  readonly #selection = lazily(() => new Selection([...this.#pods().values()]));

  constructor(private readonly seen: Seen) {}

  podOf(workload: Workload): Pod {
    return this.#pods().get(workload) ?? this.#podOf(workload, undefined);
  }

  /** The pods that a Service sends requests to; none without a selector. */
  podsOf(service: Resource): Selected<Pod> {
    const selector = specOf(service).get('selector') as Field;
    const isEmpty = selector.entries.length === 0 && selector.resolved;
    if (isEmpty || service.isPartial || specOf(service).get('type').text === 'ExternalName') return nothing;
    return this.#selection().byPairs(selector, service.namespace);
  }

  /** The Services that send requests to the pods of a workload, for certain; without those that the operator made. */
  servicesOf(workload: Workload): readonly Resource[] {
    return this.#services()(workload);
  }
  readonly #services = lazily(() =>
    selectedBy(
      this.seen.resourcesOf('Service').filter((resource) => resource.group === '' && !isMadeByOperator(resource)),
      (service) => this.podsOf(service),
      ({ certain }) => certain,
    ),
  );

  /** The PodMonitors that select the pods of a workload, or may. */
  podMonitorsOf(workload: Workload): readonly Resource[] {
    return this.#podMonitors()(workload);
  }
  readonly #podMonitors = lazily(() =>
    selectedBy(
      this.seen.resourcesOf('PodMonitor').filter((resource) => resource.group === 'monitoring.coreos.com'),
      (monitor) => {
        const spec = (monitor.body as Field).get('spec');
        const anywhere = spec.get('namespaceSelector').exists;
        return this.#selection().bySelector(spec.get('selector'), anywhere ? undefined : monitor.namespace);
      },
      ({ certain, possible }) => [...certain, ...possible],
    ),
  );

  /** The NetworkPolicies that select the pods of a workload, or may. */
  policiesOf(workload: Workload): readonly NetworkPolicy[] {
    return this.#policies()(workload);
  }
  readonly #policies = lazily(() =>
    selectedBy(
      this.#distinctPolicies(),
      ({ resource, spec }) => this.#selection().bySelector(spec.get('podSelector') as Field, resource.namespace),
      ({ certain, possible }) => [...certain, ...possible],
    ),
  );

  /** The PodDisruptionBudgets that select the pods of a workload, or may. */
  budgetsOf(workload: Workload): readonly Resource[] {
    return this.#budgets()(workload);
  }
  readonly #budgets = lazily(() =>
    selectedBy(
      this.seen.resourcesOf('PodDisruptionBudget').filter((resource) => resource.group === 'policy'),
      (budget) => {
        const selector = (budget.body as Field).get('spec').get('selector');
        // Without a selector it is for no pod; with an empty one for all.
        return selector.hasValue ? this.#selection().bySelector(selector, budget.namespace) : nothing;
      },
      ({ certain, possible }) => [...certain, ...possible],
    ),
  );

  /** One of each file and namespace that says the same: policies add up, and equal ones add nothing. */
  readonly #distinctPolicies = lazily(() => {
    const keyOf = ({ resource, spec }: NetworkPolicy): string =>
      JSON.stringify([resource.document.source.path, resource.namespace ?? null, resource.isPartial, spec.value]);
    return [...group(this.policies, keyOf).values()].flatMap(([first]) => first ?? []);
  });

  /** The NetworkPolicies of a namespace, and those that may be in it. */
  policiesIn(namespace: string): readonly NetworkPolicy[] {
    return this.#policiesByPlace()
      .get('', namespace)
      .map(({ policy }) => policy);
  }
  readonly #policiesByPlace = lazily(
    () =>
      new NamespaceIndex(
        this.#distinctPolicies().map((policy) => ({ policy, namespace: policy.resource.namespace })),
        () => [''],
      ),
  );

  /** The Service by which a host that looks like one of the cluster leads out of it. */
  wayOut(host: string, from: Namespace): Resource | undefined {
    const [name = '', namespace = from] = host.split('.');
    const [service] = this.seen.resourcesNamed('', 'Service', name, namespace);
    const target = service && specOf(service).get('externalName');
    if (!service || specOf(service).get('type').text !== 'ExternalName' || !target?.text || !target.resolved) return;
    return isInCluster(target.text) ? undefined : service;
  }

  /** Whether there are policies of Cilium, Calico and the like, which are not read: they may shut and allow as well. */
  get hasOtherPolicies(): boolean {
    return this.#hasOtherPolicies();
  }
  readonly #hasOtherPolicies = lazily(() =>
    otherNetworkPolicies.some((kind) => this.seen.resourcesOf(kind).some(({ group }) => group !== networkGroup)),
  );

  get policies(): readonly NetworkPolicy[] {
    return this.#allPolicies();
  }
  readonly #allPolicies = lazily(() =>
    this.seen
      .resourcesOf('NetworkPolicy')
      .filter((resource) => resource.group === networkGroup)
      .map((resource) => new NetworkPolicy(resource)),
  );

  /** The labels of a namespace: those of its object, and its name. Without the object the others are not known. */
  labelsOf(namespace: Namespace): Labels {
    if (namespace === undefined) return { known: new Map(), isOpen: true };
    const known = this.#namespaces.get(namespace) ?? this.#labelsOf(namespace);
    this.#namespaces.set(namespace, known);
    return known;
  }
  readonly #namespaces = new Map<string, Labels>();

  #labelsOf(namespace: string): Labels {
    const [object] = this.seen.resourcesNamed('', 'Namespace', namespace);
    const labels = object && labelsOf(object.metadata.get('labels') as Field);
    const known = new Map([...(labels?.known ?? []), ['kubernetes.io/metadata.name', namespace] as const]);
    return { known, isOpen: !object || object.isPartial || labels?.isOpen === true };
  }

  #podOf(workload: Workload, app: App | undefined): Pod {
    const { namespace, resource } = workload;
    const labels = labelsOf(workload.template.get('metadata').get('labels') as Field);
    const known = new Map([...labels.known, ...(app ? labelsOfSidecar(app) : [])]);
    return {
      workload,
      app,
      namespace,
      namespaceLabels: this.labelsOf(namespace),
      labels: { known, isOpen: labels.isOpen || resource.isPartial },
    };
  }
}

/** What the injector adds to the labels of a pod. Source: dapr v1.18.3 pkg/injector/patcher/sidecar_patcher.go:137. */
const labelsOfSidecar = (app: App): readonly (readonly [string, string | undefined])[] => [
  ['dapr.io/sidecar-injected', 'true'],
  ['dapr.io/app-id', app.appId],
  ['dapr.io/metrics-enabled', String(app.isOn('enable-metrics', true))],
];

const specOf = (service: Resource): Field<ServiceSpec> => (service.body as Field).get('spec') as Field<ServiceSpec>;
