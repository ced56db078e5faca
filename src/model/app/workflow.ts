import type { Locatable } from '../../yaml/location.ts';
import type { App } from '../app.ts';
import type { WorkflowAccessPolicyShape } from '../shapes.ts';
import type { Workspace } from '../workspace.ts';

/** What shows that an app has workflows. */
export interface WorkflowSign {
  readonly at: Locatable;
  /** What it is, for messages. */
  readonly message: string;
}

/**
 * What shows that an app has workflows of its own: a policy for them that names it, or workflow settings in a configuration that
 * it has to itself. Nothing in its workload does.
 */
export const workflowSignOf = (workspace: Workspace, app: App): WorkflowSign | undefined => {
  const { appId, namespace } = app;
  if (appId === undefined) return undefined;
  // The policy says who may call the workflows of the apps in its scopes: these have some.
  const policy = workspace
    .daprResourcesFor<WorkflowAccessPolicyShape>(app, 'WorkflowAccessPolicy')
    .find((each) => each.namespace === namespace && each.scopes?.some((scope) => scope.text === appId));
  if (policy && workspace.areTogether(policy, app.resource))
    return { at: policy, message: 'a policy for its workflows' };
  const configuration = workspace.configurationOf(app);
  const settings = configuration?.spec.get('workflow');
  if (!configuration || configuration.namespace !== namespace || !settings || settings.entries.length === 0)
    return undefined;
  if (workspace.appsWithConfiguration(configuration).length > 1) return undefined;
  return workspace.areTogether(configuration.resource, app.resource)
    ? { at: settings.key, message: 'settings for its workflows' }
    : undefined;
};
