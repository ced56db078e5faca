import { describe, expect, it } from 'vitest';
import { pathFaults } from '../../src/model/path-pattern.ts';
import table from './path-patterns.json' with { type: 'json' };

describe('paths for metrics', () => {
  it.each(table.cases.map(({ paths, verdict }) => [paths, verdict] as const))('%j: daprd %s', (paths, verdict) => {
    expect(pathFaults(paths, true).length > 0 ? 'panics' : 'ok').toBe(verdict);
  });

  it('a path that fits everything is free where daprd adds none', () => {
    expect(pathFaults(['/{all...}'], true)).toHaveLength(1);
    expect(pathFaults(['/{all...}'], false)).toEqual([]);
  });

  it('a fault names the paths that clash', () => {
    expect(pathFaults(['/a', '/orders/{id}', '/orders/{order}'], true)).toEqual([
      { index: 2, reason: 'clashes', other: 1 },
    ]);
  });
});
