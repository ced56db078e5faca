import type { Field } from '../../yaml/field.ts';
import type { LivePod } from '../app/live-pod.ts';
import type { Resource } from '../resource.ts';
import { Workload } from '../workload.ts';

/**
 * Whether a pod was made of an earlier template than its workload has now, or is itself the workload, and was changed since. That
 * the two differ is no sign of it: a policy may change pods as they are made.
 */
export const isOfEarlierTemplate = (
  { resource }: LivePod,
  workload: Workload,
  controller: Resource | undefined,
): boolean => {
  if (workload.resource === resource) return true;
  const labels = resource.metadata.get('labels') as Field;
  const body = workload.resource.body as Field;
  if (workload.kind === 'StatefulSet')
    return areOther(labels.get('controller-revision-hash'), body.get('status').get('updateRevision'));
  if (workload.kind === 'DaemonSet')
    return areOther(
      labels.get('pod-template-generation'),
      (workload.resource.annotations as Field).get('deprecated.daemonset.template.generation'),
    );
  const earlier = controller?.kind === 'ReplicaSet' ? Workload.of(controller, () => false) : undefined;
  return earlier !== undefined && settingsOf(earlier) !== settingsOf(workload);
};

/** Whether the controller of a workload is held, or has said that it does not get on: its pods stay as they are. */
export const isHeld = ({ resource }: Workload): boolean => {
  const body = resource.live;
  const conditions = body.get('status').get('conditions').items as readonly Field[];
  return (
    body.get('spec').get('paused').boolean === true ||
    conditions.some((each) => each.get('type').text === 'Progressing' && each.get('status').written !== 'True')
  );
};

const areOther = ({ text: own }: Field, { text: current }: Field): boolean =>
  own !== undefined && current !== undefined && own !== current;

/** What a template says to the injector. */
const settingsOf = ({ annotations }: Workload): string =>
  JSON.stringify(
    annotations.entries
      .filter(([name]) => name.startsWith('dapr.io/'))
      .map(([name, { value }]) => [name, value])
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  );
