import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Finding, lint, resolveSettings, rules } from '../../src/index.ts';

/** A pod with what Kubernetes says of it: see the README beside the table. */
interface Verdict {
  readonly set?: Readonly<Record<string, string>>;
  readonly pod: Readonly<Record<string, unknown>>;
  readonly level: string;
  readonly version?: string;
  readonly drop?: boolean;
  readonly app: readonly string[];
  readonly sidecar: readonly string[];
  readonly root: readonly string[];
}

const verdicts = readFileSync(new URL('pod-security/verdicts.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Verdict);

const ids = ['conflicting-pod-security', 'conflicting-sidecar-security', 'conflicting-root-user'];
const own = rules.filter(({ id }) => ids.includes(id));
const settings = resolveSettings({ rules: own });

/** The Kubernetes whose code has judged those without a version. */
const judge = 'v1.37';

const textOf = ({ set = {}, pod, level, version, drop = false }: Verdict): string => {
  const annotations = Object.entries(set).map(([name, value]) => [
    name.includes('/') ? name : `dapr.io/${name}`,
    value,
  ]);
  const enforce = 'pod-security.kubernetes.io/enforce';
  const objects = [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'shop', labels: { [enforce]: level, ...(version && { [`${enforce}-version`]: version }) } },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'dapr-sidecar-injector', namespace: 'dapr-system' },
      spec: {
        template: {
          spec: {
            containers: [{ name: 'injector', env: [{ name: 'SIDECAR_DROP_ALL_CAPABILITIES', value: String(drop) }] }],
          },
        },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: 'orders',
        namespace: 'shop',
        annotations: { 'dapr.io/enabled': 'true', 'dapr.io/app-id': 'orders', ...Object.fromEntries(annotations) },
      },
      spec: pod,
    },
  ];
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }, undefined, 2);
};

const findingsIn = (verdict: Verdict): readonly Finding[] =>
  lint([{ path: 'pod.json', text: textOf(verdict) }], own, settings, { today: '2026-11-23' }).findings;

const tell = (verdict: Verdict, version = verdict.version) => {
  const findings = findingsIn({ ...verdict, ...(version !== undefined && { version }) });
  const severities = (id: string): readonly string[] =>
    findings.filter(({ rule }) => rule === id).map(({ severity }) => severity);
  const [app = [], sidecar = [], root = []] = ids.map(severities);
  return { verdict, app, sidecar, root };
};

const told = verdicts.map((verdict) => tell(verdict, verdict.version ?? judge));

describe(`${verdicts.length} pods, as Kubernetes judges them`, () => {
  it.each(['app', 'sidecar', 'root'] as const)('have a finding where %s is refused, and none elsewhere', (part) => {
    expect(verdicts.filter((verdict) => verdict[part].length > 0).length).toBeGreaterThan(20);
    const wrong = told.filter((each) => each[part].includes('error') !== each.verdict[part].length > 0);
    expect(wrong.map(({ verdict }) => JSON.stringify(verdict))).toEqual([]);
  });

  it('are refused for certain only where every version does, if the namespace names none', () => {
    const open = verdicts
      .filter(({ version }) => version === undefined)
      .map((verdict) => ({
        verdict,
        any: tell(verdict),
        each: ['v1.25', 'v1.31', 'v1.34', judge].map((version) => tell(verdict, version)),
      }));
    for (const part of ['app', 'sidecar'] as const) {
      const isError = (each: ReturnType<typeof tell>): boolean => each[part].includes('error');
      const wrong = open.filter(({ any, each }) => isError(any) !== each.every(isError));
      expect(wrong.map(({ verdict }) => JSON.stringify(verdict))).toEqual([]);
      // What some of them refuse is told all the same.
      expect(open.filter(({ any, each }) => any[part].length === 0 && each.some(isError))).toEqual([]);
    }
    expect(open.filter(({ any }) => any.app.length > 0 && !any.app.includes('error')).length).toBeGreaterThan(0);
  });
});
