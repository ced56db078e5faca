import { readBlockScalar } from './block-scalar.ts';
import {
  type Cursor,
  canStartPlain,
  codeAt,
  Declined,
  endLine,
  isBreak,
  isDash,
  isSeparator,
  skipBlanks,
  skipPlain,
} from './cursor.ts';
import { isFlow, readFlow } from './flow.ts';
import type { NodeId } from './nodes.ts';
import { foldedGap, isQuote, readQuoted } from './quoted.ts';
import { maxDepth, tooDeep } from './unreadable.ts';

/** Reads whatever stands at the cursor, in a column, under a parent in a column further left; moves to the content behind. */
export const readNode = (cursor: Cursor, parent: number, column: number): NodeId => {
  const { table, at: start } = cursor;
  if (isDash(cursor)) return readList(cursor, column);
  const code = codeAt(cursor, start);
  if (code === 124 || code === 62) return readBlockScalar(cursor, parent);
  if (isFlow(cursor)) {
    const id = readFlow(cursor);
    endLine(cursor);
    return id;
  }
  if (isQuote(cursor)) {
    const text = readQuoted(cursor);
    const end = cursor.at;
    skipBlanks(cursor);
    if (codeAt(cursor, cursor.at) === 58) {
      cursor.at = start;
      return readMap(cursor, column);
    }
    cursor.at = end;
    endLine(cursor);
    return table.addScalar(code === 39 ? 'single' : 'double', start, end, text);
  }
  if (isExplicitKey(cursor)) return readMap(cursor, column);
  if (!canStartPlain(cursor, false)) throw new Declined(start);
  skipPlain(cursor, false);
  const isKey = codeAt(cursor, cursor.at) === 58;
  cursor.at = start;
  return isKey ? readMap(cursor, column) : readPlain(cursor, parent);
};

const enter = (cursor: Cursor): void => {
  cursor.depth += 1;
  if (cursor.depth > maxDepth) throw tooDeep(cursor.at);
};

const readMap = (cursor: Cursor, column: number): NodeId => {
  enter(cursor);
  const { table } = cursor;
  const id = table.open('map', 'block', cursor.at);
  const children: NodeId[] = [];
  do {
    children.push(isExplicitKey(cursor) ? readExplicitKey(cursor, column) : readKey(cursor), readValue(cursor, column));
    if (cursor.indent > column) throw new Declined(cursor.at);
  } while (cursor.indent === column);
  cursor.depth -= 1;
  table.close(id, children);
  return id;
};

/** YAML sees no key in a longer one. */
const longestKey = 1024;

const readKey = (cursor: Cursor): NodeId => {
  const { table, text, at: start } = cursor;
  let id: NodeId;
  if (isQuote(cursor)) {
    const style = codeAt(cursor, start) === 39 ? 'single' : 'double';
    const name = readQuoted(cursor);
    if (text.slice(start, Math.min(cursor.at, start + longestKey)).includes('\n')) throw new Declined(start);
    id = table.addKey(style, start, cursor.at, name);
    skipBlanks(cursor);
  } else {
    if (!canStartPlain(cursor, false)) throw new Declined(start);
    const end = skipPlain(cursor, false);
    if (end - start <= longestKey) id = table.addKey('plain', start, end, text.slice(start, end));
    else throw new Declined(start);
  }
  if (codeAt(cursor, cursor.at) !== 58 || !isSeparator(cursor, cursor.at + 1)) throw new Declined(cursor.at);
  if (cursor.at - start > longestKey) throw new Declined(start);
  cursor.at += 1;
  return id;
};

const isExplicitKey = (cursor: Cursor): boolean =>
  codeAt(cursor, cursor.at) === 63 && isSeparator(cursor, cursor.at + 1);

/** `? key` with `: value` on the next line: so kubectl writes long keys. */
const readExplicitKey = (cursor: Cursor, column: number): NodeId => {
  const { table, text } = cursor;
  cursor.at += 1;
  while (codeAt(cursor, cursor.at) === 32) cursor.at += 1;
  const { at: start } = cursor;
  let id: NodeId;
  if (isQuote(cursor)) {
    const name = readQuoted(cursor);
    id = table.addKey(codeAt(cursor, start) === 39 ? 'single' : 'double', start, cursor.at, name);
  } else {
    if (!canStartPlain(cursor, false)) throw new Declined(start);
    const end = skipPlain(cursor, false);
    id = table.addKey('plain', start, end, text.slice(start, end));
  }
  endLine(cursor);
  if (cursor.indent !== column || codeAt(cursor, cursor.at) !== 58 || !isSeparator(cursor, cursor.at + 1))
    throw new Declined(cursor.at);
  cursor.at += 1;
  return id;
};

const readValue = (cursor: Cursor, column: number): NodeId => {
  const { table } = cursor;
  const behind = cursor.at;
  skipBlanks(cursor);
  const code = codeAt(cursor, cursor.at);
  if (isBreak(code) || code === 35) {
    endLine(cursor);
    if (cursor.indent > column) return readNode(cursor, column, cursor.indent);
    if (cursor.indent === column && isDash(cursor)) return readList(cursor, column);
    return table.addScalar('plain', behind, behind, '');
  }
  if (code === 124 || code === 62) return readBlockScalar(cursor, column);
  if (isFlow(cursor)) {
    const id = readFlow(cursor);
    endLine(cursor);
    return id;
  }
  if (isQuote(cursor)) {
    const start = cursor.at;
    const text = readQuoted(cursor);
    const id = table.addScalar(code === 39 ? 'single' : 'double', start, cursor.at, text);
    endLine(cursor);
    return id;
  }
  if (!canStartPlain(cursor, false)) throw new Declined(cursor.at);
  return readPlain(cursor, column);
};

const readList = (cursor: Cursor, column: number): NodeId => {
  enter(cursor);
  const { table } = cursor;
  const id = table.open('list', 'block', cursor.at);
  const children: NodeId[] = [];
  do {
    const dash = cursor.at;
    cursor.at += 1;
    while (codeAt(cursor, cursor.at) === 32) cursor.at += 1;
    const code = codeAt(cursor, cursor.at);
    if (isBreak(code) || code === 35) {
      endLine(cursor);
      // An item that is empty is the dash, for those who look for its place.
      children.push(
        cursor.indent > column ? readNode(cursor, column, cursor.indent) : table.addScalar('plain', dash, dash + 1, ''),
      );
    } else {
      children.push(readNode(cursor, column, column + cursor.at - dash));
    }
    if (cursor.indent > column) throw new Declined(cursor.at);
  } while (cursor.indent === column && isDash(cursor));
  cursor.depth -= 1;
  table.close(id, children);
  return id;
};

/** Reads a plain scalar with the lines that continue it, further right than its parent. */
const readPlain = (cursor: Cursor, parent: number): NodeId => {
  const { table, text, at: start } = cursor;
  let end = skipPlain(cursor, false);
  let value = text.slice(start, end);
  const parts: string[] = [];
  for (;;) {
    if (codeAt(cursor, cursor.at) === 58) throw new Declined(cursor.at);
    endLine(cursor);
    if (cursor.indent <= parent || cursor.hasComment) break;
    if (parts.length === 0) parts.push(value);
    const from = cursor.at;
    parts.push(foldedGap(cursor.breaks));
    end = skipPlain(cursor, false);
    parts.push(text.slice(from, end));
  }
  if (parts.length > 0) value = parts.join('');
  return table.addScalar('plain', start, end, value);
};
