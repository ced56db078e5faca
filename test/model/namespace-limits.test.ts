import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import { lint } from '../../src/lint.ts';
import { parseConfig } from '../../src/triage/config.ts';
import { resolveSettings } from '../../src/triage/settings.ts';
import table from './namespace-limits.json' with { type: 'json' };

const config = parseConfig({ path: 'daprlint.yaml', text: '{ "closedWorld": true }' }, rules);
const settings = resolveSettings({ rules, config });

const told = new Set(['conflicting-limit-range', 'missing-required-resources', 'conflicting-sidecar-resources']);

type Trial = (typeof table.trials)[number];

const manifestOf = ({ set, limits, hard }: Trial): string =>
  [
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: 'orders',
        annotations: {
          'dapr.io/enabled': 'true',
          'dapr.io/app-id': 'orders',
          ...Object.fromEntries(Object.entries(set).map(([name, value]) => [`dapr.io/sidecar-${name}`, value])),
        },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'LimitRange',
      metadata: { name: 'bounds' },
      spec: { limits: limits.map((item) => ({ type: 'Container', ...item })) },
    },
    {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'compute' },
      spec: { hard: Object.fromEntries(hard.map((key) => [key, '10'])) },
    },
  ]
    .map((object) => JSON.stringify(object))
    .join('\n---\n');

describe('the limits of a namespace', () => {
  it.each(table.trials.map((trial) => [JSON.stringify([trial.set, trial.limits, trial.hard]), trial] as const))(
    'are told where Kubernetes refuses the sidecar for them: %s',
    (_, trial) => {
      const { findings } = lint([{ path: 'orders.yaml', text: manifestOf(trial) }], rules, settings, {
        today: '2026-11-23',
      });
      const refused = findings.filter(({ rule, effect }) => told.has(rule) && effect === 'rejected');
      expect(refused.length > 0).toBe(trial.says !== '');
    },
  );
});
