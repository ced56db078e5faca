import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from 'diff/lib/patch/create.js';
import { overlaps, type Range, type Source } from '../yaml/location.ts';
import { encodingOf } from './encode.ts';
import type { Left, Rewrite } from './fixes.ts';

/** A text that changes, with the ranges of it that must not be shown. */
interface Shown {
  readonly text: string;
  readonly secrets: readonly Range[];
}

/** The change of a file as a diff; or the file as one that is left, where it cannot be shown. */
export const diffOf = (
  { before, after, bytes }: Rewrite & { readonly bytes: Uint8Array },
  secretsBefore: readonly Range[],
  secretsAfter: readonly Range[],
): string | Left => {
  const leave = (reason: string): Left => ({ before, after, reason: `${reason}; --fix does it`, byIntent: true });
  const encoding = encodingOf(bytes);
  if (/^(?:\.\.\/|\/|[A-Za-z]:)/.test(before.path)) return leave('a diff cannot name what lies outside of this folder');
  if (encoding.startsWith('utf-16')) return leave('a diff cannot hold UTF-16');
  const mark = encoding === 'utf-8-bom' ? '\ufeff' : '';
  const shown = ({ text }: Source, secrets: readonly Range[]): Shown => ({
    text: mark + text,
    secrets: secrets.map(({ start, end }) => ({ start: start + mark.length, end: end + mark.length })),
  });
  const outcome = unifiedDiff(before.path, shown(before, secretsBefore), shown(after, secretsAfter));
  return 'diff' in outcome ? outcome.diff : leave(outcome.reason);
};

/** More changed lines than that in one file take seconds to compare. */
const mostChanges = 4000;

/**
 * A unified diff that `patch -p1` and `git apply` take, with as many lines around each change as show no secret, three at
 * most; what keeps it from being made, where nothing can.
 */
const unifiedDiff = (
  path: string,
  before: Shown,
  after: Shown,
): { readonly diff: string } | { readonly reason: string } => {
  const [secretBefore, secretAfter] = [secretLines(before), secretLines(after)];
  for (const context of [3, 2, 1]) {
    const options = { context, maxEditLength: mostChanges };
    const patch = structuredPatch(`a/${path}`, `b/${path}`, before.text, after.text, undefined, undefined, options);
    if (!patch) return { reason: 'too many lines would change for a diff' };
    const isClean = patch.hunks.every(
      ({ oldStart, oldLines, newStart, newLines }) =>
        !within(secretBefore, oldStart, oldLines) && !within(secretAfter, newStart, newLines),
    );
    if (!isClean) continue;
    const text = formatPatch(patch, FILE_HEADERS_ONLY);
    // As git does it: without the tab `patch` takes the name to end at its first space.
    return { diff: path.includes(' ') ? text.replace(/^(--- a\/.*)\n(\+\+\+ b\/.*)\n/, '$1\t\n$2\t\n') : text };
  }
  return { reason: 'a diff would show a secret' };
};

/** The numbers of the lines, from 1, that hold a part of a secret. */
const secretLines = ({ text, secrets }: Shown): readonly number[] => {
  const found: number[] = [];
  if (secrets.length === 0) return found;
  let start = 0;
  for (const [index, line] of text.split('\n').entries()) {
    const range = { start, end: start + line.length };
    if (secrets.some((secret) => overlaps(secret, range))) found.push(index + 1);
    start = range.end + 1;
  }
  return found;
};

const within = (numbers: readonly number[], start: number, count: number): boolean =>
  numbers.some((number) => start <= number && number < start + count);
