import { type Location, lines, type Range } from '../yaml/location.ts';

/** A range as people count: lines and columns from 1, columns in UTF-16 code units, the end exclusive. */
export interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** The same range, within its text and not turned around. */
export const inside = ({ start, end }: Range, { length }: string): Range => {
  const from = Math.min(Math.max(start, 0), length);
  return { start: from, end: Math.min(Math.max(end, from), length) };
};

export const regionOf = ({ source, range }: Location): Region => {
  const { start, end } = inside(range, source.text);
  const known = lines(source);
  const from = known.position(start);
  const to = known.position(end);
  return { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
};
