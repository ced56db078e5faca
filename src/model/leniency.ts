import type { Problem } from '../finding.ts';
import type { Component } from './component.ts';
import { isAtLeast } from './values.ts';
import type { Workspace } from './workspace.ts';

/**
 * How much less a refusal weighs: little where daprd is told to go on without the component, and not for certain in releases
 * whose components were not tried.
 * Source: dapr v1.18.3 pkg/runtime/processor/components.go:190 processComponents.
 */
export const leniency = (component: Component, workspace: Workspace): Pick<Problem, 'atMost'> => {
  if (component.spec.get('ignoreErrors').boolean === true) return { atMost: 'info' };
  return isAtLeast(workspace.world.daprVersion, '1.18') ? {} : { atMost: 'warning' };
};
