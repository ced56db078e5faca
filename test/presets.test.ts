import { describe, expect, it } from 'vitest';
import { rules } from '../rules/index.ts';
import type { Level } from '../src/finding.ts';
import type { PresetName, Rule } from '../src/rule.ts';
import { levelIn } from '../src/triage/presets.ts';

const levelOf = (preset: PresetName, id: string): Level | undefined => {
  const rule = rules.find((each) => each.id === id);
  return rule && levelIn(preset, rule).level;
};
const optionOf = (preset: PresetName, id: string, option: string): unknown => {
  const rule = rules.find((each) => each.id === id);
  return rule && levelIn(preset, rule).options[option];
};
const onIn = (preset: PresetName): readonly Rule[] => rules.filter((rule) => levelIn(preset, rule).level !== 'off');
const idsOf = (some: readonly Rule[]): readonly string[] => some.map(({ id }) => id);
const steps: readonly Level[] = ['off', 'info', 'warning', 'error'];
const milderIn = (preset: PresetName, than: PresetName): readonly string[] =>
  idsOf(rules.filter((rule) => steps.indexOf(levelIn(preset, rule).level) < steps.indexOf(levelIn(than, rule).level)));

describe('the presets, rule by rule', () => {
  it('minimal is what Kubernetes or Dapr refuses, and nothing else', () => {
    expect(idsOf(onIn('minimal'))).toEqual(idsOf(rules.filter(({ effect }) => effect === 'rejected')));
    expect(milderIn('minimal', 'recommended').filter((id) => levelOf('minimal', id) !== 'off')).toEqual([]);
  });

  it('each asks for no less than the one that it extends', () => {
    expect(milderIn('recommended', 'minimal')).toEqual([]);
    expect(milderIn('production', 'recommended')).toEqual([]);
    expect(milderIn('strict', 'production')).toEqual([]);
    expect(milderIn('todo-chatbot', 'recommended')).toEqual([]);
  });

  it('an error is an error in all but minimal', () => {
    const errors = rules.filter(({ severity }) => severity === 'error');
    for (const preset of ['production', 'strict', 'todo-chatbot'] as const)
      expect(idsOf(errors.filter((rule) => levelIn(preset, rule).level !== 'error'))).toEqual([]);
  });

  it('what is an opinion is off in recommended, and on in some other one', () => {
    const opinions = rules.filter(({ severity }) => severity === 'off');
    const others = ['production', 'strict', 'todo-chatbot'] as const;
    expect(idsOf(opinions.filter((rule) => others.every((preset) => levelIn(preset, rule).level === 'off')))).toEqual(
      [],
    );
  });
});

describe('production: Dapr’s own guidelines', () => {
  it.each([
    [
      'excessive-sidecar-resources',
      { cpuRequest: '100m', cpuLimit: '300m', memoryRequest: '250Mi', memoryLimit: '1000Mi' },
    ],
    ['excessive-sampling-rate', { bound: 0.1 }],
    ['missing-sidecar-resources', {}],
    ['missing-gomemlimit', {}],
    ['missing-dead-letter-topic', {}],
    ['fragile-sidecar-image', {}],
    ['missing-tracing', {}],
    ['missing-metrics', {}],
    ['missing-json-logs', {}],
    ['excessive-log-level', {}],
  ])('%s is on with %j', (id, bounds) => {
    expect(levelOf('production', id)).not.toBe('off');
    for (const [name, value] of Object.entries(bounds)) expect(optionOf('production', id, name)).toBe(value);
  });
});

describe('strict: everything, with nothing in the clear', () => {
  it.each([
    ['missing-tls', 'allowInCluster', false],
    ['missing-redis-password', 'allowInCluster', false],
    ['missing-access-control', 'denyByDefault', true],
    ['missing-network-policy', undefined, undefined],
    ['missing-scope', undefined, undefined],
    ['missing-suppression-reason', undefined, undefined],
  ])('%s is on, with %s %j', (id, option, value) => {
    expect(['warning', 'error']).toContain(levelOf('strict', id));
    if (option !== undefined) expect(optionOf('strict', id, option)).toBe(value);
  });

  it('all is on but the two rules that compare with the figures of one specification', () => {
    const off = rules.filter((rule) => levelIn('strict', rule).level === 'off');
    expect(idsOf(off)).toEqual(['fragile-alert-threshold', 'missing-latency-bucket']);
  });

  it('warnings of production are errors, unless a rule says otherwise', () => {
    const kept = rules.filter((rule) => levelIn('production', rule).level === 'warning' && !rule.presets?.strict);
    expect(idsOf(kept.filter((rule) => levelIn('strict', rule).level !== 'error'))).toEqual([]);
  });
});

describe('todo-chatbot: the specification', () => {
  it('every rule that covers a line of it is on', () => {
    const covering = rules.filter(({ covers = [] }) => covers.length > 0);
    expect(covering.length).toBeGreaterThan(100);
    expect(idsOf(covering.filter((rule) => levelIn('todo-chatbot', rule).level === 'off'))).toEqual([]);
  });

  it('has its bounds', () => {
    const bounds = ['cpuRequest', 'cpuLimit', 'memoryRequest', 'memoryLimit'] as const;
    expect(bounds.map((name) => optionOf('todo-chatbot', 'excessive-sidecar-resources', name))).toEqual([
      '100m',
      '500m',
      '128Mi',
      '512Mi',
    ]);
    const targets = ['invocation', 'stateInMemory', 'state', 'publish', 'delivery'] as const;
    expect(targets.map((name) => optionOf('todo-chatbot', 'fragile-alert-threshold', name))).toEqual([
      10, 5, 20, 5, 10,
    ]);
    const throughputs = ['invocationThroughput', 'stateThroughput', 'messagesThroughput'] as const;
    expect(throughputs.map((name) => optionOf('todo-chatbot', 'fragile-alert-threshold', name))).toEqual([
      10_000, 5000, 100_000,
    ]);
  });

  it('has its component types', () => {
    expect(optionOf('todo-chatbot', 'unsupported-component-type', 'types')).toEqual(
      expect.arrayContaining([
        'state.redis',
        'state.postgresql',
        'pubsub.kafka',
        'secretstores.hashicorp.vault',
        'bindings.cron',
      ]),
    );
  });

  it.each([
    'missing-mtls',
    'missing-access-control',
    'missing-resiliency',
    'missing-target-policy',
    'missing-dead-letter-topic',
    'missing-tracing',
    'missing-json-logs',
    'missing-performance-alert',
  ])('asks for what it asks for: %s', (id) => {
    expect(['warning', 'error']).toContain(levelOf('todo-chatbot', id));
  });
});
