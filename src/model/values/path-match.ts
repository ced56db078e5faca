/** A class: single characters and ranges, of which `-`, `]` and the backslash must be escaped. */
const character = String.raw`(?:\\[\s\S]|[^\\\]-])`;
const pattern = new RegExp(
  String.raw`^(?:[^\\[]|\\[\s\S]|\[(?:\^|(?!\^))(?:${character}(?:-${character})?)+\])*$`,
  'u',
);

/** Whether Go's path.Match takes a text for a pattern: go 1.26 src/path/match.go matchChunk, getEsc. */
export const isPathPattern = (text: string): boolean => pattern.test(text);
