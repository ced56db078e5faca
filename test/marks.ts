import type { Finding } from '../src/finding.ts';
import { type Location, lines } from '../src/yaml/location.ts';

/** A place in an example, with what is said about it: `3:10-14 the message`. */
export type Mark = string;

/** Takes the lines of carets and tildes out of an example, and reads the places that they underline. */
export const marksIn = (
  example: string,
): { readonly text: string; readonly found: readonly Mark[]; readonly related: readonly Mark[] } => {
  const kept: string[] = [];
  const found: Mark[] = [];
  const related: Mark[] = [];
  for (const line of example.split('\n')) {
    const match = /^(\s*)(\^+|~+) (.+)$/.exec(line);
    if (!match) {
      kept.push(line);
      continue;
    }
    const [, indent = '', marks = '', message = ''] = match;
    const start = indent.length + 1;
    (marks.startsWith('^') ? found : related).push(`${kept.length}:${start}-${start + marks.length} ${message}`);
  }
  return { text: kept.join('\n'), found, related };
};

const markOf = ({ source, range }: Location, message: string): Mark => {
  const table = lines(source);
  const { line, column } = table.position(range.start);
  const end = table.position(range.end);
  // A range over several lines is underlined on its first.
  const last = end.line === line ? end.column : table.range(line - 1).end - range.start + column;
  return `${line}:${column}-${last} ${message}`;
};

/** The same for findings, to compare with. */
export const marksOf = (
  findings: readonly Finding[],
): { readonly found: readonly Mark[]; readonly related: readonly Mark[] } => ({
  found: findings.map(({ location, message }) => markOf(location, message)),
  related: [
    ...new Set(
      findings.flatMap((finding) => finding.related.map(({ location, message }) => markOf(location, message))),
    ),
  ],
});
