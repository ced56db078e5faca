import type { Made, Refusal } from './fix.ts';
import { harmless } from './report/harmless.ts';
import { counted } from './report/summary.ts';
import type { Outside } from './run.ts';
import type { Left } from './write/fixes.ts';
import { lines } from './yaml/location.ts';

/** What has become of the fixes of a run. */
interface Told {
  readonly verb: 'fixed' | 'would fix';
  readonly made: readonly Made[];
  readonly refusals: readonly Refusal[];
  readonly left: readonly Left[];
}

/** More lines are not read. */
const mostTold = 20;

/** Tells on stderr how much was fixed, and what was not and why. */
export const tellFixes = async ({ verb, made, refusals, left }: Told, { complain }: Outside): Promise<void> => {
  const files = new Set(made.flatMap(({ sources }) => sources)).size;
  const told = [
    ...left.map(({ before, reason }) => `daprlint: ${before.path} is not fixed: ${reason}`).sort(),
    ...refusals.map(refusalLine),
  ];
  const more = told.length - mostTold;
  const all = [
    ...told.slice(0, mostTold),
    ...(more > 0 ? [`daprlint: ${more} more could not be fixed`] : []),
    ...(made.length > 0 ? [`${verb} ${counted(made.length, 'problem')} in ${counted(files, 'file')}`] : []),
  ];
  if (all.length > 0) await complain?.(`${all.map(harmless).join('\n')}\n`);
};

const refusalLine = ({ finding: { location, rule }, harm }: Refusal): string =>
  `daprlint: ${location.source.path}:${lines(location.source).position(location.range.start).line}: ${rule} is not fixed: that would ${harm}`;
