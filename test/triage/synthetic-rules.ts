import type { RuleMeta } from '../../src/rule.ts';

const rule = (id: string, meta: Partial<RuleMeta>): RuleMeta => ({
  id,
  severity: 'warning',
  summary: `Summary of ${id}`,
  why: `Reason for ${id}.`,
  source: 'dapr v1.18.3 pkg/runtime/runtime.go:1',
  docs: `https://docs.dapr.io/${id}/`,
  effect: 'wrong',
  examples: [],
  ...meta,
});

/** Rules made up for tests: one of every kind that settings tell apart. */
export const invalidPort = rule('invalid-port', { severity: 'error', effect: 'rejected' });
export const unknownBroker = rule('unknown-broker', { severity: 'warning', effect: 'rejected' });
export const ignoredTopic = rule('ignored-topic', { severity: 'info', effect: 'ignored' });
export const missingTracing = rule('missing-tracing', {
  severity: 'off',
  effect: 'fragile',
  covers: ['tracing'],
  presets: { production: 'info' },
});
export const unsupportedState = rule('unsupported-state', { severity: 'off', effect: 'rejected' });
export const excessiveMemory = rule('excessive-memory', {
  severity: 'warning',
  effect: 'fragile',
  covers: ['memory'],
  presets: { production: { bound: 1024 }, 'todo-chatbot': { severity: 'error', bound: 128 } },
  options: {
    bound: { type: 'number', default: 2048, description: 'Mebibytes that are enough.', minimum: 1, maximum: 65536 },
    unit: { type: 'string', default: 'Mi', description: 'The unit to write.', enum: ['Mi', 'Gi'] },
    allow: { type: 'array', default: [], description: 'App ids that may have more.', items: { type: 'string' } },
    includeInit: { type: 'boolean', default: false, description: 'Count init containers too.' },
    hint: { type: 'string', default: '', description: 'What to tell.' },
  },
});

export const rules: readonly RuleMeta[] = [
  invalidPort,
  unknownBroker,
  ignoredTopic,
  missingTracing,
  unsupportedState,
  excessiveMemory,
];
