import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isKeptFromComponents, sidecarEnvironment } from '../../src/model/app/sidecar-environment.ts';
import { catalogFor } from '../../src/model/catalog.ts';
import { Workspace } from '../../src/model/workspace.ts';
import { defaultSettings } from '../../src/triage/settings.ts';
import { parse } from '../../src/yaml/parse.ts';

interface Verdict {
  readonly env?: string;
  readonly envFromSecret?: string;
  readonly envRef: string;
  /** What the component gets; empty where it gets nothing. */
  readonly gets: string;
}

const { cases } = JSON.parse(readFileSync(new URL('env-ref-verdicts.json', import.meta.url), 'utf8')) as {
  readonly cases: readonly Verdict[];
};

const mayGive = ({ env, envFromSecret, envRef }: Verdict): boolean => {
  const annotations = {
    'dapr.io/enabled': 'true',
    'dapr.io/app-id': 'orders',
    ...(env !== undefined && { 'dapr.io/env': env }),
    ...(envFromSecret !== undefined && { 'dapr.io/env-from-secret': envFromSecret }),
  };
  const text = JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'orders', annotations } });
  const { apps } = new Workspace(parse({ path: 'pod.json', text }), defaultSettings([]).world);
  const [app] = apps;
  const catalog = catalogFor('1.18');
  if (!app || !catalog) throw new Error('no app');
  return !isKeptFromComponents(envRef) && sidecarEnvironment(app, catalog).mayGive(envRef);
};

describe('what a component gets from envRef', () => {
  it.each(cases.map((each) => [JSON.stringify(each), each] as const))('%s', (_, verdict) => {
    expect(mayGive(verdict)).toBe(verdict.gets !== '');
  });
});
