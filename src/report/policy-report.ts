import type { Finding, ResourceIdentity } from '../finding.ts';
import { namespaceFault } from '../model/kubernetes/name.ts';
import { isClusterScoped } from '../model/kubernetes/objects.ts';
import { grouped } from './grouped.ts';
import { harmless, harmlessJson } from './harmless.ts';
import { presentable } from './redaction.ts';
import { regionOf } from './region.ts';
import type { Reporter } from './report.ts';

/** An object of wgpolicyk8s.io/v1alpha2, as the Policy WG of Kubernetes has agreed on. */
export interface PolicyReport {
  readonly apiVersion: 'wgpolicyk8s.io/v1alpha2';
  readonly kind: 'PolicyReport' | 'ClusterPolicyReport';
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels: Readonly<Record<string, string>>;
  };
  readonly results: readonly PolicyResult[];
  readonly summary: Readonly<Record<PolicyResult['result'] | 'pass' | 'error' | 'skip', number>>;
}

export interface PolicyResult {
  readonly source: 'daprlint';
  readonly policy: string;
  readonly category: string;
  readonly result: 'fail' | 'warn';
  readonly scored: boolean;
  readonly severity: 'high' | 'medium' | 'info';
  readonly message: string;
  readonly resources?: readonly ResourceIdentity[];
  readonly properties: Readonly<Record<string, string>>;
}

/** `kubectl apply` keeps a copy of an object in an annotation, which may have 256 KiB: a longer report is divided. */
const mostLetters = 100_000;

/**
 * For a cluster: what Policy Reporter and others show, as a list that `kubectl apply` takes. One object for each namespace,
 * and always one for what lies in none, so that there is something to apply where all is well.
 */
export const policyreport: Reporter = (given) => {
  const report = presentable(given);
  const docs = new Map(report.rules.map(({ id, docs: page }) => [id, page]));
  const homes = grouped(report.findings, (finding) => homeOf(finding));
  const names = [...new Set([cluster, ...[...homes.keys()].sort()])];
  const items = names.flatMap((home) => {
    const parts = divided((homes.get(home) ?? []).map((finding) => resultOf(finding, docs.get(finding.rule))));
    return parts.map((results, index) => policyReport(home, index, results));
  });
  return `${harmlessJson({ apiVersion: 'v1', kind: 'List', items })}\n`;
};

/** Where a report lies: a namespace, or one of these, which no namespace is named like. */
const cluster = '(cluster)';
/** Objects that do not say their namespace are applied where the report is, too. */
const unsaid = '(unsaid)';

const homeOf = ({ resource }: Finding): string => {
  if (!resource || isClusterScoped(resource.kind)) return cluster;
  if (resource.namespace === undefined) return unsaid;
  return namespaceFault(resource.namespace) === undefined ? resource.namespace : cluster;
};

const policyReport = (home: string, index: number, results: readonly PolicyResult[]): PolicyReport => {
  const count = (result: PolicyResult['result']): number => results.filter((one) => one.result === result).length;
  // Another name than in a namespace that is said: that may be the one in which this is applied.
  const name = home === unsaid ? 'daprlint-no-namespace' : 'daprlint';
  return {
    apiVersion: 'wgpolicyk8s.io/v1alpha2',
    kind: home === cluster ? 'ClusterPolicyReport' : 'PolicyReport',
    metadata: {
      name: index === 0 ? name : `${name}-${index + 1}`,
      ...(home !== cluster && home !== unsaid && { namespace: home }),
      labels: { 'app.kubernetes.io/managed-by': 'daprlint' },
    },
    results,
    summary: { pass: 0, fail: count('fail'), warn: count('warn'), error: 0, skip: 0 },
  };
};

/** At least one part, each short enough to be applied. */
const divided = (results: readonly PolicyResult[]): readonly (readonly PolicyResult[])[] => {
  const parts: PolicyResult[][] = [[]];
  let room = mostLetters;
  for (const result of results) {
    const length = JSON.stringify(result).length;
    if (length > room && parts.at(-1)?.length !== 0) {
      parts.push([]);
      room = mostLetters;
    }
    parts.at(-1)?.push(result);
    room -= length;
  }
  return parts;
};

const severities = { error: 'high', warning: 'medium', info: 'info' } as const;

const resultOf = (finding: Finding, docs: string | undefined): PolicyResult => {
  const { rule, severity, effect, message, resource } = finding;
  return {
    source: 'daprlint',
    policy: harmless(rule),
    category: effect,
    result: severity === 'error' ? 'fail' : 'warn',
    scored: severity === 'error',
    severity: severities[severity],
    message,
    ...(resource && { resources: [referenceTo(resource)] }),
    properties: propertiesOf(finding, docs),
  };
};

const referenceTo = ({ apiVersion, kind, namespace, name }: ResourceIdentity): ResourceIdentity => ({
  apiVersion: harmless(apiVersion),
  kind: harmless(kind),
  ...(namespace !== undefined && { namespace: harmless(namespace) }),
  name: harmless(name),
});

const propertiesOf = (
  { location, field, help, fingerprint, workspaces }: Finding,
  docs: string | undefined,
): Readonly<Record<string, string>> => {
  const { startLine, startColumn } = regionOf(location);
  return {
    path: harmless(location.source.path).replaceAll('\\', '/'),
    line: String(startLine),
    column: String(startColumn),
    ...(field !== '' && { field: harmless(field) }),
    ...(help !== undefined && help !== '' && { help }),
    ...(docs !== undefined && { docs: harmless(docs) }),
    ...(workspaces && { workspaces: harmless(workspaces.join(', ')) }),
    // Policy Reporter tells results apart by this.
    resultID: fingerprint,
  };
};
