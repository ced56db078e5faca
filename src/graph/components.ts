import type { Component } from '../model/component.ts';
import type { Sketch } from './sketch.ts';

/** The components and the apps that load them. */
export const drawComponents = (sketch: Sketch): void => {
  for (const component of sketch.workspace.components) drawComponent(component, sketch);
};

const drawComponent = (component: Component, sketch: Sketch): void => {
  const node = sketch.component(component);
  if (component.block === 'state' && component.item('actorStateStore')?.isTruthy) node.notes.push('for actors');
  // Requests pass what a pipeline names; that apps load the rest of the middleware says nothing.
  if (component.block === 'middleware') return;
  const { directions } = component;
  for (const app of sketch.loadersOf(component.resource)) {
    const isInput = directions?.includes('input') === true;
    if (isInput) sketch.connect(node, 'triggers', app);
    if (!isInput || directions?.includes('output')) sketch.connect(app, 'loads', node);
  }
};
