import { listed } from '../model/wording.ts';
import type { Counts, Report, Summary, WorkspaceSummary } from './report.ts';

/** A number with its noun: `1 file`, `12 files`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** `3 errors, 1 warning and 2 infos`; empty if there are none. */
export const countsOf = ({ errors, warnings, infos }: Counts): string => {
  const parts = [
    ...(errors > 0 ? [counted(errors, 'error')] : []),
    ...(warnings > 0 ? [counted(warnings, 'warning')] : []),
    ...(infos > 0 ? [counted(infos, 'info')] : []),
  ];
  const last = parts.pop() ?? '';
  return parts.length === 0 ? last : `${parts.join(', ')} and ${last}`;
};

const scopeOf = ({ resources, files }: Summary): string =>
  `${counted(resources, 'object')} of ${counted(files, 'file')}`;

const timeOf = (milliseconds: number): string => {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  return seconds < 60 ? `${seconds.toFixed(1)} s` : `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
};

const titles: Readonly<Record<WorkspaceSummary['origin'], string>> = {
  kustomization: 'kustomization',
  chart: 'chart',
  configured: 'workspace',
  rest: 'rest',
};
/** More names are not read. */
const mostNamed = 8;

/** How the input was grouped, in one line: `4 workspaces: kustomizations overlays/dev and overlays/prod, and the rest`. */
export const groupingLine = ({ summary: { workspaces = [] } }: Report): string | undefined => {
  if (workspaces.length === 0) return undefined;
  const parts = (['kustomization', 'chart', 'configured'] as const).flatMap((origin) => {
    const names = workspaces.filter((each) => each.origin === origin).map(({ name }) => name || '.');
    return names.length === 0 ? [] : `${titles[origin]}${names.length === 1 ? '' : 's'} ${listed(names, mostNamed)}`;
  });
  const rest = workspaces.some(({ origin }) => origin === 'rest') ? ['the rest'] : [];
  return `judged as ${counted(workspaces.length, 'workspace')}: ${[...parts, ...rest].join('; ')}`;
};

/** `4 fixable with --fix, 2 more with --unsafe-fixes`; undefined where nothing is. */
export const fixableLine = ({ findings }: Report): string | undefined => {
  const unsafe = findings.filter(({ fix }) => fix?.unsafe === true).length;
  const safe = findings.filter(({ fix }) => fix && fix.unsafe !== true).length;
  if (safe === 0) return unsafe === 0 ? undefined : `${unsafe} fixable with --fix --unsafe-fixes`;
  return `${safe} fixable with --fix${unsafe === 0 ? '' : `, ${unsafe} more with --unsafe-fixes`}`;
};

/** What came out of a run, in one line. */
export const summaryLine = ({ summary }: Report): string => {
  const counts = countsOf(summary);
  const { milliseconds, notRendered, suppressed, baselined = 0, unchanged = 0, dapr } = summary;
  const head =
    counts !== ''
      ? `found ${counts} in ${scopeOf(summary)}`
      : dapr === 0
        ? `nothing of Dapr's in ${counted(summary.files, 'file')}`
        : `no problems in ${scopeOf(summary)}`;
  return [
    milliseconds === undefined ? head : `${head} (${timeOf(milliseconds)})`,
    ...(suppressed > 0 ? [`${suppressed} suppressed`] : []),
    ...(baselined > 0 ? [`${baselined} in the baseline`] : []),
    ...(unchanged > 0 ? [`${unchanged} in what has not changed`] : []),
    ...(notRendered > 0 ? [`${counted(notRendered, 'template')} not rendered`] : []),
    ...(counts !== '' && dapr === 0 ? ["nothing of Dapr's in it"] : []),
  ].join('; ');
};
