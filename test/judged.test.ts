import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { lint, resolveSettings, rules } from '../src/index.ts';

interface Case {
  readonly case: string;
  /** What daprd, or the API server, said; absent where they took it. */
  readonly refused?: string;
  /** Why daprlint is of another opinion, and may be. */
  readonly differs?: string;
  readonly manifest: string;
}

const folder = new URL('judged/', import.meta.url);
const settings = resolveSettings({ rules });

const refusals = (text: string): string[] =>
  lint([{ path: 'manifest.yaml', text }], rules, settings, { today: '2026-11-23' })
    .findings.filter(({ severity, effect }) => severity === 'error' && effect === 'rejected')
    .map(({ rule, message }) => `${rule}: ${message}`);

/** How the tables were made stands in judged/README.md. */
describe.each(readdirSync(folder).filter((file) => file.endsWith('.yaml')))('what daprd makes of %s', (file) => {
  const cases: readonly Case[] = parse(readFileSync(new URL(file, folder), 'utf8'));

  it('is what daprlint says', () => {
    const faults = cases.flatMap(({ case: name, refused, differs, manifest }) => {
      const found = refusals(manifest);
      if (found.length > 0 === (refused !== undefined)) return differs ? [`${name}: no longer differs`] : [];
      if (differs) return [];
      return [refused ? `${name}: missed: ${refused}` : `${name}: false alarm: ${found.join('; ')}`];
    });
    expect(faults).toEqual([]);
  });

  it('is told of cases that have names of their own', () => {
    expect(new Set(cases.map(({ case: name }) => name)).size).toBe(cases.length);
  });
});
