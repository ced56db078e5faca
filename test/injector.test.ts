import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Finding, lint, resolveSettings, rules } from '../src/index.ts';

interface Pod {
  readonly kind?: string;
  readonly name?: string;
  readonly set?: Readonly<Record<string, unknown>>;
  readonly pod?: Readonly<Record<string, unknown>>;
  readonly verdict: string;
}

const pods = readFileSync(new URL('injector/pods.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Pod);

const groups: Readonly<Record<string, string>> = { Pod: 'v1', Job: 'batch/v1', CronJob: 'batch/v1' };

/** The manifest of a line: JSON, which is YAML. */
const manifestOf = ({ kind = 'Deployment', name = 'orders', set = {}, pod = {} }: Pod): string => {
  const own = Object.entries(set).map(([key, value]) => [/[/:]/.test(key) ? key : `dapr.io/${key}`, value] as const);
  const annotations = { 'dapr.io/enabled': 'true', 'dapr.io/app-id': 'orders', ...Object.fromEntries(own) };
  if (set['app-id'] === null) Reflect.deleteProperty(annotations, 'dapr.io/app-id');
  const template = { metadata: { annotations }, spec: { containers: [{ name: 'app', image: 'example/app' }], ...pod } };
  const spec = kind === 'CronJob' ? { jobTemplate: { spec: { template } } } : { template };
  const body = kind === 'Pod' ? { ...template, metadata: { name, annotations } } : { metadata: { name }, spec };
  return JSON.stringify({ apiVersion: groups[kind] ?? 'apps/v1', kind, ...body }, undefined, 2);
};

const settings = resolveSettings({ rules });
const findingsIn = (pod: Pod): readonly Finding[] =>
  lint([{ path: 'pod.json', text: manifestOf(pod) }], rules, settings, { today: '2026-11-23' }).findings;

const refused = new Set(['api', 'injector', 'kubernetes', 'daprd', 'sentry']);
const titleOf = ({ kind = '', name = '', set = {}, pod }: Pod): string =>
  `${kind} ${name} ${JSON.stringify(set)}${pod ? ` ${JSON.stringify(pod)}` : ''}`.trim();

const told = (finding: Finding): string => `${finding.rule} (${finding.severity}, ${finding.effect})`;
/** The lines of a verdict whose findings are not as they should be, each with what was found. */
const misjudged = (
  verdicts: ReadonlySet<string>,
  isRight: (findings: readonly Finding[]) => boolean,
): readonly string[] =>
  pods
    .filter(({ verdict }) => verdicts.has(verdict))
    .flatMap((pod) => {
      const findings = findingsIn(pod);
      return isRight(findings)
        ? []
        : [`${pod.verdict}: ${titleOf(pod)} – ${findings.map(told).join(', ') || 'nothing'}`];
    });

const isRejection = ({ effect, severity }: Finding): boolean => effect === 'rejected' && severity === 'error';

describe(`${pods.length} pods, as the injector, Kubernetes, daprd and Sentry judge them`, () => {
  test('are many, of all verdicts', () => {
    expect(pods.length).toBeGreaterThan(800);
    expect(new Set(pods.map(({ verdict }) => verdict))).toEqual(new Set([...refused, 'ignored', 'off', 'fine']));
  });

  test('have an error with the effect rejected where one of them refuses the pod', () => {
    expect(misjudged(refused, (findings) => findings.some(isRejection))).toEqual([]);
  });

  test('have none where all accept it', () => {
    const accepted = new Set(['ignored', 'off', 'fine']);
    expect(misjudged(accepted, (findings) => !findings.some(({ effect }) => effect === 'rejected'))).toEqual([]);
  });

  test('have a finding with the effect ignored or wrong where a value does not do what it says', () => {
    expect(
      misjudged(new Set(['ignored']), (findings) =>
        findings.some(({ effect }) => effect === 'ignored' || effect === 'wrong'),
      ),
    ).toEqual([]);
  });

  test('have no error at all where everything is fine', () => {
    expect(
      misjudged(new Set(['fine', 'off']), (findings) => findings.every(({ severity }) => severity !== 'error')),
    ).toEqual([]);
  });
});
