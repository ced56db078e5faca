import type { Invocation, Log } from 'sarif';
import { artifactUris } from './artifact-uri.ts';
import { harmlessJson } from './harmless.ts';
import { presentable, presentableSuppressed } from './redaction.ts';
import type { Report, Reporter } from './report.ts';
import { type Candidate, type Chosen, chosen, mostResults } from './sarif-limits.ts';
import { type Shelf, sourceRoot } from './sarif-place.ts';
import { sarifResult } from './sarif-result.ts';
import { sarifRule } from './sarif-rule.ts';

export const informationUri = 'https://github.com/daprlint/daprlint';

/** For code scanning: SARIF 2.1.0. What the user has suppressed is left out unless asked for, because GitHub would show it. */
export const sarif: Reporter = (given, view) => {
  const report = presentable(given);
  const candidates: readonly Candidate[] = [
    ...report.findings.map((finding) => ({ finding, ...(view.suppressed && { suppressions: [] }) })),
    ...(view.suppressed
      ? presentableSuppressed(given).map(({ finding, ...why }) => ({ finding, suppressions: [why] }))
      : []),
  ];
  const found = results(candidates, report);
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'daprlint',
            version: report.version,
            semanticVersion: report.version,
            informationUri,
            rules: report.rules.map(sarifRule),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [sourceRoot]: { description: { text: 'The folder that the paths start from.' } } },
        automationDetails: { id: `${view.category ?? 'daprlint'}/` },
        invocations: [invocation(found)],
        results: [],
      },
    ],
  };
  return textOf(log, found.results);
};

/** The log with results in it, each on a line of its own: half as long as with all of their parts on lines, and easy to compare. */
const textOf = (log: Log, results: readonly string[]): string => {
  const text = harmlessJson(log);
  const at = text.lastIndexOf('[]') + 1;
  const lines = results.length > 0 ? `\n        ${results.join(',\n        ')}\n      ` : '';
  return `${text.slice(0, at)}${lines}${text.slice(at)}\n`;
};

const results = (candidates: readonly Candidate[], report: Report): Chosen => {
  const uri = artifactUris(pathsOf(candidates));
  const full: Shelf = { uri, secrets: report.secrets, texts: true };
  const bare: Shelf = { ...full, texts: false };
  const indexOf = new Map(report.rules.map(({ id }, index) => [id, index]));
  return chosen(candidates, report.rules, ({ finding, suppressions }, texts) =>
    sarifResult(finding, indexOf.get(finding.rule) ?? -1, texts ? full : bare, suppressions),
  );
};

const invocation = ({ leftOut, shortened }: Chosen): Invocation => {
  const notes = [
    ...(leftOut > 0
      ? [`${leftOut} of the milder findings are left out: GitHub takes ${mostResults} of a run, in a log of 10 MB.`]
      : []),
    ...(shortened > 0
      ? [`${shortened} of the milder findings come without code and fixes: GitHub takes no log of more than 10 MB.`]
      : []),
  ];
  return {
    executionSuccessful: true,
    ...(notes.length > 0 && {
      toolExecutionNotifications: notes.map((text) => ({ level: 'warning', message: { text } })),
    }),
  };
};

const pathsOf = (candidates: readonly Candidate[]): ReadonlySet<string> => {
  const paths = new Set<string>();
  for (const { finding } of candidates) {
    paths.add(finding.location.source.path);
    for (const { location } of finding.related) paths.add(location.source.path);
    for (const { at } of finding.fix?.edits ?? []) paths.add(at.source.path);
  }
  return paths;
};
