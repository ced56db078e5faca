/** CEL expressions as trees. Source: cel-go v0.20.1 parser/gen/CEL.g4, parser/parser.go. */
import { isNumber, readMember } from './member.ts';
import { CelFault, tokensIn } from './scan.ts';
import type { Expression } from './tree.ts';
import { ahead, deepest, expect, madeCall, next, surprise, takes, type Words } from './words.ts';

const relations = ['<', '<=', '>=', '>', '==', '!=', 'in'];

/** Reads an expression; throws a CelFault where it is none. */
export const parseCel = (text: string): Expression => {
  const words: Words = { tokens: tokensIn(text), at: 0, depth: 0, depths: new WeakMap(), readExpression };
  const expression = readExpression(words);
  if (next(words).kind !== 'end') throw surprise(words);
  return expression;
};

const readExpression = (words: Words): Expression => {
  words.depth += 1;
  const { start } = next(words);
  if (words.depth > deepest) throw new CelFault('it is nested too deeply', start, start + 1);
  const condition = readEither(words);
  const choice = takes(words, '?') ? readChoice(words, condition) : condition;
  words.depth -= 1;
  return choice;
};

const readChoice = (words: Words, condition: Expression): Expression => {
  const yes = readEither(words);
  expect(words, ':');
  const no = readExpression(words);
  return madeCall(words, '_?_:_', [condition, yes, no], { start: condition.start, end: no.end });
};

const readEither = (words: Words): Expression => readLogic(words, '||', readBoth);
const readBoth = (words: Words): Expression => readLogic(words, '&&', readRelation);
const readRelation = (words: Words): Expression => readChain(words, relations, readSum);
const readSum = (words: Words): Expression => readChain(words, ['+', '-'], readProduct);
const readProduct = (words: Words): Expression => readChain(words, ['*', '/', '%'], readUnary);

/** A chain of && or ||, as a tree that is no deeper than it must be. */
const readLogic = (words: Words, operator: string, operand: (words: Words) => Expression): Expression => {
  const operands = [operand(words)];
  while (takes(words, operator)) operands.push(operand(words));
  const joined = (from: number, to: number): Expression => {
    const [first, last] = [operands[from], operands[to - 1]];
    if (!first || !last) throw surprise(words);
    if (to - from === 1) return first;
    const middle = (from + to) >> 1;
    const parts = [joined(from, middle), joined(middle, to)];
    return madeCall(words, `_${operator}_`, parts, { start: first.start, end: last.end }, { counts: 0 });
  };
  return joined(0, operands.length);
};

const readChain = (words: Words, operators: readonly string[], operand: (words: Words) => Expression): Expression => {
  let left = operand(words);
  for (let operator = takes(words, ...operators); operator; operator = takes(words, ...operators)) {
    const right = operand(words);
    const name = operator.text === 'in' ? '@in' : `_${operator.text}_`;
    left = madeCall(words, name, [left, right], { start: left.start, end: right.end });
  }
  return left;
};

const readUnary = (words: Words): Expression => {
  const { kind, text: sign, start } = next(words);
  // A minus before a number is part of it.
  const isNegative = (): boolean => next(words).text === '-' && isNumber(ahead(words, 1));
  if (kind !== 'sign' || (sign !== '!' && sign !== '-') || isNegative()) return readMember(words);
  let count = 0;
  while (!isNegative() && takes(words, sign)) count += 1;
  const operand = readMember(words);
  if (count % 2 === 0) return operand;
  return madeCall(words, `${sign}_`, [operand], { start, end: operand.end }, { counts: 0 });
};
