import type { Finding, Severity } from '../../src/finding.ts';
import type { Report, Summary, View } from '../../src/report/report.ts';
import type { RuleMeta } from '../../src/rule.ts';
import type { Location, Range, Source } from '../../src/yaml/location.ts';

/** Rules, sources and findings made up for the tests of reports. */

export const plainView: View = { color: false, width: 80, links: false };

export const source = (text: string, path = 'deploy/pubsub.yaml'): Source => ({ path, text });

/** The place of a text within a source; the first one, or the one after so many others. */
export const locate = (within: Source, text: string, skip = 0): Location => {
  let start = within.text.indexOf(text);
  for (let count = 0; count < skip; count += 1) start = within.text.indexOf(text, start + 1);
  if (start < 0) throw new Error(`there is no ${JSON.stringify(text)} in ${within.path}`);
  return { source: within, range: { start, end: start + text.length } };
};

export const rule = (id: string, more: Partial<RuleMeta> = {}): RuleMeta => ({
  id,
  severity: 'error',
  summary: 'metadata field is not known to the component',
  why: 'daprd ignores it, so that the setting has no effect',
  source: 'dapr v1.18.3',
  docs: `https://docs.dapr.io/${id}/`,
  effect: 'ignored',
  examples: [],
  ...more,
});

export const finding = (location: Location, more: Partial<Finding> = {}): Finding => ({
  rule: 'unknown-metadata',
  severity: 'error',
  effect: 'ignored',
  message: 'pubsub.kafka has no metadata field "broker"',
  location,
  field: 'spec.metadata[broker]',
  related: [],
  fingerprint: '0123456789abcdef',
  ...more,
});

const countOf = (findings: readonly Finding[], severity: Severity): number =>
  findings.filter((one) => one.severity === severity).length;

export interface Circumstances {
  readonly rules?: readonly RuleMeta[];
  readonly suppressed?: Report['suppressed'];
  readonly summary?: Partial<Summary>;
  readonly secrets?: (source: Source) => readonly Range[];
}

export const report = (findings: readonly Finding[], more: Circumstances = {}): Report => ({
  version: '0.1.0',
  findings,
  suppressed: more.suppressed ?? [],
  summary: {
    errors: countOf(findings, 'error'),
    warnings: countOf(findings, 'warning'),
    infos: countOf(findings, 'info'),
    files: 2,
    resources: 7,
    dapr: 3,
    notRendered: 0,
    suppressed: more.suppressed?.length ?? 0,
    ...more.summary,
  },
  rules: more.rules ?? [
    rule('unknown-metadata'),
    rule('plain-text-secret', { effect: 'insecure', securitySeverity: 7.5 }),
  ],
  secrets: more.secrets ?? (() => []),
});

/** The kafka component that most tests look at. */
export const kafka = source(`apiVersion: dapr.io/v1alpha1
kind: Component
metadata:
  name: orders
spec:
  type: pubsub.kafka
  version: v1
  metadata:
    - name: broker
      value: "kafka:9092"
    - name: authType
      value: password
    - name: saslPassword
      value: "s3cr3t-9"
`);

export const kafkaSecrets = (given: Source): readonly Range[] =>
  given === kafka ? [locate(kafka, '"s3cr3t-9"').range] : [];

/** What breaks a format that takes the texts of users for its own: every character below a space, and words of many languages. */
const hostile = [
  ...Array.from({ length: 0x20 }, (_, code) => String.fromCharCode(code)),
  '\u007f\u0085\u009b\u2028\u202e\ufeff\ufffe\uffff\ud800 \udfff',
  ']]> <![CDATA[ <!-- & &amp; </failure> <b onclick="x">\'',
  'a|b\\|c `d` \\',
  '[e](javascript:f) ![g](https://h.i) *j* _k_ ~l~ @m #1 www.n.o',
  '\n::error file=x::y\r\n::stop-commands::z\n##[error]w %0A::set-output name=a::b',
].join(' ');

/** A finding whose every text is hostile. */
export const hostileFinding = (more: Partial<Finding> = {}): Finding => {
  const within = source(`a: ${hostile}\n`, `deploy/${hostile}.yaml`);
  const location = { source: within, range: { start: 3, end: within.text.length } };
  return finding(location, {
    message: hostile,
    help: hostile,
    field: hostile,
    resource: { apiVersion: hostile, kind: hostile, namespace: hostile, name: hostile },
    related: [{ location, message: hostile }],
    workspaces: [hostile, 'overlays/b'],
    fix: { title: hostile, edits: [{ at: location, text: hostile }] },
    ...more,
  });
};
