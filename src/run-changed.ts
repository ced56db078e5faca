import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { LintCall } from './cli/call.ts';
import { UserError } from './failure.ts';
import type { Finding } from './finding.ts';
import { lint, rules } from './index.ts';
import { type Changes, readChanges } from './read/changes.ts';
import { reachOf } from './read/reach.ts';
import { type Report, reduced } from './report/report.ts';
import type { Outside } from './run.ts';
import { compare, entriesFor, type FromBaseline } from './triage/baseline.ts';
import type { Settings } from './triage/settings.ts';
import { type Location, lines, type Source } from './yaml/location.ts';

/** A run of which only a part is wanted. */
interface Run {
  readonly sources: readonly Source[];
  readonly call: LintCall;
  readonly settings: Settings;
  readonly outside: Outside;
}

/** What has changed since the commit that a call names. Throws `UserError` where that cannot be told. */
export const changesOf = async ({ paths, changed }: LintCall, outside: Outside): Promise<Changes> => {
  if (paths.includes('-'))
    throw new UserError('what has changed in stdin (-) cannot be told', 'name files, or leave out --changed');
  return readChanges(changed?.since, outside);
};

/**
 * The report with what a change is to blame for: findings with a place on a changed line, and those that were not there
 * before, wherever they are.
 */
export const onlyChanged = async (report: Report, changes: Changes, run: Run): Promise<Report> => {
  const pathOf = await realPaths([...run.sources, ...report.findings.flatMap(sourcesOf)], run.outside);
  const isChanged = (location: Location): boolean => touches(location, changes, pathOf(location.source.path));
  const isTouched = ({ location, related }: Finding): boolean =>
    isChanged(location) || related.some((place) => isChanged(place.location));
  const wanted = new Set(report.findings.filter(isTouched));
  const others = report.findings.filter((finding) => !wanted.has(finding));
  const fresh = others.length === 0 ? others : await withoutFormer(others, changes, run, pathOf);
  for (const finding of fresh) wanted.add(finding);
  const kept = report.findings.filter((finding) => wanted.has(finding));
  return reduced(report, kept, { unchanged: report.findings.length - kept.length });
};

const sourcesOf = ({ location, related }: Finding): readonly Source[] => [
  location.source,
  ...related.map((place) => place.location.source),
];

type PathOf = (shown: string) => string;

/** Absolute paths without links, as git has them, by shown ones. */
const realPaths = async (sources: readonly Source[], { cwd, shownFrom = cwd }: Outside): Promise<PathOf> => {
  const shown = [...new Set(sources.map(({ path }) => path))];
  const found = await Promise.all(
    shown.map(async (path) => {
      const absolute = resolve(shownFrom, path);
      return [path, await realpath(absolute).catch(() => absolute)] as const;
    }),
  );
  const known = new Map(found);
  return (path) => known.get(path) ?? path;
};

const touches = ({ source, range }: Location, changes: Changes, path: string): boolean => {
  const changed = changes.lines(path);
  if (!changed) return true;
  if (changed.length === 0) return false;
  const table = lines(source);
  const first = table.position(range.start).line;
  const last = table.position(Math.max(range.start, range.end - 1)).line;
  return changed.some(({ start, end }) => start <= last && first < end);
};

/** Those of some findings that the same call would not have found before: the same rules over the files of then. */
const withoutFormer = async (
  findings: readonly Finding[],
  changes: Changes,
  { sources, call, settings, outside }: Run,
  pathOf: PathOf,
): Promise<readonly Finding[]> => {
  const files = await changes.before();
  const reach = await reachOf(call.paths, outside);
  const current = new Map(sources.map((source) => [pathOf(source.path), source]));
  const nowAt = new Map<string, string>();
  const former = files.flatMap(({ path, now, text }): readonly Source[] => {
    const same = now === undefined ? undefined : current.get(now);
    const shown = same && now === path ? same.path : reach(path);
    const held = text ?? same?.text;
    if (shown === undefined || held === undefined || settings.isIgnored(shown)) return [];
    if (same) nowAt.set(shown, same.path);
    const { named, isPatch } = same ?? {};
    return [{ path: shown, text: held, ...(named && { named }), ...(isPatch && { isPatch }) }];
  });
  const gone = new Set(files.map(({ now }) => now));
  const kept = [...current].filter(([path]) => !gone.has(path) && changes.lines(path)?.length === 0);
  const all = [...kept.map(([, source]) => source), ...former];
  const before = lint(all.sort(byPath), rules, settings, { today: outside.today() });
  const asItIs: FromBaseline = (path) => path;
  return compare(
    findings,
    entriesFor(before.findings, [], (path) => nowAt.get(path) ?? path),
    asItIs,
  ).fresh;
};

const byPath = (a: Source, b: Source): number => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
