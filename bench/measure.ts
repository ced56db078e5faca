import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

/** The path of what is measured, as it is run from a checkout. */
export const command = fileURLToPath(new URL('../bin/daprlint.cjs', import.meta.url));

/** Milliseconds that something takes. */
export const taken = (work: () => unknown): number => {
  const start = performance.now();
  work();
  return performance.now() - start;
};

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
