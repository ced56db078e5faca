import { resolve } from 'node:path';
import {
  type AuditCall,
  type Call,
  type ColorChoice,
  commands,
  type DoctorCall,
  type GraphCall,
  type InitCall,
  type Input,
  type LintCall,
  type Output,
} from './cli/call.ts';
import { fileView, viewOf } from './cli/view.ts';
import { explain, ruleNamed, rulesJson, rulesTable } from './explain.ts';
import { rank } from './finding.ts';
import { lint, rules } from './index.ts';
import type { Clock, Reader } from './lint.ts';
import { findBaseline } from './read/baseline.ts';
import { readBundles } from './read/bundles.ts';
import { type ConfigFile, findConfig, readConfig } from './read/config.ts';
import { type Reading, readSources } from './read/files.ts';
import { isWithin } from './read/gitignore.ts';
import { reporters } from './report/index.ts';
import type { Report, View } from './report/report.ts';
import { parseConfig } from './triage/config.ts';
import { daprVersions, newestDaprVersion } from './triage/dapr-version.ts';
import { checkFlags } from './triage/flags.ts';
import { printSettings } from './triage/print-settings.ts';
import { resolveSettings, type Settings, withBundles } from './triage/settings.ts';
import { checkDestinations, writeReport } from './write/report.ts';
import type { Source } from './yaml/location.ts';
import { parse } from './yaml/parse.ts';

/** What a run takes from the world and gives to it. */
export interface Outside {
  /** Where relative paths start. */
  readonly cwd: string;
  /** Where shown paths start, if elsewhere. */
  readonly shownFrom?: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Puts all of a text on stdout. */
  readonly print: (text: string | Uint8Array) => Promise<void>;
  /** Puts all of a text on stderr, where there is one. */
  readonly complain?: (text: string) => Promise<void>;
  /** The terminal that stdout is, if it is one. */
  readonly terminal: { readonly columns: number } | undefined;
  /** Shows for now what a long run is busy with, where somebody looks at a terminal. */
  readonly progress?: (text: string) => void;
  /** `Node v20.20.2, linux`, where somebody asks. */
  readonly machine?: string;
  /** The day, as `2027-03-01`. */
  readonly today: () => string;
  /** Milliseconds since some moment. */
  readonly now: () => number;
}

/** 0: nothing to object to; 1: findings; 2: it could not be told. */
export type ExitStatus = 0 | 1 | 2;

/** Does what a call asks for. Throws `UserError` or `RuleCrash`, which are for the caller to tell. */
export const run = async (call: Call, outside: Outside): Promise<ExitStatus> => {
  if (call.command === 'lint') return lintAndReport(call, outside);
  if (call.command === 'audit') return (await import('./run-audit.ts')).audit(call, outside);
  if (call.command === 'graph') {
    await (await import('./run-graph.ts')).drawGraph(call, outside);
    return 0;
  }
  if (call.command === 'init') {
    await (await import('./run-init.ts')).begin(call, outside);
    return 0;
  }
  if (call.command === 'doctor') {
    await (await import('./run-doctor.ts')).diagnose(call, outside);
    return 0;
  }
  await outside.print(await answer(call, outside));
  return 0;
};

const answer = async (
  call: Exclude<Call, LintCall | AuditCall | GraphCall | DoctorCall | InitCall>,
  outside: Outside,
): Promise<string> => {
  if (call.command === 'text') return call.text;
  if (call.command === 'schema') {
    const { daprVersion = newestDaprVersion } = checkFlags({ daprVersion: call.daprVersion }, rules);
    return (await import('./editor/dapr-schema.ts')).daprSchemaText(daprVersion);
  }
  if (call.command === 'completion') {
    const { completionScript } = await import('./cli/completion.ts');
    return completionScript(call.shell, { rules: rules.map(({ id }) => id), daprVersions });
  }
  const view = viewOf(call.color, outside);
  if (call.command === 'explain') return call.ids.map((id) => explain(ruleNamed(id, rules), view)).join('\n');
  return call.format === 'json' ? rulesJson(rules, call.preset) : rulesTable(rules, call.preset, view);
};

const lintAndReport = async (call: LintCall, outside: Outside): Promise<ExitStatus> => {
  const started = outside.now();
  const settings = await settle(call, outside);
  if (call.printConfig) {
    await outside.print(printSettings(settings, rules));
    return 0;
  }
  if (call.fix) return (await import('./run-fix.ts')).fixAndReport(call, call.fix, settings, outside);
  const report = await judge(call, settings, outside);
  await deliverReport(timed(report, outside.now() - started), call, outside);
  return statusOf(report, call);
};

export const timed = (report: Report, milliseconds: number): Report => ({
  ...report,
  summary: { ...report.summary, milliseconds },
});

/** The config that a call goes by: the one that it names, or the closest. */
export const configOf = async (call: Input, outside: Outside): Promise<ConfigFile | undefined> => {
  const { config: wanted, paths } = call;
  if (wanted === false) return undefined;
  const stdinFilename = paths.every((path) => path === '-') && paths.length > 0 ? call.stdinFilename : undefined;
  return wanted === undefined ? findConfig(outside, stdinFilename) : readConfig(wanted, outside);
};

/** What the config and the flags amount to. */
export const settle = async (call: Input, outside: Outside): Promise<Settings> =>
  settingsFrom(await configOf(call, outside), call, outside);

