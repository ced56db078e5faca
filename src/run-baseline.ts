import { dirname, isAbsolute, relative, resolve } from 'node:path';
import type { LintCall } from './cli/call.ts';
import { rules } from './index.ts';
import { baselineName, findBaseline, readBaseline } from './read/baseline.ts';
import { statIfPresent } from './read/bytes.ts';
import { shownPath } from './read/files.ts';
import { isWithin, slashed } from './read/gitignore.ts';
import { type Report, reduced } from './report/report.ts';
import { counted } from './report/summary.ts';
import type { Outside } from './run.ts';
import { type Baseline, type BaselineEntry, compare, entriesFor, type FromBaseline } from './triage/baseline.ts';
import { parseBaseline, printBaseline } from './triage/baseline-file.ts';
import { holdsIn } from './triage/dapr-version.ts';
import type { Settings } from './triage/settings.ts';
import { writeReport } from './write/report.ts';

/** A baseline that a run goes by, as it was before. */
export interface KnownBaseline extends Baseline {
  /** Its absolute path. */
  readonly path: string;
  readonly shown: string;
  readonly text: string | undefined;
}

/** The baseline that a call is to go by, or to write; undefined where there is none. Throws `UserError` for one that cannot be used. */
export const openBaseline = async (
  call: Pick<LintCall, 'baseline' | 'updateBaseline'>,
  settings: Settings,
  outside: Outside,
): Promise<KnownBaseline | undefined> => {
  if (call.baseline === false) return undefined;
  const { cwd, shownFrom = cwd } = outside;
  const { folder = cwd, baseline: configured } = settings;
  const named = call.baseline ?? (configured === undefined ? undefined : resolve(folder, configured));
  const found = named ?? (await findBaseline(outside));
  if (found === undefined && !call.updateBaseline) return undefined;
  const path = resolve(cwd, found ?? resolve(folder, baselineName));
  const shown = shownPath(path, shownFrom, call.baseline !== undefined && isAbsolute(call.baseline));
  if (call.updateBaseline && !(await statIfPresent(path, `the baseline ${shown}`)))
    return { path, shown, text: undefined, paths: [], entries: [] };
  const source = await readBaseline(path, outside);
  return { path, shown, text: source.text, ...parseBaseline(source) };
};

/** The report without what the baseline knows; where the call asks for it, the baseline is written anew and knows all of it. */
export const withBaseline = async (
  report: Report,
  baseline: KnownBaseline,
  call: LintCall,
  settings: Settings,
  outside: Outside,
): Promise<Report> => {
  const { path, shown } = baseline;
  const { cwd, shownFrom = cwd, complain } = outside;
  const folder = dirname(path);
  const from: FromBaseline = (file) => slashed(relative(folder, resolve(shownFrom, file)));
  const { fresh, known, left } = compare(report.findings, baseline.entries, from);
  const linted = (call.paths.length === 0 ? ['.'] : call.paths).map((each) => resolve(cwd, each));
  const isWhole = baseline.paths.every((each) => linted.some((one) => isWithin(one, resolve(folder, each))));
  const fixed = isWhole ? left.filter(({ rule }) => isJudged(rule, settings)) : [];
  if (call.updateBaseline) {
    const kept = left.filter((entry) => !fixed.includes(entry));
    const entries = entriesFor(report.findings, kept, from);
    const paths = outermost([
      ...(isWhole ? [] : baseline.paths),
      ...linted.map((each) => slashed(relative(folder, each)) || '.'),
    ]);
    const text = printBaseline({ paths, entries });
    if (text !== baseline.text) await writeReport(shown, text, shownFrom);
    await complain?.(`daprlint: ${written(shown, entries, fresh.length, fixed)}\n`);
  } else if (fixed.length > 0) await complain?.(`daprlint: ${told(fixed.length)}\n`);
  const accepted = call.updateBaseline ? report.findings : known;
  const suppressed = accepted.map((finding) => ({ finding, by: 'baseline' as const, reason: `it is in ${shown}` }));
  return {
    ...reduced(report, call.updateBaseline ? [] : fresh, { baselined: accepted.length }),
    suppressed: [...report.suppressed, ...suppressed],
  };
};

/** Of a rule that is off nobody knows what it would find; one that there is no more finds nothing. */
const isJudged = (id: string, settings: Settings): boolean => {
  const rule = rules.find((each) => each.id === id);
  return !rule || (settings.isOn(rule) && holdsIn(rule, settings.world.daprVersion));
};

/** Paths of which none lies within another. */
const outermost = (paths: readonly string[]): readonly string[] => {
  const all = [...new Set(paths)].sort();
  return all.filter((path) => !all.some((other) => other !== path && isInside(path, other)));
};

const isInside = (path: string, folder: string): boolean =>
  folder === '.' ? !path.startsWith('../') && !isAbsolute(path) : path.startsWith(`${folder}/`);

const told = (count: number): string =>
  `${count} ${count === 1 ? 'entry of the baseline is' : 'entries of the baseline are'} fixed: --update-baseline takes ${count === 1 ? 'it' : 'them'} out`;

const written = (
  shown: string,
  entries: readonly BaselineEntry[],
  fresh: number,
  fixed: readonly BaselineEntry[],
): string => {
  const sum = (counts: readonly BaselineEntry[]): number => counts.reduce((total, { count }) => total + count, 0);
  return `${shown} knows ${counted(sum(entries), 'finding')} now: ${fresh} new, ${sum(fixed)} taken out`;
};
