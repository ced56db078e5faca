import type { Mark } from './box.ts';
import type { NodeKind } from './picture-data.ts';

/** Dark text on a light ground, in frames of the same hue: readable on white and on black. */
interface Color {
  readonly fill: string;
  readonly stroke: string;
}

const apps: Color = { fill: '#dbeafe', stroke: '#2563eb' };
const components: Color = { fill: '#e2e8f0', stroke: '#64748b' };
const outside: Color = { fill: '#cffafe', stroke: '#0891b2' };
const settings: Color = { fill: '#ede9fe', stroke: '#7c3aed' };

export const text = '#1e293b';

export const colors: Readonly<Record<NodeKind, Color>> = {
  apps,
  app: apps,
  component: components,
  topic: { fill: '#dcfce7', stroke: '#16a34a' },
  configuration: settings,
  secret: { fill: '#fef9c3', stroke: '#a16207' },
  httpEndpoint: outside,
  mcpServer: outside,
  resiliency: settings,
  workflowAccessPolicy: settings,
};

/** What is only named: paler, and its text too. */
export const missing = { fill: '#f8fafc', stroke: '#64748b', text: '#64748b' } as const;
/** The frames around namespaces and building blocks. */
export const frame = '#94a3b8';

/** The frames of what has findings. */
export const marks: Readonly<Record<Mark, string>> = { error: '#dc2626', warning: '#d97706' };
