import { expect, it } from 'vitest';
import { defaultSettings, lint, rules } from '../../../src/index.ts';
import { rowsOf } from './tables.ts';

it('what daprd drops, hangs on or panics at is found as rejected, and nothing else is', () => {
  const rows = rowsOf<[spec: string, verdict: string]>('resiliencies');
  expect(rows.length).toBeGreaterThan(300);
  const settings = defaultSettings(rules);
  const wrong = rows.flatMap(([spec, verdict]) => {
    const resiliency = {
      apiVersion: 'dapr.io/v1alpha1',
      kind: 'Resiliency',
      metadata: { name: 'calls' },
      spec: JSON.parse(spec),
    };
    const source = { path: 'resiliency.yaml', text: JSON.stringify(resiliency, null, 1) };
    const { findings } = lint([source], rules, settings, { today: '2026-11-23' });
    const rejected = findings.filter(({ effect }) => effect === 'rejected').map(({ rule }) => rule);
    return rejected.length > 0 === (verdict !== 'applied') ? [] : [{ spec, verdict, rejected }];
  });
  expect(wrong).toEqual([]);
});
