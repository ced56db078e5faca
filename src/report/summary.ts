import type { Report, Summary } from './report.ts';

/** A number with its noun: `1 file`, `12 files`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** `3 errors, 1 warning and 2 infos`; empty if there are none. */
export const countsOf = ({ errors, warnings, infos }: Pick<Summary, 'errors' | 'warnings' | 'infos'>): string => {
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

/** What came out of a run, in one line. */
export const summaryLine = ({ summary }: Report): string => {
  const counts = countsOf(summary);
  const { milliseconds, notRendered, suppressed, dapr } = summary;
  const head =
    counts !== ''
      ? `found ${counts} in ${scopeOf(summary)}`
      : dapr === 0
        ? `nothing of Dapr's in ${counted(summary.files, 'file')}`
        : `no problems in ${scopeOf(summary)}`;
  return [
    milliseconds === undefined ? head : `${head} (${timeOf(milliseconds)})`,
    ...(suppressed > 0 ? [`${suppressed} suppressed`] : []),
    ...(notRendered > 0 ? [`${counted(notRendered, 'template')} not rendered`] : []),
    ...(counts !== '' && dapr === 0 ? ["nothing of Dapr's in it"] : []),
  ].join('; ');
};
