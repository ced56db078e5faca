/** Lines of a file that have come or changed, counted from 1, with the end exclusive. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
}

/** What has become of one file. Paths start at the root of the repository. */
export interface FileChange {
  /** Undefined for a file that is new. */
  readonly before?: string;
  /** Undefined for a file that is gone. */
  readonly after?: string;
  /** Git's id of what it held before. */
  readonly blob?: string;
  readonly lines: readonly LineRange[];
}

/** Reads what `git diff --unified=0 --full-index` prints. */
export function* readDiff(text: string): Generator<FileChange> {
  let file: { before?: string; after?: string; blob?: string; lines: LineRange[] } | undefined;
  // Lines of a file may look like headers: their number tells where they end.
  let content = 0;
  for (const line of text.split('\n')) {
    if (content > 0) {
      // `\ No newline at end of file` belongs to no side.
      if (!line.startsWith('\\')) content -= 1;
      continue;
    }
    const [, word = '', rest = ''] =
      /^(diff --git|index|---|\+\+\+|@@|rename from|rename to) (.*?)\r?$/s.exec(line) ?? [];
    if (word === 'diff --git') {
      if (file) yield file;
      file = { lines: [] };
    }
    if (!file) continue;
    if (word === 'rename from') file.before = unquoted(rest);
    if (word === 'rename to') file.after = unquoted(rest);
    if (word === '---') set(file, 'before', rest);
    if (word === '+++') set(file, 'after', rest);
    if (word === 'index') file.blob = /^[0-9a-f]+/.exec(rest)?.[0] ?? '';
    if (word !== '@@') continue;
    const [, removed = '1', start = '0', added = '1'] = /^-\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(rest) ?? [];
    content = Number(removed) + Number(added);
    if (Number(added) > 0) file.lines.push({ start: Number(start), end: Number(start) + Number(added) });
  }
  if (file) yield file;
}

const set = (file: { before?: string; after?: string }, side: 'before' | 'after', written: string): void => {
  // A name with a space is followed by a tab.
  const path = unquoted(written.replace(/\t$/, ''));
  if (path !== '/dev/null') file[side] = path.slice('a/'.length);
};

const escapes: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13 };

/** A path in quotes is written as a string of C. */
const unquoted = (written: string): string => {
  if (!written.startsWith('"')) return written;
  const bytes: Buffer[] = [];
  for (const [part, octal, letter] of written.slice(1, -1).matchAll(/\\([0-7]{3})|\\(.)|[^\\]+/gs)) {
    if (octal !== undefined) bytes.push(Buffer.of(Number.parseInt(octal, 8)));
    else if (letter !== undefined)
      bytes.push(letter in escapes ? Buffer.of(escapes[letter] ?? 0) : Buffer.from(letter));
    else bytes.push(Buffer.from(part));
  }
  return Buffer.concat(bytes).toString();
};
