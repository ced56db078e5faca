/** CEL expressions as trees. Source: cel-go v0.20.1 parser/gen/CEL.g4, parser/parser.go. */
import { checkEscapes, checkNumber } from './literal.ts';
import { expandMacro } from './macros.ts';
import { CelFault, type Token, tokensIn } from './scan.ts';
import type { Expression, LiteralType, Span } from './tree.ts';

const reserved = new Set(
  'as break const continue else false for function if import in let loop package namespace return null true var void while'.split(
    ' ',
  ),
);
const keywords = new Set(['in', 'true', 'false', 'null']);
const relations = new Set(['<', '<=', '>=', '>', '==', '!=', 'in']);

/** Deeper nesting is refused by cel-go, too. */
const deepest = 250;

/** Reads an expression; throws a CelFault where it is none. */
export const parseCel = (text: string): Expression => {
  const parser = new Parser(tokensIn(text));
  return parser.whole();
};

class Parser {
  #at = 0;
  #depth = 0;
  /** How deep a tree is, counted as cel-go counts. */
  readonly #depths = new WeakMap<Expression, number>();

  constructor(private readonly tokens: readonly Token[]) {}

  whole(): Expression {
    const expression = this.#expression();
    if (this.#next.kind !== 'end') throw this.#surprise();
    return expression;
  }

  get #next(): Token {
    return this.#ahead(0);
  }

  #ahead(by: number): Token {
    const token = this.tokens[this.#at + by] ?? this.tokens.at(-1);
    if (!token) throw new CelFault('there is no expression', 0, 0);
    return token;
  }

