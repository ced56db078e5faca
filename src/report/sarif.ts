import type { Invocation, Log } from 'sarif';
import { type Finding, rank } from '../finding.ts';
import { artifactUris } from './artifact-uri.ts';
import { harmlessJson } from './harmless.ts';
import { presentable } from './redaction.ts';
import type { Reporter } from './report.ts';
import { sourceRoot } from './sarif-place.ts';
import { sarifResult } from './sarif-result.ts';
import { sarifRule } from './sarif-rule.ts';
import { sarifSuppressed } from './sarif-suppressed.ts';

/** GitHub rejects a run with more results. */
const mostResults = 25_000;

export const informationUri = 'https://github.com/daprlint/daprlint';

/** For code scanning: SARIF 2.1.0. What the user has suppressed is left out unless asked for, because GitHub would show it. */
export const sarif: Reporter = (given, view) => {
  const report = presentable(given);
  const suppressed = view.suppressed ? sarifSuppressed(given) : undefined;
  const findings = worst(report.findings);
  const results = [...findings, ...[...(suppressed?.keys() ?? [])].slice(0, mostResults - findings.length)];
  const shelf = { uri: artifactUris(results.flatMap(pathsOf)), secrets: report.secrets };
  const indexOf = new Map(report.rules.map(({ id }, index) => [id, index]));
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
        automationDetails: { id: 'daprlint/' },
        invocations: [invocation(report.findings.length - findings.length)],
        results: results.map((finding) => ({
          ...sarifResult(finding, indexOf.get(finding.rule) ?? -1, shelf),
          // All results say so, or none.
          ...(suppressed && { suppressions: [suppressed.get(finding) ?? []].flat() }),
        })),
      },
    ],
  };
  return `${harmlessJson(log)}\n`;
};

/** The findings in their order; the mildest fall away where there are too many. */
const worst = (findings: readonly Finding[]): readonly Finding[] => {
  if (findings.length <= mostResults) return findings;
  const kept = new Set(findings.toSorted((a, b) => rank(a.severity) - rank(b.severity)).slice(0, mostResults));
  return findings.filter((finding) => kept.has(finding));
};

const invocation = (leftOut: number): Invocation => ({
  executionSuccessful: true,
  ...(leftOut > 0 && {
    toolExecutionNotifications: [
      {
        level: 'warning',
        message: {
          text: `${leftOut} of the milder findings are left out, because GitHub takes no more than ${mostResults}.`,
        },
      },
    ],
  }),
});

const pathsOf = ({ location, related, fix }: Finding): readonly string[] => [
  location.source.path,
  ...related.map((place) => place.location.source.path),
  ...(fix?.edits.map(({ at }) => at.source.path) ?? []),
];
