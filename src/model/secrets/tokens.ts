import patternsJson from '../../../schemas/secret-patterns.json' with { type: 'json' };
import type { Range } from '../../yaml/location.ts';

/** A token found by its form, with who has issued it. */
export interface Token extends Range {
  /** `a token of GitHub`. */
  readonly title: string;
}

interface TokenPattern {
  readonly title: string;
  /** What every such token has in it, so that a text without is done with at once. */
  readonly hints: readonly string[];
  /** How far before a hint a token may begin. */
  readonly before: number;
  readonly pattern: RegExp;
}

interface PatternData {
  readonly title: string;
  readonly hints: readonly string[];
  readonly before?: number;
  readonly pattern: string;
}

const patterns: readonly TokenPattern[] = (patternsJson.patterns as readonly PatternData[]).map(
  ({ title, hints, before = 0, pattern }) => ({ title, hints, before, pattern: new RegExp(pattern, 'y') }),
);

/** Any of the hints: nearly every text has none. */
const anyHint = new RegExp(
  patterns.flatMap(({ hints }) => hints.map((hint) => hint.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))).join('|'),
);

/** Whether there may be a token in a text: a fast way to find that there is none. */
export const mayHoldToken = (text: string): boolean => anyHint.test(text);

/** The same hint over and over is no token: behind so many nothing is looked at. */
const mostHints = 200;
const shortest = 15;

/** What documentation puts in the place of a token: `AKIAIOSFODNN7EXAMPLE`, one sign over and over. */
const isSample = (text: string): boolean => /EXAMPLE|(.)\1{7}|0123456789|abcdefgh|1234567890/i.test(text);

/** Tokens of known forms in a text, in time that grows with its length alone. */
export const tokensIn = (text: string): readonly Token[] => {
  if (text.length < shortest || !anyHint.test(text)) return [];
  const found: Token[] = [];
  for (const { title, hints, before, pattern } of patterns)
    for (const hint of hints) {
      let at = text.indexOf(hint);
      for (let count = 0; at >= 0 && count < mostHints; count += 1) {
        const token = tokenAround(text, at, before, pattern);
        if (token && !isSample(token.text)) found.push({ start: token.start, end: token.end, title });
        at = text.indexOf(hint, Math.max(token?.end ?? 0, at + hint.length));
      }
    }
  return found;
};

const tokenAround = (text: string, at: number, before: number, pattern: RegExp) => {
  for (let start = Math.max(0, at - before); start <= at; start += 1) {
    // In the middle of a longer word it is something else.
    if (start > 0 && /\w/.test(text.charAt(start - 1)) && /\w/.test(text.charAt(start))) continue;
    pattern.lastIndex = start;
    const match = pattern.exec(text);
    if (match) return { start, end: start + match[0].length, text: match[0] };
  }
  return undefined;
};
