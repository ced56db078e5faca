import type { Effect, Finding, ResourceIdentity, Severity } from '../finding.ts';
import type { Location } from '../yaml/location.ts';
import { harmlessJson } from './harmless.ts';
import { presentable } from './redaction.ts';
import { type Region, regionOf } from './region.ts';
import type { Reporter, Summary } from './report.ts';

/** The JSON report. Lines and columns count from 1, columns in UTF-16 code units, ends are exclusive. */
export interface JsonReport {
  /** Changes only when a program that reads it would have to. */
  readonly version: 1;
  readonly findings: readonly JsonFinding[];
  readonly summary: JsonSummary;
}

export interface JsonFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly effect: Effect;
  readonly message: string;
  readonly help?: string;
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** The path of the field within its object; empty for the whole of it. */
  readonly field: string;
  readonly resource?: ResourceIdentity;
  readonly related: readonly JsonRelated[];
  /** The workspaces that it holds in, where there are several. */
  readonly workspaces?: readonly string[];
  /** The same in every run for as long as the fault is there. */
  readonly fingerprint: string;
  readonly fix?: JsonFix;
}

export interface JsonRelated {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export interface JsonFix {
  readonly title: string;
  readonly safe: boolean;
  /** Empty where an edit would have to print a secret: `daprlint --fix` knows it. */
  readonly edits: readonly JsonEdit[];
}

export interface JsonEdit extends Region {
  readonly path: string;
  readonly text: string;
}

export interface JsonSummary {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly files: number;
  readonly resources: number;
  readonly notRendered: number;
  /** Findings that the baseline knows, where there is one. */
  readonly baselined?: number;
  /** Findings left out because nothing of theirs has changed, where only that was asked for. */
  readonly unchanged?: number;
  /** What the input was taken for, where it is more than one workspace; one without a name is the rest. */
  readonly workspaces?: readonly JsonWorkspace[];
}

export interface JsonWorkspace {
  /** The path of its folder; empty for the rest. */
  readonly name: string;
  readonly origin: 'kustomization' | 'chart' | 'configured' | 'rest';
  readonly resources: number;
}

/** For programs: the whole report as one JSON document, in the shape of `JsonReport`. */
export const json: Reporter = (report) => {
  const { findings, summary } = presentable(report);
  const content: JsonReport = {
    version: 1,
    findings: findings.map(jsonFinding),
    summary: jsonSummary(summary),
  };
  return `${harmlessJson(content)}\n`;
};

const jsonSummary = ({
  errors,
  warnings,
  infos,
  files,
  resources,
  notRendered,
  baselined,
  unchanged,
  workspaces,
}: Summary): JsonSummary => ({
  errors,
  warnings,
  infos,
  files,
  resources,
  notRendered,
  ...(baselined !== undefined && { baselined }),
  ...(unchanged !== undefined && { unchanged }),
  ...(workspaces && { workspaces }),
});

const jsonFinding = (finding: Finding): JsonFinding => {
  const { rule, severity, effect, message, help, location, field, resource, related, fingerprint, fix, workspaces } =
    finding;
  const { startLine, startColumn, endLine, endColumn } = regionOf(location);
  return {
    rule,
    severity,
    effect,
    message,
    ...(help !== undefined && { help }),
    path: location.source.path,
    line: startLine,
    column: startColumn,
    endLine,
    endColumn,
    field,
    ...(resource && { resource: jsonResource(resource) }),
    related: related.map((place) => jsonRelated(place)),
    ...(workspaces && { workspaces }),
    fingerprint,
    ...(fix && {
      fix: { title: fix.title, safe: fix.unsafe !== true, edits: fix.edits.map(({ at, text }) => jsonEdit(at, text)) },
    }),
  };
};

const jsonResource = ({ apiVersion, kind, namespace, name }: ResourceIdentity): ResourceIdentity => ({
  apiVersion,
  kind,
  ...(namespace !== undefined && { namespace }),
  name,
});

const jsonRelated = ({ location, message }: Finding['related'][number]): JsonRelated => {
  const { startLine, startColumn } = regionOf(location);
  return { path: location.source.path, line: startLine, column: startColumn, message };
};

const jsonEdit = (at: Location, text: string): JsonEdit => ({ path: at.source.path, ...regionOf(at), text });
