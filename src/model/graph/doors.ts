import type { ServicePort, ServiceSpec } from 'kubernetes-types/core/v1.js';
import type { Field } from '../../yaml/field.ts';
import type { Locatable } from '../../yaml/location.ts';
import { declaredPorts, listeningPorts } from '../app/sidecar.ts';
import type { App } from '../app.ts';
import type { Catalog } from '../catalog.ts';
import { type Backend, backendsOfIngress, backendsOfRoute } from '../kubernetes/backends.ts';
import type { Namespace, Resource } from '../resource.ts';
import { lazily } from './lazily.ts';
import { NamespaceIndex } from './namespace-index.ts';
import type { Network } from './network.ts';

/** A way to a port of the pods of an app: a port of a Service, and what leads to it from outside the cluster. */
export interface Door {
  /** The number that the pod listens on. */
  readonly port: number;
  /** Where the port is written: in the Service, or in the Ingress that goes to the one that the operator makes. */
  readonly at: Locatable;
  readonly title: string;
  /** What opens it to the outside of the cluster. */
  readonly outside: Locatable | undefined;
}

interface Seen {
  readonly network: Network;
  readonly catalog: Catalog;
  resourcesOf(kind: string): readonly Resource[];
}

/** Ways into the pods of apps. */
export class Doors {
  readonly #backends = lazily(
    () =>
      new NamespaceIndex(
        [
          ...this.seen.resourcesOf('Ingress').flatMap(backendsOfIngress),
          ...this.seen.resourcesOf('HTTPRoute').flatMap(backendsOfRoute),
        ],
        ({ name }) => [name],
      ),
  );

  constructor(private readonly seen: Seen) {}

  to(app: App): readonly Door[] {
    const services = this.seen.network.servicesOf(app.workload);
    return [...services.flatMap((service) => this.#throughService(app, service)), ...this.#throughOperator(app)];
  }

  #throughService(app: App, service: Resource): readonly Door[] {
    const spec = (service.body as Field).get('spec') as Field<ServiceSpec>;
    const type = spec.get('type');
    const isOpen = type.text === 'LoadBalancer' || type.text === 'NodePort';
    return spec.get('ports').items.flatMap((written) => {
      const target = written.get('targetPort') as Field;
      const port = this.portOf(app, target.hasValue ? target : written.get('port'));
      if (port === undefined) return [];
      const at = target.hasValue ? target : written.get('port');
      const through = this.#backends()
        .get(service.name, service.namespace)
        .find((each) => isTo(each, written));
      return [{ port, at, title: service.title, outside: isOpen ? type : through?.port }];
    });
  }

  /** Through the Service that the operator makes: source dapr v1.18.3 pkg/operator/handlers/dapr_handler.go:296. */
  #throughOperator(app: App): readonly Door[] {
    if (app.appId === undefined) return [];
    return this.#leadingTo(`${app.appId}-dapr`, app.namespace).flatMap(({ port: at, route }) => {
      const asked = at.number ?? (at.text === 'dapr-http' ? 80 : this.portOf(app, at));
      const port = asked === 80 ? this.seen.catalog.ports.http : asked;
      return port === undefined ? [] : [{ port, at, title: route.title, outside: at }];
    });
  }

  /** Where requests for a Service come from; many paths go one way. */
  #leadingTo(service: string, namespace: Namespace): readonly Backend[] {
    return this.#backends().get(service, namespace).slice(0, 60);
  }

  /** The number of a port of an app's pods that is given by number, or by the name that a container has for it. */
  portOf(app: App, target: Field): number | undefined {
    if (!target.resolved) return undefined;
    if (target.text === undefined) return target.number;
    const written = namedPort(app, target.text);
    if (written) return written.number;
    return declaredPorts(app, this.seen.catalog)[sidecarPorts.indexOf(target.text)]?.port;
  }

  /** Whether pods of an app have a port that is given by number, or under the name; undefined where it is not known. */
  hasPort(app: App, target: Field): boolean | undefined {
    if (this.portOf(app, target) !== undefined) return true;
    return target.text === undefined || namedPort(app, target.text) ? undefined : false;
  }

  /** Whether the sidecar of an app listens on a port. */
  isOfSidecar(app: App, port: number): boolean {
    return listeningPorts(app, this.seen.catalog).some((each) => each.port === port);
  }
}

/** The port that a container gives a name; those that run beside the others as init containers count, too. */
const namedPort = ({ workload: { pod } }: App, name: string): Field<number> | undefined =>
  [...pod.get('containers').items, ...pod.get('initContainers').items]
    .flatMap((container) => container.get('ports').items)
    .find((port) => port.get('name').text === name || !port.get('name').resolved)
    ?.get('containerPort');

/** What the sidecar calls its ports, in the order in which it declares them. Source: dapr v1.18.3 pkg/injector/consts/consts.go. */
const sidecarPorts = ['dapr-http', 'dapr-grpc', 'dapr-internal', 'dapr-metrics', 'dapr-debug'];

const isTo = ({ port }: Backend, written: Field<ServicePort>): boolean =>
  port.number === undefined ? port.text === written.get('name').text : port.number === written.get('port').number;
