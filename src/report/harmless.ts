/** The longest text of a rule or a user that a report repeats in full, in UTF-16 code units. */
export const longestText = 2000;

/** What no terminal, log or viewer may get to see as it is: controls, direction marks, invisible and broken characters. */
const unsafe = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** Zero width joiners hold emoji and some scripts together, and do nothing else. */
const joiners = new Set(['\u200c', '\u200d']);

const visible = (character: string): string => {
  if (joiners.has(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  return code === 0x7f ? '\u2421' : '\ufffd';
};

/** Most texts are of these characters only, which is found out much faster than what to do about others. */
const plain = /^[\x20-\x7e]*$/;
const plainLines = /^[\n\t\x20-\x7e]*$/;

/** A text on one line, with nothing in it that a terminal would obey. */
export const harmless = (text: string): string =>
  plain.test(text) ? text : text.replace(/\r\n?|[\n\t]/g, ' ').replace(unsafe, visible);

/** The same for a text that may have lines and tabs. */
export const harmlessLines = (text: string): string =>
  plainLines.test(text)
    ? text
    : text
        .replace(/\r\n?/g, '\n')
        .replace(unsafe, (character) => (character === '\n' || character === '\t' ? character : visible(character)));

/** At most so many code units of a text, with an ellipsis for what is left out. */
export const clipped = (text: string, limit: number): string => {
  if (text.length <= limit) return text;
  const splitsPair = /[\ud800-\udbff]/.test(text.charAt(limit - 2));
  return `${text.slice(0, splitsPair ? limit - 2 : limit - 1)}…`;
};

/** JSON whose strings hold the same data, but print nothing that a terminal or a GitHub workflow would obey. */
export const harmlessJson = (value: unknown): string => withoutOrders(JSON.stringify(value, undefined, 2));

/** The same, on one line. */
export const harmlessJsonLine = (value: unknown): string => withoutOrders(JSON.stringify(value));

const withoutOrders = (json: string): string => {
  const text = json.includes('##[') ? json.replaceAll('##[', '##\\u005b') : json;
  return /[\u007f-\uffff]/.test(text) ? text.replace(/[\u007f-\uffff]+/g, escaped) : text;
};

const escaped = (found: string): string =>
  found.replace(/[\p{Cf}\p{Zl}\p{Zp}\u007f-\u009f]/gu, (character) =>
    character.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );

/** A text whose lines a GitHub workflow does not take for commands, whatever they quote. */
export const withoutCommands = (text: string): string =>
  // The runner obeys `::name::` at the start of a line and `##[name]` anywhere: actions/runner, ActionCommand.cs.
  (text.includes('::') ? text.replace(/^([^\S\n]*):(?=:)/gm, '$1\u2060:') : text).replaceAll('##[', '##\u2060[');
