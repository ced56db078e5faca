import type { LimitRangeItem } from 'kubernetes-types/core/v1.js';
import type { Field } from '../../yaml/field.ts';
import type { App } from '../app.ts';
import { hasSameNamespace } from '../resource.ts';
import { parseQuantity } from '../values.ts';
import type { Workspace } from '../workspace.ts';

type ResourceName = 'cpu' | 'memory';
type Bound = 'request' | 'limit';

/** More LimitRanges are a slip, or made to be slow. */
const most = 20;

/** What LimitRanges of its namespace say of each container of an app; with `possible`, those whose namespace is not known too. */
export const containerLimits = (app: App, workspace: Workspace, possible = false): readonly Field<LimitRangeItem>[] =>
  workspace
    .resourcesOf('LimitRange', app.namespace)
    .slice(0, most)
    .filter(
      (range) =>
        possible || (hasSameNamespace(range.namespace, app.namespace) && workspace.areTogether(range, app.resource)),
    )
    .flatMap(
      (range) => (range.body as Field as Field<{ spec: { limits: LimitRangeItem[] } }>).get('spec').get('limits').items,
    )
    .filter((item) => item.get('type').text === 'Container');

/**
 * What a LimitRange gives to a container that sets nothing itself: its default, its maximum for want of one; for a request
 * also its minimum. Source: Kubernetes v1.34.2 pkg/apis/core/v1/defaults.go SetDefaults_LimitRangeItem.
 */
export const defaultOf = (item: Field<LimitRangeItem>, name: ResourceName, bound: Bound): Field | undefined => {
  const limits = [item.get('default'), item.get('max')];
  const maps = bound === 'limit' ? limits : [item.get('defaultRequest'), ...limits, item.get('min')];
  return (maps as readonly Field<Record<string, string>>[]).map((map) => map.get(name)).find(({ exists }) => exists);
};

/** A quantity of a manifest, which may be written as a number; undefined where it is not known. */
export const quantityOf = (field: Field | undefined): number | undefined =>
  field?.resolved ? parseQuantity(field.written ?? '') : undefined;
