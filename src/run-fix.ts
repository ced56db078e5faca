import { isUtf8 } from 'node:buffer';
import type { FixCall, LintCall } from './cli/call.ts';
import { type Fixed, fixAll, groupsIn, type Made } from './fix.ts';
import { rules } from './index.ts';
import { lint } from './lint.ts';
import { readStream } from './read/bytes.ts';
import type { Report } from './report/report.ts';
import {
  clockOf,
  deliverReport,
  type ExitStatus,
  type Outside,
  readInput,
  settle,
  statusOf,
  timed,
  wantedOf,
} from './run.ts';
import { trackingOrigins, withoutHidden } from './run-fix-hidden.ts';
import { tellFixes } from './run-fix-told.ts';
import { parseConfig } from './triage/config.ts';
import type { Settings } from './triage/settings.ts';
import { boundaryFor } from './write/boundary.ts';
import { encode, encodingOf } from './write/encode.ts';
import { type Left, prepareTogether, type Ready, replaceTogether } from './write/fixes.ts';
import type { Document } from './yaml/document.ts';
import type { Source } from './yaml/location.ts';
import { parse } from './yaml/parse.ts';

/** A run that puts right what it can, with all that its ways of doing so share. */
interface Run {
  readonly call: LintCall;
  readonly settings: Settings;
  readonly outside: Outside;
  readonly started: number;
  readonly before: Report;
  readonly sources: readonly Source[];
  readonly fixed: Fixed;
  readonly judge: (sources: readonly Source[]) => Report;
}

/** Lints, fixes, and reports what is left: in files, on stdout for what came on stdin, or as a diff. */
export const fixAndReport = async (
  call: LintCall,
  { dryRun, unsafe }: FixCall,
  settings: Settings,
  outside: Outside,
): Promise<ExitStatus> => {
  const started = outside.now();
  const stdin = call.paths.includes('-') ? await readStream(outside.stdin, 'stdin') : undefined;
  const clock = clockOf(call, settings, outside);
  const wanted = await wantedOf(call, settings, outside);
  const read = remembering(outside);
  const manifests = await readInput(call, settings, stdin ? { ...outside, stdin: only(stdin) } : outside);
  // What the config suppresses in vain is put right there. Behind a pipe there is no other place than stdout.
  const config = settings.suppressions[0]?.at.source;
  const sources = config && !stdin ? [...manifests, config] : manifests;
  const lintAll = (texts: readonly Source[]): Report =>
    lint(texts.slice(0, manifests.length), rules, withSuppressionsOf(texts[manifests.length], settings), clock, read);
  const found = lintAll(sources);
  // What comes of the texts of the beginning is known.
  const all = (texts: readonly Source[]): Report => (texts === sources ? found : lintAll(texts));
  const origins = trackingOrigins();
  const judge = withoutHidden(found, await wanted(found, manifests), all, origins);
  const before = judge(sources);
  // What is not shown is not touched.
  const wants: Parameters<typeof fixAll>[2]['wants'] = ({ severity, location }) =>
    (!call.quiet || severity === 'error') && (!stdin || location.source !== config);
  const fixed = fixAll(sources, before, { unsafe, wants, judge, parse: read, follow: origins.follow });
  const run: Run = { call, settings, outside, started, before, sources, fixed, judge };
  if (dryRun) return printDiff(run, stdin);
  return stdin ? printFixed(run, stdin) : replace(run);
};

/** What a config suppresses that may have been put right. */
const withSuppressionsOf = (config: Source | undefined, settings: Settings): Settings =>
  config && config !== settings.suppressions[0]?.at.source
    ? { ...settings, suppressions: parseConfig(config, rules).suppressions }
    : settings;

