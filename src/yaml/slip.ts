import type { Range } from './location.ts';

/** What a syntax error comes from, as far as its place tells. */
export interface Slip {
  readonly message: string;
  readonly help?: string;
  /** A better place than that of the error. */
  readonly range?: Range;
}

/** An error of the `yaml` library in a text. */
interface Trouble extends Range {
  readonly text: string;
  readonly code: string;
  /** In the words of the library. */
  readonly message: string;
}

/** A line without its break. */
interface Line extends Range {
  readonly text: string;
}

/** A slip that an error of the `yaml` library is the sign of. */
export const slipAt = (trouble: Trouble): Slip | undefined => {
  const line = lineAt(trouble.text, trouble.start);
  const [fence] = /^\s*```/.exec(line.text) ?? [];
  if (fence !== undefined) {
    const end = line.start + fence.length;
    return {
      message: '``` belongs to Markdown, not to YAML',
      help: 'remove the line',
      range: { start: end - 3, end },
    };
  }
  const known = slips.find(([code, pattern]) => code === trouble.code && pattern.test(trouble.message));
  return known?.[2](trouble, line);
};

const inQuotes = 'put the value in quotes';
const unlike = 'line it up with the lines it belongs to';

type Reading = (trouble: Trouble, line: Line) => Slip | undefined;

const always =
  (message: string, help?: string): Reading =>
  () => ({ message, ...(help !== undefined && { help }) });

const onFirstWord =
  (message: string, help: string): Reading =>
  (_, line) => ({ message, help, range: firstWord(line) });

/** The first whose code and message are those of the error has the word. */
const slips: readonly (readonly [code: string, message: RegExp, read: Reading])[] = [
  ['TAB_AS_INDENT', /./, always('a tab indents this line; YAML takes only spaces', 'replace the tab with spaces')],
  ['BAD_SCALAR_START', /./, (trouble, line) => badStart(trouble, line)],
  ['BAD_ALIAS', /^Alias cannot be an empty/, always('* refers to an anchor, and none is named', 'put the * in quotes')],
  ['BAD_ALIAS', /^Anchor cannot be an empty/, always('& begins an anchor, and it has no name', inQuotes)],
  ['ALIAS_PROPS', /./, always('an alias cannot have an anchor or a tag of its own')],
  ['MULTIPLE_ANCHORS', /./, always('this is a second anchor of the same value', 'keep one of the two')],
  ['MULTIPLE_TAGS', /./, always('this is a second tag of the same value', 'keep one of the two')],
  ['BAD_PROP_ORDER', /./, always('this anchor or tag stands before the sign that it has to follow')],
  ['BAD_DQ_ESCAPE', /./, (trouble) => badEscape(trouble)],
  ['KEY_OVER_1024_CHARS', /./, always('this key is longer than 1024 characters')],
  ['BLOCK_IN_FLOW', /./, always('a comma or a closing bracket is missing here')],
  ['BLOCK_AS_IMPLICIT_KEY', /^A block sequence/, (trouble, line) => strayItem(trouble, line)],
  ['BLOCK_AS_IMPLICIT_KEY', /^Nested mappings/, (trouble, line) => nestedMap(trouble, line)],
  ['MULTILINE_IMPLICIT_KEY', /^Implicit keys need/, (trouble, line) => noKey(trouble, line)],
  ['MISSING_CHAR', /^Implicit map keys need/, (trouble, line) => noKey(trouble, line)],
  ['MISSING_CHAR', /^Sequence item without/, onFirstWord('this line is indented unlike the lines around it', unlike)],
  ['MISSING_CHAR', /^Missing ,/, always('a comma is missing before this')],
  ['MISSING_CHAR', /^Missing space after :/, always('a space is missing after the colon')],
  ['MISSING_CHAR', /^Comments must/, (trouble) => gluedComment(trouble)],
  ['MISSING_CHAR', /^Tags and anchors/, always('a space is missing after the anchor or the tag')],
  ['MISSING_CHAR', /directives-end\/doc-start|^Missing directives-end/, (_, line) => missingStart(line)],
  ['MISSING_CHAR', /^Block collection/, always('a map or a list cannot begin beside ---', 'begin it on the next line')],
  ['BAD_INDENT', /^All sequence/, onFirstWord('this list item is indented unlike the items above it', unlike)],
  ['BAD_INDENT', /^All mapping/, (_, line) => shiftedLine(line)],
  ['BAD_INDENT', /^Block scalar values/, onFirstWord('this text is not indented', 'indent it deeper than its key')],
  ['BAD_INDENT', /leading empty lines/, always('a blank line before this text is indented deeper than the text')],
  [
    'UNEXPECTED_TOKEN',
    /^Unexpected flow-\w+-end/,
    ({ text, start }) => ({ message: `this ${text[start]} closes nothing` }),
  ],
  [
    'UNEXPECTED_TOKEN',
    /^Unexpected block-seq-ind on same/,
    always('a list cannot begin beside its key', `begin it on the next line, or ${inQuotes}`),
  ],
  ['UNEXPECTED_TOKEN', /^Unexpected (?:,|empty item)/, always('nothing stands before this comma')],
  ['UNEXPECTED_TOKEN', /^Block scalar header|^Not a YAML token/, (trouble, line) => besideHeader(trouble, line)],
  ['UNEXPECTED_TOKEN', /^Unexpected \S+ (?:at node end|token)/, (trouble) => textBehind(trouble)],
];

