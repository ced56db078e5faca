import { clipped, harmless } from '../report/harmless.ts';
import type { Fold } from './fold.ts';
import type { Counts, NodeKind, PictureNode } from './picture-data.ts';

export type Mark = 'error' | 'warning';

/** A node as people see it. */
export interface Box {
  readonly id: string;
  readonly kind: NodeKind;
  readonly lines: readonly string[];
  readonly mark?: Mark;
  readonly isMissing: boolean;
}

/** How many names one box lists, and how long they may be. */
const mostNames = 20;
const longestName = 60;

export const boxOf = ({ nodes }: Fold, id: string): Box => {
  const [first, ...rest] = nodes;
  const mark = worst(nodes.map(({ findings }) => findings));
  const lines = rest.length === 0 ? linesOf(first) : listOf(nodes);
  return {
    id,
    kind: first.kind,
    lines: lines.map(shown).filter((line) => line !== ''),
    isMissing: first.isMissing,
    ...(mark && { mark }),
  };
};

/** A text of the user's on one line, and not too long. */
export const shown = (text: string): string => clipped(harmless(text), longestName).trim();

const kindTitles: Readonly<Partial<Record<NodeKind, string>>> = {
  configuration: 'Configuration',
  secret: 'Secret',
  httpEndpoint: 'HTTPEndpoint',
  mcpServer: 'MCPServer',
  resiliency: 'Resiliency',
  workflowAccessPolicy: 'WorkflowAccessPolicy',
};

const linesOf = (node: PictureNode): readonly string[] => {
  const { kind, name, members, notes, findings } = node;
  const title = kind === 'apps' ? `${name} (${members})` : shown(name) || '(no name)';
  const found = countText(findings);
  return [title, ...whatIs(node), ...notes, ...(found === '' ? [] : [found])];
};

const whatIs = ({ kind, type = '', within }: PictureNode): readonly string[] => {
  if (within !== undefined) return [`topic of ${type}`];
  // Most workloads are Deployments: that says nothing.
  const isTold = type !== '' && !(kind === 'app' && type === 'Deployment');
  return [kindTitles[kind] ?? '', isTold ? type : ''].filter((line) => line !== '');
};

const listOf = (nodes: readonly PictureNode[]): readonly string[] => {
  const [first] = nodes;
  const noun = first === undefined ? undefined : kindTitles[first.kind];
  const lines = nodes.slice(0, mostNames).map(({ name, type, kind, notes, findings }) => {
    const more = [...(kind === 'component' && type ? [type] : []), ...notes, countText(findings)].filter(
      (text) => text,
    );
    return `${shown(name) || '(no name)'}${more.length === 0 ? '' : ` (${more.join(', ')})`}`;
  });
  const rest = nodes.length - lines.length;
  return [
    ...(noun === undefined ? [] : [`${nodes.length} × ${noun}`]),
    ...lines,
    ...(rest > 0 ? [`and ${rest} more`] : []),
  ];
};

/** `1 error, 2 warnings`; empty where there is neither. */
export const countText = ({ errors, warnings }: Counts): string =>
  [counted(errors, 'error'), counted(warnings, 'warning')].filter((text) => text !== '').join(', ');

export const counted = (number: number, noun: string): string =>
  number === 0 ? '' : `${number} ${noun}${number === 1 ? '' : 's'}`;

const worst = (all: readonly Counts[]): Mark | undefined => {
  if (all.some(({ errors }) => errors > 0)) return 'error';
  return all.some(({ warnings }) => warnings > 0) ? 'warning' : undefined;
};
