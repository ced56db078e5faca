import type { Field } from '../../yaml/field.ts';
import type { Locatable, Location } from '../../yaml/location.ts';
import type { Component } from '../component.ts';
import type { Configuration } from '../configuration.ts';
import { mcpHttpOf } from '../mcp-server.ts';
import type { Namespace, Resource } from '../resource.ts';
import type { HTTPEndpointShape, KeyReference, MCPServerShape } from '../shapes.ts';

/** A place that takes its value from a Kubernetes Secret of its own namespace. */
export interface SecretReference extends Locatable {
  readonly owner: Resource;
  /** The name of the Secret, as it is written. */
  readonly name: Field<string>;
  /** The key within it, if it is written. */
  readonly key: Field<string>;
  /** The key that Dapr asks for; the name of the Secret where none is written. */
  readonly wanted: string | undefined;
  readonly namespace: Namespace;
}

const reference = (
  owner: Resource,
  name: Field<string>,
  key: Field<string>,
  wanted: string | undefined,
): SecretReference => ({
  owner,
  name,
  key,
  wanted,
  namespace: owner.namespace,
  get location(): Location {
    return name.location;
  },
});

const fromKeyReference = (owner: Resource, field: Field<KeyReference>): readonly SecretReference[] => {
  const name = field.get('name');
  const key = field.get('key') as Field<string>;
  if (!name.text || !name.resolved) return [];
  // Source: dapr v1.18.3 pkg/operator/api/components.go:138.
  const wanted = !key.hasValue || key.text === '' ? name.text : key.resolved ? key.text : undefined;
  return [reference(owner, name, key, wanted)];
};

/** What the operator resolves for a component; with another secret store it is not about Kubernetes Secrets. */
export const referencesOf = (component: Component): readonly SecretReference[] =>
  component.secretStore === 'kubernetes'
    ? component.metadata.flatMap(({ reference }) =>
        reference ? fromKeyReference(component.resource as Resource, reference) : [],
      )
    : [];

export const referencesOfEndpoint = (endpoint: Resource<HTTPEndpointShape>): readonly SecretReference[] => {
  const store = endpoint.body.get('auth').get('secretStore').text || 'kubernetes';
  if (store !== 'kubernetes') return [];
  const { headers, tls } = {
    headers: endpoint.body.get('spec').get('headers').items,
    tls: endpoint.body.get('spec').get('clientTLS').entries,
  };
  return [...headers, ...tls.map(([, part]) => part)].flatMap((part) => {
    const field = (part as Field<{ secretKeyRef: KeyReference }>).get('secretKeyRef');
    return field.isMap ? fromKeyReference(endpoint as unknown as Resource, field) : [];
  });
};

/** What the operator resolves for an MCP server, and daprd itself when it connects. */
export const referencesOfMcpServer = (server: Resource<MCPServerShape>): readonly SecretReference[] => {
  const { http } = mcpHttpOf(server) ?? {};
  const store = http?.get('auth').get('secretStore').text || 'kubernetes';
  if (store !== 'kubernetes') return [];
  const env = server.body.get('spec').get('endpoint').get('stdio').get('env').items;
  const pairs = [...(http?.get('headers').items ?? []), ...env, ...(http ? [http.get('auth').get('oauth2')] : [])];
  return pairs.flatMap((pair) => {
    const field = (pair as Field<{ secretKeyRef: KeyReference }>).get('secretKeyRef');
    return field.isMap ? fromKeyReference(server as unknown as Resource, field) : [];
  });
};

/** What the operator resolves for a configuration: the headers of traces, of which each names a key. */
export const referencesOfConfiguration = ({ resource, spec }: Configuration): readonly SecretReference[] =>
  spec
    .get('tracing')
    .get('otel')
    .get('headers')
    .items.flatMap((header) => {
      const field = header.get('secretKeyRef') as Field<KeyReference>;
      return field.get('key').text ? fromKeyReference(resource as Resource, field) : [];
    });

/** The secret store that an object names for its secrets, if it takes any from it. */
export const storeNamedBy = ({ kind, body }: Resource): Field<string> | undefined => {
  const { auth, spec } = { auth: (body as Field).get('auth'), spec: (body as Field).get('spec') };
  const pairs = kind === 'Component' ? spec.get('metadata') : spec.get('headers');
  const documents = kind === 'HTTPEndpoint' ? spec.get('clientTLS').entries.map(([, part]) => part) : [];
  const refers = (pair: unknown): boolean => Boolean((pair as Field).get('secretKeyRef').get('name').text);
  const store = auth.get('secretStore') as Field<string>;
  return store.text && [...pairs.items, ...documents].some(refers) ? store : undefined;
};

/** The secret stores that an object of Dapr's speaks of, whether it takes anything from them or not. */
export const storesNamedBy = ({ body }: Resource): readonly string[] => {
  const { auth, spec } = { auth: (body as Field).get('auth'), spec: (body as Field).get('spec') };
  const scopes = spec.get('secrets').get('scopes').items as readonly Field<{ storeName: string }>[];
  const names = [
    auth.get('secretStore'),
    spec.get('auth').get('secretStore'),
    ...scopes.map((each) => each.get('storeName')),
  ];
  return names.flatMap(({ text, resolved }) => (text && resolved ? [text] : []));
};
