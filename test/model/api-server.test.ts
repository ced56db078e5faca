import { describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import type { Finding } from '../../src/finding.ts';
import { lint } from '../../src/lint.ts';
import { parseConfig } from '../../src/triage/config.ts';
import { resolveSettings } from '../../src/triage/settings.ts';
import { askedVersions, type Case, cases, type Verdict } from './api-server.ts';

const linter = (daprVersion: string): ((text: string) => readonly Finding[]) => {
  const config = parseConfig({ path: 'daprlint.yaml', text: JSON.stringify({ daprVersion }) }, rules);
  const settings = resolveSettings({ rules, config });
  return (text) =>
    lint([{ path: 'object.yaml', text, named: true }], rules, settings, { today: '2026-11-23' }).findings;
};

/** The rules that speak for the API server, and for kubectl. What others find, Dapr does with objects that both accept. */
const speakers = new Set([
  'invalid-annotation-key',
  'invalid-field',
  'invalid-label',
  'invalid-name',
  'invalid-object-metadata',
  'invalid-yaml',
  'misspelt-api-version',
  'missing-field',
  'missing-kind',
  'missing-name',
  'unknown-kind',
  'unquoted-string',
]);
const isRefusal = ({ rule, effect, severity }: Finding): boolean =>
  speakers.has(rule) && effect === 'rejected' && severity === 'error';
const speaksOfDropped = ({ rule }: Finding): boolean =>
  ['unknown-field', 'misplaced-field', 'unsupported-field'].includes(rule);

/** Dropped without harm: what an export of another time has. */
const harmless = ['status', 'metadata.clusterName'];

const verdictIn = ({ verdict, before }: Case, version: string): Verdict => before.get(version) ?? verdict;

describe('the table of verdicts', () => {
  test('has more than a hundred objects that the API server accepts, and refuses, and no name twice', () => {
    expect(cases.filter(({ verdict }) => !verdict.refused).length).toBeGreaterThan(120);
    expect(cases.filter(({ verdict }) => verdict.refused).length).toBeGreaterThan(120);
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
  });
});

describe.each(askedVersions.map((version) => [version] as const))('with the CRDs of Dapr %s', (version) => {
  const findingsIn = linter(version);
  const judged = cases.map((each) => ({
    ...each,
    verdict: verdictIn(each, version),
    findings: findingsIn(each.text),
  }));

  test('what the API server refuses is refused, and nothing else', () => {
    const disagreements = judged.flatMap(({ name, verdict, objection, findings }) => {
      const expected = verdict.refused || (objection !== undefined && verdict.reasons.length === 0);
      const refusals = findings.filter(isRefusal);
      return refusals.length > 0 === expected ? [] : [`${name}: ${refusals.map(({ message }) => message).join(', ')}`];
    });
    expect(disagreements).toEqual([]);
  });

  test('what the API server drops is told, each field of it, and nothing else', () => {
    const disagreements = judged.flatMap(({ name, verdict, findings }) => {
      if (verdict.refused) return [];
      const dropped = verdict.reasons.filter((path) => !harmless.includes(path));
      const told = findings.filter(speaksOfDropped).length;
      return told === dropped.length ? [] : [`${name}: ${told} told of ${dropped.join(', ')}`];
    });
    expect(disagreements).toEqual([]);
  });
});
