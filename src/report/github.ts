import { type Finding, rank, type Severity, severities } from '../finding.ts';
import { harmless } from './harmless.ts';
import { presentable } from './redaction.ts';
import { regionOf } from './region.ts';
import type { Report, Reporter } from './report.ts';
import { countsOf } from './summary.ts';
import { whereabouts } from './whereabouts.ts';

const commands = { error: 'error', warning: 'warning', info: 'notice' } as const satisfies Record<Severity, string>;

/** GitHub shows so many annotations of each level and step, and drops the rest without a word. */
const mostOfEach = 10;

/** For a GitHub workflow: commands that annotate the files of a pull request, the worst findings first. */
export const github: Reporter = (given) => {
  const report = presentable(given);
  const sorted = report.findings.toSorted((a, b) => rank(a.severity) - rank(b.severity));
  const groups = severities.map((severity) => sorted.filter((finding) => finding.severity === severity));
  const shown = groups.flatMap((group) => group.slice(0, mostOfEach));
  const [errors = 0, warnings = 0, infos = 0] = groups.map(({ length }) => Math.max(0, length - mostOfEach));
  const more = countsOf({ errors, warnings, infos });
  return [
    ...shown.map((finding) => command(finding, report)),
    ...(more === '' ? [] : [`and ${more} more: GitHub shows ${mostOfEach} annotations of each level and step`]),
  ]
    .map((line) => `${line}\n`)
    .join('');
};

const command = (finding: Finding, report: Report): string => {
  const { rule, severity, message, help, location } = finding;
  const shared = whereabouts(finding);
  const { startLine, startColumn, endLine, endColumn } = regionOf(location);
  const meta = report.rules.find(({ id }) => id === rule);
  const title = meta ? `${meta.summary} (${rule})` : rule;
  const properties: readonly (readonly [string, string | number])[] = [
    ['file', harmless(location.source.path).replaceAll('\\', '/')],
    ['line', startLine],
    // The runner drops columns where the lines differ: actions/runner, ActionCommandManager.cs.
    ...(startLine === endLine ? ([['col', startColumn]] as const) : []),
    ['endLine', endLine],
    ...(startLine === endLine ? ([['endColumn', endColumn]] as const) : []),
    ['title', harmless(title)],
  ];
  const text = [
    message,
    ...(shared === undefined ? [] : [`in: ${shared}`]),
    ...(help === undefined || help === '' ? [] : [`help: ${help}`]),
    ...(meta ? [`docs: ${harmless(meta.docs)}`] : []),
  ].join('\n');
  return `::${commands[severity]} ${properties.map(([name, value]) => `${name}=${escapedProperty(String(value))}`).join(',')}::${escapedData(text)}`;
};

const escapedData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapedProperty = (text: string): string => escapedData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
