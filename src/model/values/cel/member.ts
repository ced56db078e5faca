/** Names, literals, brackets, and what follows a dot. Source: cel-go v0.20.1 parser/gen/CEL.g4 member, primary. */
import { checkEscapes, checkNumber } from './literal.ts';
import { CelFault, type Token } from './scan.ts';
import type { Expression, LiteralType } from './tree.ts';
import { ahead, endOf, expect, isName, made, madeCall, next, surprise, take, takes, type Words } from './words.ts';

const reserved = new Set(
  'as break const continue else false for function if import in let loop package namespace return null true var void while'.split(
    ' ',
  ),
);

export const isNumber = ({ kind }: Token): boolean => kind === 'int' || kind === 'double';

export const readMember = (words: Words): Expression => {
  let target = readPrimary(words);
  for (;;) {
    if (takes(words, '.')) target = readSelection(words, target);
    else if (takes(words, '[')) {
      const index = words.readExpression(words);
      target = madeCall(words, '_[_]', [target, index], { start: target.start, end: expect(words, ']').end });
    } else return target;
  }
};

const readSelection = (words: Words, target: Expression): Expression => {
  const name = readName(words);
  if (takes(words, '('))
    return madeCall(words, name.text, readList(words, ')'), { start: name.start, end: endOf(words) }, { target });
  const span = { start: target.start, end: name.end };
  return made(words, { kind: 'select', operand: target, field: name.text, ...span }, [target]);
};

const readName = (words: Words): Token => {
  if (!isName(next(words))) throw surprise(words);
  return take(words);
};

/** Expressions up to a closing sign, which is taken; a list may end with a comma. */
const readList = (words: Words, closing: ')' | ']'): readonly Expression[] => {
  const items: Expression[] = [];
  if (takes(words, closing)) return items;
  const mayEndWithComma = closing === ']';
  if (mayEndWithComma && takes(words, ',')) {
    expect(words, closing);
    return items;
  }
  do {
    if (items.length > 0 && mayEndWithComma && next(words).text === closing) break;
    items.push(words.readExpression(words));
  } while (takes(words, ','));
  expect(words, closing);
  return items;
};

const readPrimary = (words: Words): Expression => {
  const { start } = next(words);
  if (takes(words, '(')) {
    const inner = words.readExpression(words);
    return made(words, { ...inner, start, end: expect(words, ')').end }, [inner], 0);
  }
  if (takes(words, '[')) {
    const items = readList(words, ']');
    return made(words, { kind: 'list', items, start, end: endOf(words) }, items, 0);
  }
  if (takes(words, '{')) {
    const entries = readEntries(words, words.readExpression);
    return made(words, { kind: 'map', entries, start, end: endOf(words) }, entries.flat(), 0);
  }
  return readLiteral(words) ?? readNamed(words, start);
};

const readEntries = <Key>(words: Words, readKey: (words: Words) => Key): readonly (readonly [Key, Expression])[] => {
  const entries: (readonly [Key, Expression])[] = [];
  while (next(words).text !== '}' && next(words).text !== ',') {
    const key = readKey(words);
    expect(words, ':');
    entries.push([key, words.readExpression(words)]);
    if (!takes(words, ',')) break;
    if (next(words).text === ',') throw surprise(words);
  }
  if (entries.length === 0) takes(words, ',');
  expect(words, '}');
  return entries;
};

const readLiteral = (words: Words): Expression | undefined => {
  const { start, text, kind } = next(words);
  const isNegative = kind === 'sign' && text === '-' && isNumber(ahead(words, 1));
  const token = ahead(words, isNegative ? 1 : 0);
  const type = literalType(token);
  if (type === undefined) return undefined;
  words.at += isNegative ? 2 : 1;
  if (type === 'int' || type === 'uint' || type === 'double') checkNumber(token, isNegative);
  if (type === 'string' || type === 'bytes') checkEscapes(token);
  return { kind: 'literal', type, text: token.text, start, end: token.end };
};

const literalType = ({ kind, text }: Token): LiteralType | undefined => {
  if (kind === 'name') return text === 'true' || text === 'false' ? 'bool' : text === 'null' ? 'null_type' : undefined;
  return kind === 'sign' || kind === 'end' ? undefined : kind;
};

const readNamed = (words: Words, start: number): Expression => {
  const dot = takes(words, '.') ? '.' : '';
  if (!isName(next(words))) throw surprise(words);
  const message = readMessageName(words);
  if (message !== undefined) return readMessage(words, `${dot}${message}`, start);
  const name = take(words);
  if (reserved.has(name.text)) throw new CelFault(`${name.text} is a reserved word`, name.start, name.end);
  const full = `${dot}${name.text}`;
  if (!takes(words, '(')) return { kind: 'name', name: full, start, end: name.end };
  const items = readList(words, ')');
  return madeCall(words, full, items, { start, end: endOf(words) }, { counts: 0 });
};

/** The name of a message that is made here, `a.b.C{…}`, if one is; it is taken with its brace. */
const readMessageName = (words: Words): string | undefined => {
  let length = 1;
  while (ahead(words, length).text === '.' && ahead(words, length + 1).kind === 'name') length += 2;
  if (ahead(words, length).text !== '{' || ahead(words, length).kind !== 'sign') return undefined;
  const name = Array.from({ length }, () => take(words).text).join('');
  take(words);
  return name;
};

const readMessage = (words: Words, name: string, start: number): Expression => {
  const values = readEntries(words, readName).map(([, value]) => value);
  return made(words, { kind: 'message', name, values, start, end: endOf(words) }, values, 0);
};
