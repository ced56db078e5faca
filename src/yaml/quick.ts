import { readNode } from './block.ts';
import { type Cursor, codeAt, Declined, endLine, isSeparator, toContent } from './cursor.ts';
import { isFlow, readFlow } from './flow.ts';
import type { NodeId, NodeTable } from './nodes.ts';

/** What the quick reader has found in a range of a text. */
export interface Read {
  readonly root: NodeId | undefined;
  /** Where it stopped: before the end only in a stream of JSON objects, of which each is a document. */
  readonly end: number;
}

/**
 * Reads the usual document in one pass: maps and lists, strings in every style, comments, JSON. Throws `Declined` where
 * anything else comes (anchors, tags, tabs, whatever is wrong), and `Unreadable` where it knows what is wrong. Where the
 * full reader finds no fault, it reads the same values at the same places; beyond that it takes only what kubectl takes.
 */
export const readDocument = (text: string, start: number, end: number, table: NodeTable): Read => {
  const cursor: Cursor = { text, end, table, at: start, indent: -1, breaks: 0, hasComment: false, depth: 0 };
  if (codeAt(cursor, start) === 0xfeff) cursor.at += 1;
  toContent(cursor);
  if (cursor.indent === 0 && text.startsWith('---', cursor.at) && isSeparator(cursor, cursor.at + 3)) {
    cursor.at += 3;
    endLine(cursor);
  }
  if (cursor.indent < 0) return { root: table.addScalar('plain', start, start, ''), end };
  const open = cursor.at;
  if (isFlow(cursor)) {
    const root = readFlow(cursor);
    if (isNextJson(text, open, cursor)) return { root, end: cursor.at };
    endLine(cursor);
    if (cursor.indent >= 0) throw new Declined(cursor.at);
    return { root, end };
  }
  const root = readNode(cursor, -1, cursor.indent);
  if (cursor.indent >= 0) throw new Declined(cursor.at);
  return { root, end };
};

/** kubectl reads a file that begins with a brace as a stream of JSON, with or without line breaks. */
const isNextJson = (text: string, open: number, { at, end }: Cursor): boolean =>
  /^\{\s*["}]/.test(text.slice(open, open + 200)) && /^\s*\{\s*["}]/.test(text.slice(at, Math.min(at + 200, end)));
