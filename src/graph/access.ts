import type { App } from '../model/app.ts';
import type { Configuration } from '../model/configuration.ts';
import type { Resource } from '../model/resource.ts';
import type { WorkflowAccessPolicyShape } from '../model/shapes.ts';
import { accessListOf, appliesTo, type Exception, isGrpcApp } from './access-list.ts';
import { configurationNode } from './configurations.ts';
import type { Draft, Sketch } from './sketch.ts';

/** Who may call whom, where an access list says so, and who may start whose workflows. */
export const drawAccess = (sketch: Sketch): void => {
  for (const configuration of sketch.workspace.configurations) drawAccessList(configuration, sketch);
  for (const policy of sketch.workspace.daprResources<WorkflowAccessPolicyShape>('WorkflowAccessPolicy'))
    drawWorkflowAccess(policy, sketch);
};

/** One app stands for itself; for several, the configuration that they share does. */
const drawAccessList = (configuration: Configuration, sketch: Sketch): void => {
  const guarded = sketch.workspace.appsWithConfiguration(configuration);
  const list = accessListOf(configuration, guarded.some(isGrpcApp));
  if (!list) return;
  const [only, second] = guarded;
  const callee = only && !second ? sketch.app(only) : configurationNode(configuration, sketch);
  if (list.otherwise === 'none')
    callee.notes.push(list.exceptions.length === 0 ? 'nobody may call' : 'only listed callers');
  for (const exception of list.exceptions) drawException(exception, callee, sketch);
};

const drawException = (exception: Exception, callee: Draft, sketch: Sketch): void => {
  const { appId, namespace, permission } = exception;
  const here = sketch.workspace.appsWithId(appId, namespace);
  const callers: readonly Draft[] =
    here.length > 0
      ? here.filter((app: App) => appliesTo(exception, app, sketch.workspace)).map((app) => sketch.app(app))
      : sketch.appsNamed(appId, namespace);
  const label = permission === 'some' ? 'some operations' : undefined;
  for (const caller of callers)
    if (caller !== callee) sketch.connect(caller, permission === 'none' ? 'mayNotCall' : 'calls', callee, label);
};

const drawWorkflowAccess = (policy: Resource<WorkflowAccessPolicyShape>, sketch: Sketch): void => {
  const { name, namespace } = policy;
  const node = sketch.add({ kind: 'workflowAccessPolicy', name, namespace, resource: policy as unknown as Resource });
  for (const app of sketch.loadersOf(policy)) sketch.connect(node, 'guards', app);
  for (const rule of policy.body.get('spec').get('rules').items) {
    for (const caller of rule.get('callers').items) {
      const { text, resolved } = caller.get('appID');
      if (!text || !resolved) continue;
      for (const app of sketch.appsNamed(text, namespace)) sketch.connect(app, 'startsWorkflows', node);
    }
  }
};
