import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lint, resolveSettings, rules } from '../src/index.ts';

/** A checkout of dapr/quickstarts: real YAML, and no part of this project. */
const folder = process.env.DAPRLINT_CORPUS;
if (!folder) console.warn('skipped: DAPRLINT_CORPUS names no folder of real YAML');

/** Each was looked at and is true: on Kubernetes, the first four are refused; the last one is a password for all to read. */
const knownErrors = [
  'invalid-name pub_sub/components/observability.yaml',
  'missing-field conversation/components/conversation.yaml',
  'missing-field tutorials/workflow/csharp/combined-patterns/resources/state_memory.yaml',
  'missing-field tutorials/workflow/python/combined-patterns/resources/state_memory.yaml',
  'plain-text-secret bindings/components/binding-postgres.yaml',
];

describe.skipIf(!folder)('real YAML', () => {
  it('has the errors that somebody has looked at, and no other', () => {
    const root = folder ?? '';
    const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => /\.ya?ml$/.test(path));
    const sources = paths.map((path) => ({
      path: path.replaceAll('\\', '/'),
      text: readFileSync(join(root, path), 'utf8'),
    }));
    const { findings, summary } = lint(sources, rules, resolveSettings({ rules }), { today: '2026-11-23' });
    expect(summary.resources).toBeGreaterThan(50);
    const errors = findings
      .filter(({ severity }) => severity === 'error')
      .map(({ rule, location }) => `${rule} ${location.source.path}`);
    expect(errors.sort()).toEqual(knownErrors);
  });
});
