import type { Finding } from '../finding.ts';
import { grouped } from './grouped.ts';
import { harmless } from './harmless.ts';
import { presentable } from './redaction.ts';
import { regionOf } from './region.ts';
import type { Report, Reporter } from './report.ts';
import { summaryLine } from './summary.ts';
import { whereabouts } from './whereabouts.ts';
import { type XmlElement, xmlDocument } from './xml.ts';

/** What all findings of one report share. */
interface Page {
  /** The page of each rule. */
  readonly docs: ReadonlyMap<string, string>;
  /** How often each name has been given. */
  readonly named: Map<string, number>;
}

/**
 * For CI servers that show tests: a suite for each file, a test for each finding. Errors and warnings are tests that fail,
 * infos tests that pass and say something.
 */
export const junit: Reporter = (given) => {
  const report = presentable(given);
  const { findings, summary } = report;
  const page: Page = { docs: new Map(report.rules.map(({ id, docs }) => [id, docs])), named: new Map() };
  const files = [...grouped(findings, ({ location }) => location.source.path)];
  const suites = files.map(([path, group]) => suite(harmless(path).replaceAll('\\', '/'), group, page));
  return xmlDocument({
    name: 'testsuites',
    attributes: {
      name: 'daprlint',
      tests: Math.max(findings.length, 1),
      failures: failuresAmong(findings),
      errors: 0,
      time: summary.milliseconds === undefined ? undefined : (summary.milliseconds / 1000).toFixed(3),
    },
    content: suites.length > 0 ? suites : [allIsWell(report)],
  });
};

/** Servers take a report without a test for a run that was broken. */
const allIsWell = (report: Report): XmlElement => ({
  name: 'testsuite',
  attributes: { name: 'daprlint', tests: 1, failures: 0, errors: 0, skipped: 0 },
  content: [
    {
      name: 'testcase',
      attributes: { name: 'no findings', classname: 'daprlint' },
      content: [{ name: 'system-out', attributes: {}, content: summaryLine(report) }],
    },
  ],
});

const suite = (path: string, findings: readonly Finding[], page: Page): XmlElement => ({
  name: 'testsuite',
  attributes: {
    name: path,
    tests: findings.length,
    failures: failuresAmong(findings),
    errors: 0,
    skipped: 0,
    file: path,
  },
  content: findings.map((finding) => testCase(finding, path, page)),
});

const fails = ({ severity }: Finding): boolean => severity !== 'info';

const failuresAmong = (findings: readonly Finding[]): number => findings.filter(fails).length;

const testCase = (finding: Finding, path: string, { docs, named }: Page): XmlElement => {
  const { rule, severity, message } = finding;
  const classname = `daprlint.${harmless(rule)}`;
  const name = nameOf(finding, path);
  const key = `${classname} ${name}`;
  const count = (named.get(key) ?? 0) + 1;
  named.set(key, count);
  const text = textOf(finding, path, docs.get(rule));
  return {
    name: 'testcase',
    attributes: { name: count === 1 ? name : `${name} (${count})`, classname },
    content: [
      fails(finding)
        ? { name: 'failure', attributes: { type: severity, message }, content: text }
        : { name: 'system-out', attributes: {}, content: `${severity}: ${text}` },
    ],
  };
};

/** By its name a server knows a test again in the next run: nothing of lines is in it. */
const nameOf = ({ resource, field }: Finding, path: string): string =>
  [
    path,
    ...(resource ? [harmless([resource.namespace, resource.kind, resource.name].filter(Boolean).join('/'))] : []),
    ...(field === '' ? [] : [harmless(field)]),
  ].join(' ');

const textOf = (finding: Finding, path: string, docs: string | undefined): string => {
  const { message, help, location } = finding;
  const { startLine, startColumn } = regionOf(location);
  const shared = whereabouts(finding);
  return [
    `${path}:${startLine}:${startColumn}`,
    message,
    ...(shared === undefined ? [] : [`in: ${shared}`]),
    ...(help === undefined || help === '' ? [] : [`help: ${help}`]),
    ...(docs === undefined ? [] : [`docs: ${harmless(docs)}`]),
  ].join('\n');
};