async function* only(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

/** Most sources stay as they are from pass to pass. */
const remembering = ({ progress }: Outside): ((source: Source) => readonly Document[]) => {
  let done = 0;
  const known = new WeakMap<Source, readonly Document[]>();
  return (source) => {
    const remembered = known.get(source);
    if (remembered) return remembered;
    done += 1;
    progress?.(`reading file ${done}`);
    const documents = parse(source);
    known.set(source, documents);
    return documents;
  };
};

/** As a filter does: what comes in goes out, put right, in its encoding; the report goes to stderr. */
const printFixed = async (run: Run, bytes: Uint8Array): Promise<ExitStatus> => {
  const { fixed, outside } = run;
  const [source] = fixed.sources;
  const isFixed = source !== undefined && fixed.made.length > 0;
  const content = isFixed ? encode(source.text, encodingOf(bytes)) : bytes;
  await outside.print(isUtf8(content) ? Buffer.from(content).toString() : content);
  await tellFixes({ verb: 'fixed', ...fixed, left: [] }, outside);
  return reportAside(fixed.report, run);
};

/** Enough to keep a disk busy. */
const concurrency = 16;

const replace = async (run: Run): Promise<ExitStatus> => {
  const { call, outside, sources, fixed } = run;
  const groups = groupsIn(fixed);
  const left: Left[] = [];
  if (groups.length > 0) {
    const boundary = await boundaryOf(run);
    let next = 0;
    const work = async (): Promise<void> => {
      for (let group = groups[next++]; group; group = groups[next++]) {
        const files = await prepareTogether(rewritesOf(group, sources, fixed), boundary);
        left.push(...(files.left.length > 0 ? files.left : await replaceTogether(files.ready)));
      }
    };
    await Promise.all(Array.from({ length: Math.min(concurrency, groups.length) }, work));
  }
  const { made, report } = withoutLeft(run, left);
  await tellFixes({ verb: 'fixed', made, refusals: fixed.refusals, left }, outside);
  await deliverReport(timed(report, outside.now() - run.started), call, outside);
  return hasFailed(left) ? 2 : statusOf(report, call);
};

const rewritesOf = (group: readonly number[], sources: readonly Source[], fixed: Fixed) =>
  group.map((index) => ({ before: sources[index] as Source, after: fixed.sources[index] as Source }));

/** Nothing that the config ignores is written, even if it is linted. */
const boundaryOf = async ({ call, settings, outside }: Run) => {
  const { flags } = call;
  const { isIgnored } = flags.noIgnores
    ? await settle({ ...call, flags: { ...flags, noIgnores: false } }, outside)
    : settings;
  return boundaryFor(outside, isIgnored);
};

const hasFailed = (left: readonly Left[]): boolean => left.some(({ byIntent }) => !byIntent);

/** What is said where only a part of the fixes has reached the disk: of the texts that are there now. */
const withoutLeft = (
  { sources, fixed, judge }: Run,
  left: readonly Left[],
): { readonly made: readonly Made[]; readonly report: Report } => {
  if (left.length === 0) return fixed;
  const stayed = new Set(left.map(({ before }) => before));
  const isHere = (index: number): boolean => !stayed.has(sources[index] as Source);
  return {
    made: fixed.made.filter((each) => each.sources.every(isHere)),
    report: judge(sources.map((source, index) => (isHere(index) ? (fixed.sources[index] ?? source) : source))),
  };
};

const printDiff = async (run: Run, stdin: Uint8Array | undefined): Promise<ExitStatus> => {
  const { before, sources, fixed, outside } = run;
  const { diffOf } = await import('./write/diff.ts');
  const { concealedIn } = await import('./report/redaction.ts');
  const left: Left[] = [];
  const show = async (files: readonly Pick<Ready, 'before' | 'after' | 'bytes'>[]): Promise<void> => {
    const diffs = files.map((file) =>
      diffOf(file, concealedIn(file.before, before), concealedIn(file.after, fixed.report)),
    );
    const unshown = diffs.flatMap((diff) => (typeof diff === 'string' ? [] : diff));
    if (unshown.length > 0) left.push(...unshown);
    else await outside.print(diffs.join(''));
  };
  const groups = groupsIn(fixed);
  const boundary = groups.length > 0 && !stdin ? await boundaryOf(run) : undefined;
  for (const group of groups) {
    const rewrites = rewritesOf(group, sources, fixed);
    const files = boundary && (await prepareTogether(rewrites, boundary));
    if (files && files.left.length > 0) left.push(...files.left);
    else await show(files?.ready ?? rewrites.map((rewrite) => ({ ...rewrite, bytes: stdin ?? new Uint8Array() })));
  }
  const { made, report } = withoutLeft(run, left);
  await tellFixes({ verb: 'would fix', made, refusals: fixed.refusals, left }, outside);
  const status = await reportAside(report, run);
  return hasFailed(left) ? 2 : status;
};

/** Where stdout carries a text, the report goes to stderr. */
const reportAside = async (report: Report, { call, outside, started }: Run): Promise<ExitStatus> => {
  const { complain = async () => undefined } = outside;
  const print = (text: string | Uint8Array): Promise<void> => complain(String(text));
  await deliverReport(timed(report, outside.now() - started), call, { ...outside, terminal: undefined, print });
  return statusOf(report, call);
};
