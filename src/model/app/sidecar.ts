import type { Field } from '../../yaml/field.ts';
import type { App } from '../app.ts';
import type { Catalog } from '../catalog.ts';

/** The annotations that set the resources of the sidecar, without `dapr.io/sidecar-`. */
export const amountNames = ['cpu-request', 'cpu-limit', 'memory-request', 'memory-limit'] as const;

/** A port that the sidecar of an app takes. */
export interface SidecarPort {
  readonly port: number;
  /** `the sidecar's metrics port`, for messages. */
  readonly what: string;
  /** The annotation that moves it. */
  readonly movedBy?: string;
  /** That annotation, where it is written. */
  readonly at?: Field<string>;
}

const movable = (app: App, catalog: Catalog, name: string, otherwise: number, what: string): SidecarPort => {
  const key = `dapr.io/${name}`;
  const at = catalog.annotation(key) ? app.annotation(name) : undefined;
  const port = at?.exists ? app.integer(name) : undefined;
  return {
    port: port ?? otherwise,
    what: `the sidecar's ${what} port`,
    ...(at && { movedBy: key }),
    ...(at && port !== undefined && { at }),
  };
};

const fixed = (port: number, what: string): SidecarPort => ({ port, what: `the sidecar's ${what} port` });

/**
 * The ports that the sidecar container declares, which Kubernetes checks whether they are listened on or not.
 * Source: dapr v1.18.3 pkg/injector/patcher/sidecar_container.go:42,219.
 */
export const declaredPorts = (app: App, catalog: Catalog): readonly SidecarPort[] => [
  fixed(catalog.ports.http, 'HTTP'),
  movable(app, catalog, 'grpc-port', catalog.ports.grpc, 'gRPC'),
  movable(app, catalog, 'internal-grpc-port', catalog.ports.internalGrpc, 'internal gRPC'),
  movable(app, catalog, 'metrics-port', catalog.ports.metrics, 'metrics'),
  ...(app.isOn('enable-debug') ? [movable(app, catalog, 'debug-port', catalog.ports.debug, 'debug')] : []),
];

/**
 * The ports that the sidecar listens on. With sockets, its APIs take none; without metrics in the annotations, daprd is not
 * told so and keeps its own default. Source: dapr v1.18.3 pkg/injector/patcher/sidecar_container.go:95, pkg/metrics/options.go:26.
 */
export const listeningPorts = (app: App, catalog: Catalog): readonly SidecarPort[] => {
  const [http, grpc, internal, metrics, ...debug] = declaredPorts(app, catalog);
  const apis = (app.reads('unix-domain-socket-path') ?? '') === '' ? [http, grpc] : [];
  return [
    ...apis,
    fixed(catalog.ports.public, 'public'),
    internal,
    app.isOn('enable-metrics', true) ? metrics : fixed(catalog.ports.metrics, 'metrics'),
    ...debug,
    ...(app.isOn('enable-profiling') ? [fixed(catalog.ports.profile, 'profiling')] : []),
  ].filter((port) => port !== undefined);
};

/**
 * Who reaches the API of a sidecar: the pod alone (on its loopback, or through a socket), or whoever reaches the pod; undefined
 * where it is not known. Source: dapr v1.18.3 pkg/injector/patcher/sidecar.go:87, pkg/api/http/server.go:128.
 */
export const reachOfApi = (app: App): 'pod' | 'network' | undefined => {
  const [addresses, socket] = [app.annotation('sidecar-listen-addresses'), app.annotation('unix-domain-socket-path')];
  if (!addresses.resolved || !socket.resolved || app.resource.isPartial) return undefined;
  if ((app.reads('unix-domain-socket-path') ?? '') !== '') return 'pod';
  const text = app.reads('sidecar-listen-addresses');
  if (text === undefined) return 'pod';
  return text.split(',').every((address) => /^\[?(?:127\.[\d.]+|::1|localhost)\]?$/.test(address.trim()))
    ? 'pod'
    : 'network';
};
