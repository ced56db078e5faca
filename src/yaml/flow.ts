import { type Cursor, canStartPlain, codeAt, Declined, isBlank, isBreak, skipPlain } from './cursor.ts';
import type { NodeId } from './nodes.ts';
import { isQuote, readQuoted } from './quoted.ts';
import { maxDepth, tooDeep, Unreadable } from './unreadable.ts';

const comma = 44;
const openList = 91;
const closeList = 93;
const openMap = 123;
const closeMap = 125;

export const isFlow = (cursor: Cursor): boolean => {
  const code = codeAt(cursor, cursor.at);
  return code === openMap || code === openList;
};

/** Reads `[…]` or `{…}`, JSON among them; the cursor moves behind it. Its lines may be indented in any way, as with kubectl. */
export const readFlow = (cursor: Cursor): NodeId => {
  const { table, at: start } = cursor;
  const isMap = codeAt(cursor, start) === openMap;
  // `{{ … }}` is a placeholder.
  if (isMap && codeAt(cursor, start + 1) === openMap) throw new Declined(start);
  cursor.depth += 1;
  if (cursor.depth > maxDepth) throw tooDeep(start);
  const id = table.open(isMap ? 'map' : 'list', 'flow', start);
  const children: NodeId[] = [];
  cursor.at = start + 1;
  for (;;) {
    skipSpace(cursor, start);
    if (codeAt(cursor, cursor.at) === (isMap ? closeMap : closeList)) break;
    if (isMap) readPair(cursor, children, start);
    else children.push(readFlowNode(cursor));
    skipSpace(cursor, start);
    const code = codeAt(cursor, cursor.at);
    if (code === comma) cursor.at += 1;
    else if (code !== (isMap ? closeMap : closeList)) throw new Declined(cursor.at);
  }
  cursor.at += 1;
  cursor.depth -= 1;
  table.close(id, children, cursor.at);
  return id;
};

const readPair = (cursor: Cursor, children: NodeId[], open: number): void => {
  const { table, text, at: start } = cursor;
  if (isQuote(cursor)) {
    const style = codeAt(cursor, start) === 39 ? 'single' : 'double';
    const name = readQuoted(cursor);
    // kubectl wants a key on one line, but for what stands before its colon.
    if (text.slice(start, cursor.at).includes('\n')) throw new Declined(start);
    children.push(table.addKey(style, start, cursor.at, name));
    skipSpace(cursor, open);
  } else {
    if (!canStartPlain(cursor, true)) throw new Declined(start);
    const end = skipPlain(cursor, true);
    children.push(table.addKey('plain', start, end, text.slice(start, end)));
  }
  if (codeAt(cursor, cursor.at) !== 58) throw new Declined(cursor.at);
  cursor.at += 1;
  const behind = cursor.at;
  skipSpace(cursor, open);
  const code = codeAt(cursor, cursor.at);
  children.push(
    code === comma || code === closeMap ? table.addScalar('plain', behind, behind, '') : readFlowNode(cursor),
  );
};

const readFlowNode = (cursor: Cursor): NodeId => {
  const { table, text, at: start } = cursor;
  if (isFlow(cursor)) return readFlow(cursor);
  if (isQuote(cursor)) {
    const style = codeAt(cursor, start) === 39 ? 'single' : 'double';
    const value = readQuoted(cursor);
    return table.addScalar(style, start, cursor.at, value);
  }
  if (!canStartPlain(cursor, true)) throw new Declined(start);
  const end = skipPlain(cursor, true);
  return table.addScalar('plain', start, end, text.slice(start, end));
};

/** Over blanks, line breaks and comments. */
const skipSpace = (cursor: Cursor, open: number): void => {
  const { text, end } = cursor;
  for (; cursor.at < end; cursor.at += 1) {
    const code = text.charCodeAt(cursor.at);
    if (isBlank(code) || isBreak(code)) continue;
    if (code !== 35) return;
    const before = text.charCodeAt(cursor.at - 1);
    if (!isBlank(before) && !isBreak(before)) throw new Declined(cursor.at);
    const next = text.indexOf('\n', cursor.at);
    cursor.at = next < 0 ? end : next;
  }
  const bracket = text.charAt(open);
  throw new Unreadable({
    code: 'unclosed-bracket',
    message: `this ${bracket} is never closed`,
    range: { start: open, end: open + 1 },
  });
};
