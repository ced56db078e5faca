import type { Field } from '../yaml/field.ts';
import type { Resource } from './resource.ts';
import type { MCPServerShape, McpHttpShape } from './shapes.ts';

/** The transport over HTTP by which an MCP server is reached. */
export interface McpHttp {
  readonly transport: 'streamableHTTP' | 'sse';
  readonly http: Field<McpHttpShape>;
}

/** The one transport over HTTP; undefined where there is none, or where a second one makes the API server refuse both. */
export const mcpHttpOf = (server: Resource<MCPServerShape>): McpHttp | undefined => {
  const endpoint = server.body.get('spec').get('endpoint');
  const [first, second] = (['streamableHTTP', 'sse', 'stdio'] as const).filter((name) => endpoint.get(name).isMap);
  if (first === undefined || first === 'stdio' || second !== undefined) return undefined;
  return { transport: first, http: endpoint.get(first) as Field<McpHttpShape> };
};
