import type { Range } from './location.ts';

/** Why a document could not be read as written, or would not be by kubectl. */
export interface SyntaxProblem {
  readonly code: string;
  readonly message: string;
  /** What to do about it. */
  readonly help?: string;
  readonly range: Range;
}

/** The document cannot be read, and it is clear why. */
export class Unreadable extends Error {
  constructor(readonly problem: SyntaxProblem) {
    super(problem.message);
  }
}

/** Deeper than any Kubernetes object, shallower than the stack. */
export const maxDepth = 200;

export const tooDeep = (offset: number): Unreadable =>
  new Unreadable({
    code: 'too-deep',
    message: `the document nests deeper than ${maxDepth} levels`,
    range: { start: offset, end: offset + 1 },
  });

export const tooLarge = (offset: number): Unreadable =>
  new Unreadable({
    code: 'too-large',
    message: 'the document is too large to be read from here on',
    help: 'split it into several documents',
    range: { start: offset, end: offset + 1 },
  });
