import type { Field } from '../yaml/field.ts';
import type { Locatable, Location } from '../yaml/location.ts';
import type { Component } from './component.ts';
import type { Configuration } from './configuration.ts';
import { type Endpoint, endpointsIn, isAddress } from './endpoints.ts';
import { mcpHttpOf } from './mcp-server.ts';
import type { Resource } from './resource.ts';
import type { HTTPEndpointShape, MCPServerShape } from './shapes.ts';

/** A host that a sidecar connects to, at the place where it is written. */
export interface Address extends Locatable {
  readonly owner: Resource;
  readonly host: string;
  readonly port: number | undefined;
}

const address = (owner: Resource, field: Field, { host, port, from, to }: Endpoint): Address => ({
  owner,
  host,
  port,
  get location(): Location {
    return field.part(from, to).location;
  },
});

const addressesIn = (owner: Resource, field: Field): readonly Address[] =>
  field.resolved && field.text !== undefined
    ? endpointsIn(field.text).map((endpoint) => address(owner, field, endpoint))
    : [];

/** Those of the metadata that its type reads; what comes from elsewhere cannot be seen here. */
export const addressesOf = (component: Component): readonly Address[] =>
  component.metadata
    .filter(({ name, definition, isReference }) => isAddress(name) && definition && !isReference)
    .flatMap(({ value }) => addressesIn(component.resource as Resource, value));

/** Where traces go. */
export const addressesOfConfiguration = ({ resource, spec }: Configuration): readonly Address[] =>
  (['zipkin', 'otel'] as const).flatMap((exporter) =>
    addressesIn(resource as Resource, spec.get('tracing').get(exporter).get('endpointAddress') as Field),
  );

export const addressesOfEndpoint = (endpoint: Resource<HTTPEndpointShape>): readonly Address[] =>
  addressesIn(endpoint as unknown as Resource, endpoint.body.get('spec').get('baseUrl') as Field);

export const addressesOfMcpServer = (server: Resource<MCPServerShape>): readonly Address[] => {
  const url = mcpHttpOf(server)?.http.get('url');
  return url ? addressesIn(server as unknown as Resource, url as Field) : [];
};