/** The same of a config that has been read. */
export const settingsFrom = async (
  file: ConfigFile | undefined,
  { flags }: Input,
  outside: Outside,
): Promise<Settings> => {
  if (!file) return resolveSettings({ flags, rules });
  const { source, relative, folder } = file;
  const settings = { ...resolveSettings({ config: parseConfig(source, rules), flags, rules, relative }), folder };
  return settings.bundles.length === 0
    ? settings
    : withBundles(settings, await readBundles(settings.bundles, file, outside));
};

/** Of so many sources a run lasts long enough to be hurried, and not so long that the engine's own ways pay. */
const isWorthHurrying = ({ length }: readonly Source[]): boolean => length > 200 && length < 20_000;

/** Reads what the call names. */
export const readInput = async (
  call: Input,
  settings: Settings,
  outside: Outside,
  onIgnored?: Reading['onIgnored'],
): Promise<readonly Source[]> => {
  const { cwd, shownFrom, stdin } = outside;
  const { paths, stdinFilename } = call;
  const ignores = (path: string): boolean => settings.isIgnored(path);
  const reading = { cwd, shownFrom, stdin, stdinFilename, ignores, onIgnored, words: commands };
  const sources = await readSources(paths, reading);
  if (isWorthHurrying(sources)) (await import('./run-hurry.ts')).hurry();
  return sources;
};

/** Most runs have none, and need not load what reads it. */
const mayHaveBaseline = async (call: LintCall, settings: Settings, outside: Outside): Promise<boolean> =>
  call.baseline !== false &&
  ((call.baseline ?? settings.baseline) !== undefined ||
    call.updateBaseline ||
    (await findBaseline(outside)) !== undefined);

/** Leaves in a report of some sources what a call wants to hear of. */
export type Wanted = (report: Report, sources: readonly Source[]) => Promise<Report>;

/** What a call does not want to hear of: what the baseline knows, and what has not changed. Checks first whether all of that can be told. */
export const wantedOf = async (call: LintCall, settings: Settings, outside: Outside): Promise<Wanted> => {
  const { openBaseline, withBaseline } = (await mayHaveBaseline(call, settings, outside))
    ? await import('./run-baseline.ts')
    : {};
  const baseline = await openBaseline?.(call, settings, outside);
  const files = call.outputs.map(({ file }) => file);
  await checkDestinations(files, outside.cwd, baseline && { file: baseline.shown, isWritten: call.updateBaseline });
  const { changesOf, onlyChanged } = call.changed ? await import('./run-changed.ts') : {};
  const changes = await changesOf?.(call, outside);
  return async (report, sources) => {
    const fresh = baseline && withBaseline ? await withBaseline(report, baseline, call, settings, outside) : report;
    return changes && onlyChanged ? onlyChanged(fresh, changes, { sources, call, settings, outside }) : fresh;
  };
};

/** What a run is told beside what it reads. */
export const clockOf = (call: LintCall, settings: Settings, outside: Outside): Clock => {
  const { folder = outside.cwd } = settings;
  const linted = call.paths.length === 0 ? ['.'] : call.paths;
  const isWhole = linted.some((path) => isWithin(resolve(outside.cwd, path), folder));
  return { ...dayOf(outside), isWhole };
};

/** The day, and who is told which rule runs. */
export const dayOf = ({ today, progress }: Outside): Clock => ({
  today: today(),
  ...(progress && { onRule: (id: string) => progress(`checking ${id}`) }),
});

/** A reader that tells how far it is; undefined where nobody looks. */
export const readerOf = ({ length }: readonly Source[], { progress }: Outside): Reader | undefined => {
  let done = 0;
  return (
    progress &&
    ((source) => {
      done += 1;
      // Files that say how others go together are read twice.
      progress(`reading file ${Math.min(done, length)} of ${length}`);
      return parse(source);
    })
  );
};

/** Reads what the call names and lints it, for what the call wants to hear of. */
export const judge = async (call: LintCall, settings: Settings, outside: Outside): Promise<Report> => {
  const wanted = await wantedOf(call, settings, outside);
  const sources = await readInput(call, settings, outside);
  return wanted(lint(sources, rules, settings, clockOf(call, settings, outside), readerOf(sources, outside)), sources);
};

/** What a call wants written, and in which forms. */
interface Delivery<Format> {
  readonly format: Format;
  readonly outputs: readonly Output<Format>[];
  readonly color?: ColorChoice;
}

/** Writes the texts that a call asks for: files first, so that a closed pipe costs none of them. */
export const deliver = async <Format>(
  { format, outputs, color = 'never' }: Delivery<Format>,
  textOf: (format: Format, view: View) => string,
  outside: Outside,
): Promise<void> => {
  for (const { file, format: own = format } of outputs) await writeReport(file, textOf(own, fileView), outside.cwd);
  if (outputs.every((output) => output.format !== undefined))
    await outside.print(textOf(format, viewOf(color, outside)));
};

/** Writes a report in the formats that the call asks for. */
export const deliverReport = (whole: Report, call: LintCall, outside: Outside): Promise<void> => {
  const report = call.quiet
    ? { ...whole, findings: whole.findings.filter(({ severity }) => severity === 'error') }
    : whole;
  const { showSuppressed: suppressed } = call;
  return deliver(call, (format, view) => reporters[format](report, { ...view, suppressed }), outside);
};

/** 1 if there is a finding at or above the threshold, or more warnings than allowed. */
export const statusOf = (
  { findings, summary }: Report,
  { failOn, maxWarnings }: Pick<LintCall, 'failOn' | 'maxWarnings'>,
): ExitStatus => {
  const fails = failOn !== 'never' && findings.some(({ severity }) => rank(severity) <= rank(failOn));
  return fails || summary.warnings > (maxWarnings ?? Number.POSITIVE_INFINITY) ? 1 : 0;
};