  #take(): Token {
    const token = this.#next;
    this.#at += 1;
    return token;
  }

  #takes(...texts: readonly string[]): Token | undefined {
    const { kind, text } = this.#next;
    const isSign = kind === 'sign' || (kind === 'name' && keywords.has(text));
    return isSign && texts.includes(text) ? this.#take() : undefined;
  }

  #expect(text: string): Token {
    const token = this.#takes(text);
    if (!token) throw this.#surprise(text);
    return token;
  }

  #surprise(wanted?: string): CelFault {
    const { kind, text, start, end } = this.#next;
    const found = kind === 'end' ? 'it ends too early' : `${text} is not expected here`;
    return new CelFault(wanted === undefined ? found : `${found}, but ${wanted}`, start, end);
  }

  /** Notes the depth of what was just read; most kinds of expressions count for one level. */
  #made(expression: Expression, parts: readonly Expression[], counts = 1): Expression {
    const depth = counts + Math.max(0, ...parts.map((part) => this.#depths.get(part) ?? 0));
    if (depth > deepest) throw new CelFault('it is nested too deeply', expression.start, expression.end);
    this.#depths.set(expression, depth);
    return expression;
  }

  #call(name: string, items: readonly Expression[], { start, end }: Span, target?: Expression, counts = 1): Expression {
    const parts = target ? [target, ...items] : items;
    const span = { start: target?.start ?? start, end };
    const whole = /^\w/.test(name) || name.startsWith('.') ? expandMacro(name, target, items, span) : undefined;
    return this.#made(whole ?? { kind: 'call', name, ...(target && { target }), items, ...span }, parts, counts);
  }

  #expression(): Expression {
    this.#depth += 1;
    const { start } = this.#next;
    if (this.#depth > deepest) throw new CelFault('it is nested too deeply', start, start + 1);
    const condition = this.#either();
    if (!this.#takes('?')) {
      this.#depth -= 1;
      return condition;
    }
    const yes = this.#either();
    this.#expect(':');
    const no = this.#expression();
    this.#depth -= 1;
    return this.#call('_?_:_', [condition, yes, no], { start, end: no.end });
  }

  #either(): Expression {
    return this.#logic('||', () => this.#logic('&&', () => this.#chain([...relations], () => this.#sum())));
  }

  /** A chain of && or ||, as a tree that is no deeper than it must be. */
  #logic(operator: string, operand: () => Expression): Expression {
    const operands = [operand()];
    while (this.#takes(operator)) operands.push(operand());
    const joined = (from: number, to: number): Expression => {
      const [first, last] = [operands[from], operands[to - 1]];
      if (!first || !last) throw this.#surprise();
      if (to - from === 1) return first;
      const middle = (from + to) >> 1;
      const parts = [joined(from, middle), joined(middle, to)];
      return this.#call(`_${operator}_`, parts, { start: first.start, end: last.end }, undefined, 0);
    };
    return joined(0, operands.length);
  }

  #sum(): Expression {
    return this.#chain(['+', '-'], () => this.#chain(['*', '/', '%'], () => this.#unary()));
  }

  #chain(operators: readonly string[], operand: () => Expression): Expression {
    let left = operand();
    for (let operator = this.#takes(...operators); operator; operator = this.#takes(...operators)) {
      const right = operand();
      const name = operator.text === 'in' ? '@in' : `_${operator.text}_`;
      left = this.#call(name, [left, right], { start: left.start, end: right.end });
    }
    return left;
  }

  #unary(): Expression {
    const first = this.#next;
    const sign = first.kind === 'sign' && (first.text === '!' || first.text === '-') ? first.text : undefined;
    // A minus before a number is part of it.
    if (sign === undefined || (sign === '-' && isNumber(this.#ahead(1)))) return this.#member();
    let count = 0;
    while (this.#next.text === sign && !(sign === '-' && count > 0 && isNumber(this.#ahead(1))) && this.#takes(sign))
      count += 1;
    const operand = this.#member();
    if (count % 2 === 0) return operand;
    return this.#call(`${sign}_`, [operand], { start: first.start, end: operand.end }, undefined, 0);
  }

  #member(): Expression {
    let target = this.#primary();
    for (;;) {
      if (this.#takes('.')) target = this.#select(target);
      else if (this.#takes('[')) {
        if (this.#next.text === '?') throw this.#surprise();
        const index = this.#expression();
        target = this.#call('_[_]', [target, index], { start: target.start, end: this.#expect(']').end });
      } else return target;
    }
  }

  #select(target: Expression): Expression {
    const name = this.#take();
    if (name.kind !== 'name' || keywords.has(name.text)) {
      this.#at -= 1;
      throw this.#surprise();
    }
    if (!this.#takes('(')) {
      const { start } = target;
      return this.#made({ kind: 'select', operand: target, field: name.text, start, end: name.end }, [target]);
    }
    const items = this.#list(')');
    return this.#call(name.text, items, { start: name.start, end: this.#ahead(-1).end }, target);
  }

  /** Expressions up to a closing sign, which is taken. */
  #list(closing: string, allowsComma = false): readonly Expression[] {
    const items: Expression[] = [];
    if (this.#takes(closing)) return items;
    if (allowsComma && this.#next.text === ',') {
      this.#take();
      this.#expect(closing);
      return items;
    }
    for (;;) {
      items.push(this.#expression());
      if (!this.#takes(',')) break;
      if (allowsComma && this.#next.text === closing) break;
    }
    this.#expect(closing);
    return items;
  }

  #primary(): Expression {
    const token = this.#next;
    const { start } = token;
    if (this.#takes('(')) {
      const inner = this.#expression();
      return this.#made({ ...inner, start, end: this.#expect(')').end }, [inner], 0);
    }
    if (this.#takes('[')) {
      const items = this.#list(']', true);
      return this.#made({ kind: 'list', items, start, end: this.#ahead(-1).end }, items, 0);
    }
    if (this.#takes('{')) return this.#map(start);
    const literal = this.#literal();
    return literal ?? this.#named(start);
  }

  #map(start: number): Expression {
    const entries = this.#entries(() => this.#expression());
    return this.#made({ kind: 'map', entries, start, end: this.#ahead(-1).end }, entries.flat(), 0);
  }

  #entries<Key>(key: () => Key): readonly (readonly [Key, Expression])[] {
    const entries: (readonly [Key, Expression])[] = [];
    while (this.#next.text !== '}' && this.#next.text !== ',') {
      const left = key();
      this.#expect(':');
      entries.push([left, this.#expression()]);
      if (!this.#takes(',')) {
        this.#expect('}');
        return entries;
      }
      if (this.#next.text === ',') throw this.#surprise();
    }
    if (entries.length === 0) this.#takes(',');
    this.#expect('}');
    return entries;
  }

  #literal(): Expression | undefined {
    const first = this.#next;
    const isNegative = first.text === '-' && first.kind === 'sign' && isNumber(this.#ahead(1));
    if (isNegative) this.#take();
    const token = this.#next;
    const type = literalType(token);
    if (type === undefined) return undefined;
    this.#take();
    if (type === 'int' || type === 'uint' || type === 'double') checkNumber(token, isNegative);
    if (type === 'string' || type === 'bytes') checkEscapes(token);
    return { kind: 'literal', type, text: token.text, start: first.start, end: token.end };
  }

  #named(start: number): Expression {
    const dot = this.#takes('.') ? '.' : '';
    const name = this.#next;
    if (name.kind !== 'name' || keywords.has(name.text)) throw this.#surprise();
    const message = this.#messageName();
    if (message !== undefined) return this.#message(`${dot}${message}`, start);
    this.#take();
    if (reserved.has(name.text)) throw new CelFault(`${name.text} is a reserved word`, name.start, name.end);
    const full = `${dot}${name.text}`;
    if (!this.#takes('(')) return { kind: 'name', name: full, start, end: name.end };
    const items = this.#list(')');
    return this.#call(full, items, { start, end: this.#ahead(-1).end }, undefined, 0);
  }

  /** The name of a message that is made here, `a.b.C{…}`, if one is; it is taken with its brace. */
  #messageName(): string | undefined {
    let length = 1;
    while (this.#ahead(length).text === '.' && this.#ahead(length + 1).kind === 'name') length += 2;
    if (this.#ahead(length).text !== '{' || this.#ahead(length).kind !== 'sign') return undefined;
    const name = Array.from({ length }, () => this.#take().text).join('');
    this.#take();
    return name;
  }

  #message(name: string, start: number): Expression {
    const entries = this.#entries(() => {
      const field = this.#take();
      if (field.kind !== 'name' || keywords.has(field.text)) {
        this.#at -= 1;
        throw this.#surprise();
      }
      return field.text;
    });
    const values = entries.map(([, value]) => value);
    return this.#made({ kind: 'message', name, values, start, end: this.#ahead(-1).end }, values, 0);
  }
}

const isNumber = ({ kind }: Token): boolean => kind === 'int' || kind === 'double';

const literalType = ({ kind, text }: Token): LiteralType | undefined => {
  if (kind === 'name') return text === 'true' || text === 'false' ? 'bool' : text === 'null' ? 'null_type' : undefined;
  return kind === 'sign' || kind === 'end' ? undefined : kind;
};
