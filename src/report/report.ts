import type { Finding, Suppressed } from '../finding.ts';
import type { RuleMeta } from '../rule.ts';
import type { Range, Source } from '../yaml/location.ts';
import type { Secrecy } from './secret-texts.ts';

export interface Summary {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  /** Files read, whether or not there was anything of Dapr's in them. */
  readonly files: number;
  /** Kubernetes objects found. */
  readonly resources: number;
  /** Of these, objects of Dapr's own kinds and workloads with a sidecar. */
  readonly dapr: number;
  /** Documents that become YAML only when a template is rendered: not looked at. */
  readonly notRendered: number;
  readonly suppressed: number;
  /** Findings that the baseline knows. */
  readonly baselined?: number;
  /** Findings left out because nothing of theirs has changed. */
  readonly unchanged?: number;
  /** What the input was taken for, where it is more than one workspace. */
  readonly workspaces?: readonly WorkspaceSummary[];
  /** Wall-clock time of the run, if it was taken. */
  readonly milliseconds?: number;
}

/** What is applied together. */
export interface WorkspaceSummary {
  /** Its folder; empty for what is in no other workspace. */
  readonly name: string;
  readonly origin: 'kustomization' | 'chart' | 'configured' | 'rest';
  readonly resources: number;
}

/** The outcome of a run: everything that any format needs, and nothing of how it came about. */
export interface Report {
  readonly version: string;
  /** In the order to show them: by path, then by place. */
  readonly findings: readonly Finding[];
  readonly suppressed: readonly Suppressed[];
  readonly summary: Summary;
  /** Every rule there is, whether or not it found anything. */
  readonly rules: readonly RuleMeta[];
  /** The ranges of a source that no report may print, in order. */
  readonly secrets: (source: Source) => readonly Range[];
  /** What is secret in a message about a place; without it, the secrets of the whole source are. */
  readonly secrecy?: Secrecy;
}

/** How many findings there are of each severity. */
export type Counts = Pick<Summary, 'errors' | 'warnings' | 'infos'>;

/** Counts findings by their severity. */
export const countsIn = (findings: readonly Pick<Finding, 'severity'>[]): Counts => {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of findings) counts[severity] += 1;
  return { errors: counts.error, warnings: counts.warning, infos: counts.info };
};

/** The report with fewer findings, and the counts that go with them. */
export const reduced = (report: Report, findings: readonly Finding[], summary: Partial<Summary>): Report => ({
  ...report,
  findings,
  summary: { ...report.summary, ...countsIn(findings), ...summary },
});

/** How the text is going to be looked at. */
export interface View {
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** The terminal makes links of OSC 8 sequences. */
  readonly links: boolean;
  /** What is suppressed is shown too, in the formats that can tell it from the rest: SARIF. */
  readonly suppressed?: boolean;
  /** What tells the SARIF log of this run from others of the same commit. */
  readonly category?: string;
}

/** Report in, text out: no state, no input or output. */
export type Reporter = (report: Report, view: View) => string;
