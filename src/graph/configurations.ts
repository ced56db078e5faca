import type { Configuration } from '../model/configuration.ts';
import { group } from '../model/graph/group.ts';
import type { Resource } from '../model/resource.ts';
import type { Draft, Sketch } from './sketch.ts';

/** The node of a configuration. */
export const configurationNode = (
  { name, namespace, resource, isControlPlane }: Configuration,
  sketch: Sketch,
): Draft =>
  sketch.add({
    kind: 'configuration',
    name,
    namespace,
    resource: resource as unknown as Resource,
    ...(isControlPlane && { notes: ['of the control plane'] }),
  });

/** The configurations, the apps that run with them, and the middleware that requests pass. */
export const drawConfigurations = (sketch: Sketch): void => {
  const { workspace } = sketch;
  for (const configuration of workspace.configurations) {
    const node = configurationNode(configuration, sketch);
    for (const handler of configuration.handlers) {
      const { text, resolved } = handler.get('name');
      if (text && resolved)
        sketch.connect(node, 'passes', sketch.componentNamed(text, configuration.namespace, 'middleware'));
    }
  }
  const users = group(workspace.apps, (app) => {
    const configuration = workspace.configurationOf(app);
    if (configuration) return configurationNode(configuration, sketch);
    const { text, resolved } = app.annotation('config');
    return text && resolved
      ? sketch.add({ kind: 'configuration', name: text, namespace: app.namespace, isMissing: true })
      : undefined;
  });
  for (const [node, apps] of users) {
    if (!node) continue;
    for (const app of sketch.collapsed(apps, node.namespace)) sketch.connect(app, 'runs', node);
  }
};
