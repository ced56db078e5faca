import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rules } from '../rules/index.ts';
import { lint } from '../src/lint.ts';
import { resolveSettings } from '../src/triage/settings.ts';

/**
 * What Dapr's own code made of components as people write them, one to a line of component-verdicts.jsonl. Each was decoded
 * and started by the registries of github.com/dapr/dapr v1.18.3 (`pkg/components`, `pkg/encryption`, `pkg/runtime/meta`), with
 * github.com/dapr/components-contrib v1.18.4 and github.com/dapr/kit v0.18.3, in the order of `pkg/runtime/processor`; what a
 * Secret holds was a certificate, a key or a word that fits. Nothing listened at any address: a component that got as far as
 * connecting counts as accepted, but where the address itself cannot be dialled. Of `pubsub.pulsar`, Init was called without
 * the registry, with pulsar-client-go v0.18.0 and goavro v2.14.1.
 */
interface Trial {
  readonly trial: string;
  readonly verdict: 'accepted' | 'refused';
  /** The error of the component. */
  readonly says?: string;
  readonly spec: unknown;
}

const trials = readFileSync(new URL('component-verdicts.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Trial);

const settings = resolveSettings({ rules });

/** What daprlint says that Dapr refuses. */
const refusals = ({ spec }: Trial): readonly string[] => {
  const text = JSON.stringify(
    { apiVersion: 'dapr.io/v1alpha1', kind: 'Component', metadata: { name: 'trial' }, spec },
    undefined,
    2,
  );
  return lint([{ path: 'trial.yaml', text }], rules, settings, { today: '2026-11-23' })
    .findings.filter(({ effect, severity }) => effect === 'rejected' && severity === 'error')
    .map(({ rule, message }) => `${rule}: ${message}`);
};

describe('components that Dapr was tried with', () => {
  it('are many, of both kinds', () => {
    expect(trials.filter(({ verdict }) => verdict === 'accepted').length).toBeGreaterThan(200);
    expect(trials.filter(({ verdict }) => verdict === 'refused').length).toBeGreaterThan(150);
  });

  it('are refused here where they are refused there', () => {
    const missed = trials.filter((trial) => trial.verdict === 'refused' && refusals(trial).length === 0);
    expect(missed.map(({ trial, says }) => `${trial} (${says})`)).toEqual([]);
  });

  it('are taken here where they are taken there', () => {
    const alarms = trials
      .filter(({ verdict }) => verdict === 'accepted')
      .flatMap((trial) => refusals(trial).map((refusal) => `${trial.trial}: ${refusal}`));
    expect(alarms).toEqual([]);
  });
});