const badStart: Reading = ({ text, start }, line) => {
  const character = text.charAt(start);
  return text.slice(line.start, start).trim() === ''
    ? { message: `a line cannot begin with ${character}`, help: 'put its key or value in quotes, or remove it' }
    : { message: `a value cannot begin with ${character}`, help: inQuotes };
};

const badEscape = ({ text, start }: Trouble): Slip => ({
  message: `${text.slice(start, start + 2)} is no escape sequence`,
  help: 'double the backslash, or use single quotes',
});

const gluedComment = ({ start }: Trouble): Slip => ({
  message: 'a space is missing before this #',
  help: 'put a space before the comment',
  range: { start, end: start + 1 },
});

const missingStart = (line: Line): Slip => ({
  message: 'a --- is missing between the lines with % and this one',
  help: 'write --- above this line',
  range: firstWord(line),
});

const shiftedLine = (line: Line): Slip => ({
  message: /:(?:\s|$)/.test(line.text)
    ? 'this key is indented unlike the keys above it'
    : 'this line is indented unlike the lines above it',
  help: unlike,
  range: firstWord(line),
});

const strayItem: Reading = (_, line) =>
  gluedDash(line) ?? {
    message: 'this list item is part of no list',
    help: 'line it up with the items of its list, or put it below a key of its own',
    range: firstWord(line),
  };

const gluedDash = (line: Line): Slip | undefined => {
  const [before] = /^\s*-(?=[^\s-])/.exec(line.text) ?? [];
  if (before === undefined) return undefined;
  const end = line.start + before.length;
  return { message: 'a space is missing after this dash', range: { start: end - 1, end } };
};

/** A map stands where a value goes on. */
const nestedMap: Reading = (trouble, line) => {
  const { text, start } = trouble;
  const value = text.slice(start, line.end).trimEnd();
  const range = { start, end: start + Math.max(1, value.length) };
  if (/^[“”„‘’«]/.test(value))
    return {
      message: 'typographic quotes are no quotes in YAML',
      help: 'write " or \'',
      range: { start, end: start + 1 },
    };
  const [quoted] = /^"(?:[^"\\]|\\.)*"|^'(?:[^']|'')*'/.exec(value) ?? [];
  if (quoted !== undefined && /^[^:\s]/.test(value.slice(quoted.length)))
    return behindQuote(start + quoted.length, line);
  if (/:(?:\s|$)/.test(value))
    return {
      message: 'the colon in this value makes a map of it',
      help: `${inQuotes}, or begin the map on the next line`,
      range,
    };
  if (/^\?(?:\s|$)/.test(value)) return { message: 'a value cannot begin with ? and a space', help: inQuotes, range };
  const next = lineAt(text, Math.min(line.end + 1, text.length));
  return (
    gluedDash(line) ??
    gluedDash(next) ?? {
      message: 'this line stands below a key that has a value already',
      help: 'line it up with the key above, or remove the value there',
      range: firstWord(next),
    }
  );
};

/** A line stands where a key is expected, and is none. */
const noKey: Reading = ({ text, start }, line) => {
  const written = text.slice(start, line.end).trimEnd();
  const dash = gluedDash(line);
  if (dash) return dash;
  const [key] = /^["']?[\w./-]+["']?(?=:\S)/.exec(written) ?? [];
  if (key !== undefined) {
    const colon = start + key.length;
    return { message: 'a space is missing after this colon', range: { start: colon, end: colon + 1 } };
  }
  if (/:(?:\s|$)/.test(written)) return { message: 'this key is not on one line with its colon' };
  return {
    message: 'this line has no colon, and so is no key',
    help: 'put a colon after the key, or indent the line if it belongs to the value above',
    range: { start, end: start + Math.max(1, written.length) },
  };
};

const besideHeader: Reading = ({ text, start }, line) => {
  const [, header] = /([|>])\S*\s*$/.exec(text.slice(line.start, start)) ?? [];
  if (header === undefined) return undefined;
  return {
    message: `after ${header} the text has to begin on the next line`,
    help: `begin it there, or ${inQuotes}`,
  };
};

/** Something follows a value that is complete. */
const textBehind = ({ text, start }: Trouble): Slip => {
  const before =
    text
      .slice(Math.max(0, start - 1000), start)
      .trimEnd()
      .at(-1) ?? '';
  if (before === '"' || before === "'") return behindQuote(start, lineAt(text, start));
  return before === ']' || before === '}'
    ? { message: `this stands behind the ${before} that ends the value`, help: `${inQuotes}, or remove the rest` }
    : { message: 'this does not belong to the value before it' };
};

const behindQuote = (start: number, line: Line): Slip => ({
  message: 'this stands behind the quote that ends the value',
  help: "put it all in quotes; write \\\" for a quote within double quotes, and '' within single ones",
  range: { start, end: Math.max(start + 1, line.start + line.text.trimEnd().length) },
});

const lineAt = (text: string, offset: number): Line => {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const found = text.indexOf('\n', offset);
  const end = found < 0 ? text.length : found;
  return { start, end, text: text.slice(start, end) };
};

/** The key or the first word of a line, with the dash before it. */
const firstWord = (line: Line): Range => {
  const [blank = ''] = /^\s*/.exec(line.text) ?? [];
  const [word = ''] = /^(?:-\s+)?[^\s:]*/.exec(line.text.slice(blank.length)) ?? [];
  const start = line.start + blank.length;
  return { start, end: start + Math.max(1, word.length) };
};
