import type { Field } from '../yaml/field.ts';
import { mcpHttpOf } from './mcp-server.ts';
import type { Resource } from './resource.ts';
import type { ComponentShape, HTTPEndpointShape, MCPServerShape, NamedValue } from './shapes.ts';

/**
 * The named values of an object into which daprd puts secrets and variables: metadata, headers, an environment.
 * Source: dapr v1.18.3 pkg/apis NameValuePairs of each kind, pkg/runtime/processor/mcpservers.go:164.
 */
export const namedValuesOf = (resource: Resource): readonly Field<NamedValue>[] => {
  if (resource.group !== 'dapr.io') return [];
  const body = resource.body as Field;
  if (resource.kind === 'Component') return (body as Field<ComponentShape>).get('spec').get('metadata').items;
  if (resource.kind === 'HTTPEndpoint') return (body as Field<HTTPEndpointShape>).get('spec').get('headers').items;
  if (resource.kind !== 'MCPServer') return [];
  const server = resource as unknown as Resource<MCPServerShape>;
  const environment = server.body.get('spec').get('endpoint').get('stdio').get('env').items;
  return mcpHttpOf(server)?.http.get('headers').items ?? environment;
};
