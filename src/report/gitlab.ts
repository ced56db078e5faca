import type { Finding } from '../finding.ts';
import { artifactPaths } from './artifact-uri.ts';
import { harmless, harmlessJson } from './harmless.ts';
import { presentable } from './redaction.ts';
import { regionOf } from './region.ts';
import type { Reporter } from './report.ts';
import { sentence } from './sentence.ts';
import { whereabouts } from './whereabouts.ts';

/** One entry of a Code Quality report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format. */
export interface CodeQualityIssue {
  readonly description: string;
  readonly check_name: string;
  /** Of two entries with the same one GitLab shows the last. */
  readonly fingerprint: string;
  readonly severity: 'blocker' | 'critical' | 'major' | 'minor' | 'info';
  readonly location: { readonly path: string; readonly lines: { readonly begin: number; readonly end: number } };
}

/** For a merge request in GitLab: an artifact of the kind `codequality`. */
export const gitlab: Reporter = (given) => {
  const { findings } = presentable(given);
  const pathOf = artifactPaths(findings.map(({ location }) => location.source.path));
  return `${harmlessJson(findings.map((finding) => issue(finding, pathOf)))}\n`;
};

const issue = (finding: Finding, pathOf: (path: string) => string): CodeQualityIssue => {
  const { startLine, endLine } = regionOf(finding.location);
  return {
    description: described(finding),
    check_name: harmless(finding.rule),
    fingerprint: finding.fingerprint,
    severity: severityOf(finding),
    location: { path: pathOf(finding.location.source.path), lines: { begin: startLine, end: endLine } },
  };
};

const described = (finding: Finding): string => {
  const { message, help } = finding;
  const shared = whereabouts(finding);
  return [
    sentence(message),
    ...(help === undefined || help === '' ? [] : [sentence(help)]),
    ...(shared === undefined ? [] : [sentence(`it holds in ${shared}`)]),
  ].join(' ');
};

/** What is refused stops a deployment; the other errors let it run, and run wrong. */
const severityOf = ({ severity, effect }: Finding): CodeQualityIssue['severity'] => {
  if (severity === 'error') return effect === 'rejected' ? 'critical' : 'major';
  return severity === 'warning' ? 'minor' : 'info';
};
