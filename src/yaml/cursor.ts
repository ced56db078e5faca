import type { NodeTable } from './nodes.ts';

/** How far the quick reader has come in one document. */
export interface Cursor {
  readonly text: string;
  /** Where the document ends. */
  readonly end: number;
  readonly table: NodeTable;
  at: number;
  /** The column of the content at `at`, once `toContent` has found the line; -1 at the end of the document. */
  indent: number;
  /** How many line breaks, and whether a comment, `toContent` has passed. */
  breaks: number;
  hasComment: boolean;
  depth: number;
}

/** The quick reader leaves a document to the full one: it is unusual, or wrong. */
export class Declined extends Error {
  constructor(readonly offset: number) {
    super('declined');
  }
}

export const newline = 10;
const carriageReturn = 13;
const space = 32;
const tab = 9;
const hash = 35;
const colon = 58;

export const isBlank = (code: number): boolean => code === space || code === tab;
export const isBreak = (code: number): boolean => code === newline || code === carriageReturn;
const isFlowIndicator = (code: number): boolean =>
  code === 44 || code === 91 || code === 93 || code === 123 || code === 125;

/** The character at an offset; a line break at and after the end of the document. */
export const codeAt = ({ text, end }: Cursor, at: number): number => (at < end ? text.charCodeAt(at) : newline);

/** Whether what separates tokens stands at an offset. */
export const isSeparator = (cursor: Cursor, at: number): boolean => {
  const code = codeAt(cursor, at);
  return isBlank(code) || isBreak(code);
};

/** Whether a `- ` of a list stands here. */
export const isDash = (cursor: Cursor): boolean =>
  codeAt(cursor, cursor.at) === 45 && isSeparator(cursor, cursor.at + 1);

export const skipBlanks = (cursor: Cursor): void => {
  while (isBlank(codeAt(cursor, cursor.at))) cursor.at += 1;
};

/** The offset of the line break, or the end, that follows an offset. */
const lineEnd = ({ text, end }: Cursor, at: number): number => {
  const next = text.indexOf('\n', at);
  return next < 0 || next > end ? end : next;
};

/** Leaves a line of which only blanks and a comment may remain, for the next content. */
export const endLine = (cursor: Cursor): void => {
  const from = cursor.at;
  skipBlanks(cursor);
  const code = codeAt(cursor, cursor.at);
  cursor.hasComment = code === hash;
  if (code === hash) {
    if (cursor.at === from && from > 0 && !isSeparator(cursor, from - 1)) throw new Declined(cursor.at);
    cursor.at = lineEnd(cursor, cursor.at);
  } else if (!isBreak(code)) throw new Declined(cursor.at);
  cursor.breaks = 0;
  if (codeAt(cursor, cursor.at) === carriageReturn) cursor.at += 1;
  if (cursor.at < cursor.end) {
    cursor.at += 1;
    cursor.breaks = 1;
  }
  toContent(cursor);
};

/** From the start of a line over empty lines and comments to the next content. */
export const toContent = (cursor: Cursor): void => {
  for (;;) {
    const start = cursor.at;
    while (codeAt(cursor, cursor.at) === space) cursor.at += 1;
    const { at } = cursor;
    const code = codeAt(cursor, at);
    if (code === tab) throw new Declined(at);
    if (code === hash) {
      cursor.hasComment = true;
      cursor.at = lineEnd(cursor, cursor.at);
    } else if (!isBreak(code)) {
      cursor.indent = at - start;
      return;
    }
    if (codeAt(cursor, cursor.at) === carriageReturn) cursor.at += 1;
    if (cursor.at >= cursor.end) {
      cursor.at = cursor.end;
      cursor.indent = -1;
      return;
    }
    cursor.at += 1;
    cursor.breaks += 1;
  }
};

const cannotStart = new Set(
  ['!', '"', '#', '%', '&', "'", '*', ',', ':', '>', '?', '@', '[', ']', '`', '{', '|', '}', ' ', '\t', '\r', '\n'].map(
    (sign) => sign.charCodeAt(0),
  ),
);

/** Whether a plain scalar may begin with this character; what is rare is left to the full reader. */
export const canStartPlain = (cursor: Cursor, inFlow: boolean): boolean => {
  const code = codeAt(cursor, cursor.at);
  if (code === 45)
    return !isSeparator(cursor, cursor.at + 1) && !(inFlow && isFlowIndicator(codeAt(cursor, cursor.at + 1)));
  return code > 125 ? code !== 0xfeff : !cannotStart.has(code);
};

/** Moves to what ends a plain scalar on its line; returns where its last character ends. */
export const skipPlain = (cursor: Cursor, inFlow: boolean): number => {
  const { text, end } = cursor;
  let last = cursor.at;
  let { at } = cursor;
  for (; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code > colon && !inFlow) last = at + 1;
    else if (isBreak(code)) break;
    else if (isBlank(code)) continue;
    else if (code === hash && at > cursor.at && isSeparator(cursor, at - 1)) break;
    else if (code === colon && (isSeparator(cursor, at + 1) || (inFlow && isFlowIndicator(codeAt(cursor, at + 1)))))
      break;
    else if (inFlow && isFlowIndicator(code)) break;
    else last = at + 1;
  }
  cursor.at = at;
  return last;
};
