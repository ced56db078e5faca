/** The words of a CEL expression. Source: cel-go v0.20.1 parser/gen/CEL.g4. */

export type TokenKind = 'name' | 'int' | 'uint' | 'double' | 'string' | 'bytes' | 'sign' | 'end';

/** A word with its place in the expression. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What keeps an expression from being read or compiled, and where: offsets into it. */
export class CelFault extends Error {
  constructor(
    message: string,
    readonly start: number,
    readonly end: number,
  ) {
    super(message);
  }
}

const escaped = String.raw`\\(?:[abfnrtv"'\\?\x60]|[0-3][0-7]{2}|[xX][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})`;
const quoted = [
  String.raw`[rR]"""[\s\S]*?"""`,
  String.raw`[rR]'''[\s\S]*?'''`,
  String.raw`[rR]"[^"\n\r]*"`,
  String.raw`[rR]'[^'\n\r]*'`,
  String.raw`"""(?:${escaped}|[^\\])*?"""`,
  String.raw`'''(?:${escaped}|[^\\])*?'''`,
  String.raw`"(?:${escaped}|[^\\"\n\r])*"`,
  String.raw`'(?:${escaped}|[^\\'\n\r])*'`,
].join('|');

/** In this order: where two fit, the longer comes first. */
const words = new RegExp(
  [
    String.raw`(?<space>(?:[\t \r\n\f]|//[^\n]*)+)`,
    `(?<bytes>[bB](?:${quoted}))`,
    `(?<string>${quoted})`,
    String.raw`(?<double>[0-9]+\.[0-9]+(?:[eE][-+]?[0-9]+)?|[0-9]+[eE][-+]?[0-9]+|\.[0-9]+(?:[eE][-+]?[0-9]+)?)`,
    `(?<uint>0x[0-9a-fA-F]+[uU]|[0-9]+[uU])`,
    `(?<int>0x[0-9a-fA-F]+|[0-9]+)`,
    `(?<name>[A-Za-z_][A-Za-z0-9_]*)`,
    String.raw`(?<sign>==|!=|<=|>=|&&|\|\||[<>[\]{}().,\-!?:+*/%])`,
  ].join('|'),
  'y',
);

/** The tokens of an expression, the end as the last; throws a CelFault at what is no word. */
export const tokensIn = (text: string): readonly Token[] => {
  const tokens: Token[] = [];
  words.lastIndex = 0;
  while (words.lastIndex < text.length) {
    const start = words.lastIndex;
    const match = words.exec(text);
    if (!match) throw strange(text, start);
    const [kind] = Object.entries(match.groups ?? {}).find(([, found]) => found !== undefined) ?? [];
    if (kind !== undefined && kind !== 'space')
      tokens.push({ kind: kind as TokenKind, text: match[0], start, end: words.lastIndex });
  }
  return [...tokens, { kind: 'end', text: '', start: text.length, end: text.length }];
};

const strange = (text: string, start: number): CelFault => {
  const [character = ''] = text.slice(start);
  const hint: Readonly<Record<string, string>> = {
    '"': 'a text has no closing quote, or an escape that CEL does not have',
    "'": 'a text has no closing quote, or an escape that CEL does not have',
    '=': 'one = is no operator of CEL',
    '&': 'one & is no operator of CEL',
    '|': 'one | is no operator of CEL',
  };
  return new CelFault(hint[character] ?? `${character} is no part of CEL`, start, start + character.length);
};
