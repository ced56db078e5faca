/** A placeholder that a later step fills in: Helm and Jinja, shell and kustomize variables, pipelines. What has no end is none. */
const placeholder = /\{\{|\{%|<%|[$#]\{[^}$]{0,500}\}|\$\([^)$]{0,500}\)|\(\([\w./:-]{1,200}\)\)|@@[\w.-]{1,200}@@/;

/** What the reader of documentation fills in, as the whole value: `<NAME>`, `<your issuer, e.g. "https://…">`, `<<HOST>>`. */
const blank = /^\s*<{1,3}[A-Za-z][^<>\n]{0,200}>{1,3}\s*$/;

/** One within a line is words alone, as in `<account>.example.com`; a named group of a regular expression is none. */
const blankWithin = /(?<!\(\?P?)<[A-Za-z]\w{0,60}(?:[-._ ]\w{1,60}){0,10}>/;

const hasBlank = (text: string): boolean =>
  blank.test(text) || (blankWithin.test(text) && !text.includes('</') && !text.trimEnd().includes('\n'));

/** Whether a text holds a placeholder, so that what it will be is not known. */
export const isTemplated = (text: string): boolean => placeholder.test(text) || (text.includes('<') && hasBlank(text));

/** Placeholders of envsubst, Octopus, ERB, Concourse and Maven, that may make a text something else than YAML. */
const fillable =
  /[$#]\{[^{}\n]{1,500}\}#?|<%[^%]{0,2000}(?:%(?!>)[^%]{0,2000}){0,20}%>|\(\([^()\n]{1,200}\)\)|@@?[\w.-]{1,200}@@?/g;

/** Whether a text holds a placeholder that may stand in the way of YAML. */
export const isFillable = (text: string): boolean => text.search(fillable) >= 0;

/** A text as it may be when its placeholders are filled in: each is a word, and lines of nothing else are empty. */
export const filledIn = (text: string): string =>
  text
    .replace(fillable, (found) => found.replace(/[^\n]/g, '\0'))
    .replace(/^[ \t\0]+\r?$/gm, (line) => (line.includes('\0') ? '' : line))
    .replaceAll('\0', 'x');

/** The placeholder that `#{NAME}` is meant to be where YAML reads a comment. */
const commented = /^[ \t]*(#\{[^{}\n]{1,500}\}#?)/;

/** The placeholder behind an offset that YAML takes for a comment; undefined if there is none. */
export const placeholderBehind = (text: string, offset: number): string | undefined =>
  commented.exec(text.slice(offset, offset + 600))?.[1];
