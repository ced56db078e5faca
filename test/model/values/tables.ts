import { readFileSync } from 'node:fs';

/** The rows of a table of texts and the verdicts of Go's code about them. */
export const rowsOf = <Row extends readonly unknown[]>(name: string): readonly Row[] =>
  (JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), 'utf8')) as { rows: readonly Row[] }).rows;
