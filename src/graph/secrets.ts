import { mcpHttpOf } from '../model/mcp-server.ts';
import type { Namespace, Resource } from '../model/resource.ts';
import type { HTTPEndpointShape, MCPServerShape } from '../model/shapes.ts';
import type { Draft, Sketch } from './sketch.ts';

/** The annotations of an app that name a Secret. */
const tokens = ['api-token-secret', 'app-token-secret'];

/** The Secrets and secret stores that things read from: names and keys, never a value. */
export const drawSecrets = (sketch: Sketch): void => {
  const { workspace } = sketch;
  for (const { owner, name, wanted, namespace } of workspace.secretReferences) {
    const reader = sketch.nodeOf(owner);
    if (reader && name.text) sketch.connect(reader, 'reads', secretNamed(name.text, namespace, sketch), wanted);
  }
  for (const app of workspace.apps) {
    for (const token of tokens) {
      const name = app.reads(token);
      if (name) sketch.connect(sketch.app(app), 'reads', secretNamed(name, app.namespace, sketch));
    }
  }
  drawStores(sketch);
};

/** The Secret of a name: it counts as here where something makes it. */
const secretNamed = (name: string, namespace: Namespace, sketch: Sketch): Draft => {
  const { outcome, ...found } = sketch.workspace.findSecret(name, namespace);
  const resource = outcome === 'found' && 'resource' in found ? found.resource : undefined;
  const isSecret = resource?.kind === 'Secret';
  return sketch.add({
    kind: 'secret',
    name,
    namespace: resource ? resource.namespace : namespace,
    isMissing: !resource,
    ...(resource && !isSecret && { type: resource.kind }),
    ...(isSecret && { resource }),
  });
};

/** The stores that references are resolved in, where that is not Kubernetes. */
const drawStores = (sketch: Sketch): void => {
  const { workspace } = sketch;
  const draw = (owner: Resource, store: string | undefined): void => {
    const reader = sketch.nodeOf(owner);
    if (!reader || !store || store === 'kubernetes') return;
    sketch.connect(reader, 'reads', sketch.componentNamed(store, owner.namespace, 'secretstores'));
  };
  for (const component of workspace.components) {
    if (component.metadata.some(({ reference }) => reference))
      draw(component.resource as unknown as Resource, component.secretStore);
  }
  for (const endpoint of workspace.daprResources<HTTPEndpointShape>('HTTPEndpoint'))
    draw(endpoint as unknown as Resource, endpoint.body.get('auth').get('secretStore').text);
  for (const server of workspace.daprResources<MCPServerShape>('MCPServer'))
    draw(server as unknown as Resource, mcpHttpOf(server)?.http.get('auth').get('secretStore').text);
};
