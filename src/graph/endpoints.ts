import { mcpHttpOf } from '../model/mcp-server.ts';
import type { Resource } from '../model/resource.ts';
import type { HTTPEndpointShape, MCPServerShape } from '../model/shapes.ts';
import type { Sketch } from './sketch.ts';

/** What apps reach outside of Dapr: HTTPEndpoints and MCPServers. */
export const drawEndpoints = (sketch: Sketch): void => {
  const { workspace } = sketch;
  const draw = (kind: 'httpEndpoint' | 'mcpServer', resource: Resource, address: string | undefined): void => {
    const { name, namespace } = resource;
    const type = hostOf(address ?? '');
    const node = sketch.add({ kind, name, namespace, resource, ...(type !== undefined && { type }) });
    for (const app of sketch.loadersOf(resource)) sketch.connect(app, 'loads', node);
  };
  for (const endpoint of workspace.daprResources<HTTPEndpointShape>('HTTPEndpoint'))
    draw('httpEndpoint', endpoint as unknown as Resource, endpoint.body.get('spec').get('baseUrl').text);
  for (const server of workspace.daprResources<MCPServerShape>('MCPServer'))
    draw('mcpServer', server as unknown as Resource, mcpHttpOf(server)?.http.get('url').text);
};

/** The host and port of a URL. The rest may hold a password or a token. */
const hostOf = (url: string): string | undefined => {
  const [, authority = ''] = /^[a-z][a-z\d+.-]*:\/\/([^/?#\\\s]+)/i.exec(url) ?? [];
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  return /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d+)?$/i.test(host) ? host : undefined;
};
