import type { YAMLParseError } from 'yaml';
import type { NodeTable } from './nodes.ts';
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
  if (/^Missing closing .quote/.test(message)) {
    // The library misses the quote where the text ends; the author has to look for its beginning.
    const opened =
      table.nodes.findLast((node) => (node.style === 'single' || node.style === 'double') && node.start < start)
        ?.start ?? start;
    return { code, message: 'this string has no closing quote', range: { start: opened, end: opened + 1 } };
  }
  // The library gives up where it would have to recurse too often.
  if (code === 'RESOURCE_EXHAUSTION')
    return { code: 'too-deep', message: 'the document nests too deep', range: { start, end: start + 1 } };
  return { code, message: sentence(message), range: { start, end } };
};

/** The library's first sentence, in our tone: lower case, without a final stop. */
const sentence = (message: string): string => {
  const first = message.split('\n')[0] ?? message;
  return first.charAt(0).toLowerCase() + first.slice(1).replace(/[.:]$/, '');
};
