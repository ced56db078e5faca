import type { Finding } from '../finding.ts';
import type { Counts } from './picture-data.ts';
import type { Sketch } from './sketch.ts';

type Tally = { -readonly [Name in keyof Counts]: Counts[Name] };

/** How many findings each node has, and how many are about nothing in the picture. */
export const mark = (
  sketch: Sketch,
  findings: readonly Finding[],
): { readonly byNode: ReadonlyMap<string, Counts>; readonly elsewhere: Counts } => {
  const byNode = new Map<string, Tally>();
  const elsewhere = tally();
  for (const { location, severity } of findings) {
    const resource = sketch.workspace.resourceAt(location);
    const node = resource && sketch.nodeOf(resource);
    const counts = node ? (byNode.get(node.id) ?? tally()) : elsewhere;
    counts[`${severity}s`] += 1;
    if (node) byNode.set(node.id, counts);
  }
  return { byNode, elsewhere };
};

const tally = (): Tally => ({ errors: 0, warnings: 0, infos: 0 });
