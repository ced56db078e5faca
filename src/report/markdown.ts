import type { Finding } from '../finding.ts';
import { grouped } from './grouped.ts';
import { clipped, harmless } from './harmless.ts';
import { presentable } from './redaction.ts';
import { regionOf } from './region.ts';
import type { Report, Reporter } from './report.ts';
import { counted, summaryLine } from './summary.ts';

/** GitHub refuses a summary of more than 1 MiB; some room is left for what else the step writes. */
const mostBytes = 1_000_000;
const longestMessage = 500;

/** For a wiki, a ticket or the comment on a change: counts, then the findings file by file. */
export const markdown: Reporter = (report) => page(report, Number.POSITIVE_INFINITY);

/** The page of a workflow run, in Markdown for $GITHUB_STEP_SUMMARY: the same, as far as GitHub takes it. */
export const jobSummary = (report: Report): string => page(report, mostBytes);

const page = (given: Report, room: number): string => {
  const report = presentable(given);
  const { errors, warnings, infos, files, resources, suppressed, notRendered } = report.summary;
  const head = [
    '## daprlint',
    '',
    `${safe(capital(summaryLine(report)))}.`,
    '',
    '| errors | warnings | infos | files | objects | suppressed | not rendered |',
    '| ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    `| ${[errors, warnings, infos, files, resources, suppressed, notRendered].join(' | ')} |`,
    '',
  ].join('\n');
  return head + tables(report.findings, room - bytesOf(head));
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const encoder = new TextEncoder();
const bytesOf = (text: string): number => encoder.encode(text).length;

const tables = (findings: readonly Finding[], room: number): string => {
  let text = '';
  let left = room - 200;
  let done = 0;
  for (const [path, group] of grouped(findings, ({ location }) => location.source.path)) {
    const opening = `\n### ${safe(clipped(harmless(path), longestMessage))}\n\n| place | severity | rule | message |\n| ---: | --- | --- | --- |\n`;
    for (const [index, finding] of group.entries()) {
      const piece = (index === 0 ? opening : '') + row(finding);
      left -= bytesOf(piece);
      if (left < 0)
        return `${text}\n${counted(findings.length - done, 'more finding')} left out: the page would be too long.\n`;
      text += piece;
      done += 1;
    }
  }
  return text;
};

const row = ({ location, severity, rule, message, help }: Finding): string => {
  const { startLine, startColumn } = regionOf(location);
  const told =
    safe(clipped(message, longestMessage)) +
    (help === undefined || help === '' ? '' : `<br>${safe(clipped(help, longestMessage))}`);
  return `| ${startLine}:${startColumn} | ${severity} | ${safe(harmless(rule))} | ${told} |\n`;
};

/** A text that Markdown shows as it is: no markup, no HTML, no link. */
const safe = (text: string): string =>
  text
    .replace(/[\\`*_{}[\]<>#!|~&$@]/g, '\\$&')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/www\./gi, (found) => found.replace('.', '\\.'));
