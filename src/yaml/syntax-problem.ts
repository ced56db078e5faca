import type { YAMLParseError } from 'yaml';
import type { Range } from './location.ts';
import type { NodeTable } from './nodes.ts';
import { type Slip, slipAt } from './slip.ts';
import type { SyntaxProblem } from './unreadable.ts';

/** An error of the `yaml` library in our words, at its place in the whole text. */
export const syntaxProblem = (
  { code, message, pos }: YAMLParseError,
  base: number,
  { text, table }: { readonly text: string; readonly table: NodeTable },
): SyntaxProblem => {
  const start = pos[0] + base;
  const lineEnd = text.indexOf('\n', start);
  const end = Math.max(start + 1, Math.min(pos[1] + base, lineEnd < 0 ? text.length : lineEnd));
  // The library recurses, and tells so of a stack that overflows.
  if (code === 'RESOURCE_EXHAUSTION')
    return { code: 'too-deep', message: 'the document nests too deep', range: { start, end: start + 1 } };
  const slip: Slip = unclosed(message, start, { text, table }) ??
    slipAt({ text, start, end, code, message }) ?? { message: sentence(message) };
  return { code, range: { start, end }, ...slip };
};

/** The library misses a quote or a bracket where something else comes; the author has to look for its beginning. */
const unclosed = (
  message: string,
  before: number,
  { text, table }: { readonly text: string; readonly table: NodeTable },
): Slip | undefined => {
  if (/^Missing closing .quote/.test(message)) {
    const opened = table.nodes.findLast(
      (node) => (node.style === 'single' || node.style === 'double') && node.start < before,
    );
    return { message: 'this string has no closing quote', range: sign(opened?.start ?? before) };
  }
  const [, closing] = /^Flow (?:map|sequence) .* end with a (.)$/.exec(message) ?? [];
  if (closing === undefined) return undefined;
  const opening = closing === ']' ? '[' : '{';
  const opened = table.nodes.findLast(
    ({ style, start, end }) =>
      style === 'flow' && start < before && text.charAt(start) === opening && text.charAt(end - 1) !== closing,
  );
  return opened && { message: `this ${opening} is never closed`, range: sign(opened.start) };
};

const sign = (start: number): Range => ({ start, end: start + 1 });

/** The library's first sentence, in our tone: lower case, without a final stop. */
const sentence = (message: string): string => {
  const first = message.split('\n')[0] ?? message;
  return first.charAt(0).toLowerCase() + first.slice(1).replace(/[.:]$/, '');
};

/** Git writes these lines into a file; the last is not meant where a text is underlined with it. */
const conflict = /^(?:<{7}|>{7}|\|{7})(?: |\r?$)|^={7}\r?$/m;

/** Of what is wrong with a document what its author has to know: what follows the first slip is mostly its echo. */
export const firstProblem = (
  text: string,
  { start, end }: Range,
  problems: readonly SyntaxProblem[],
): readonly SyntaxProblem[] => {
  const [first] = problems;
  if (!first) return problems;
  const found = conflict.exec(text.slice(start, end));
  if (!found) return [first];
  const at = start + found.index;
  return [
    {
      code: 'merge-conflict',
      message: 'a merge conflict is not resolved here',
      help: 'keep one of the two sides, and remove the lines that begin with <<<<<<<, ======= and >>>>>>>',
      range: { start: at, end: at + 7 },
    },
  ];
};
