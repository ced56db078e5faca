/** Text as a message shows it: in quotes, cut to a length that a line can hold. */
export const quote = (text: string): string => `"${text.length > 60 ? `${text.slice(0, 57)}…` : text}"`;

/** `a, b and c`; of many the first and how many more. */
export const listed = (words: readonly string[], most = 4): string => {
  const shown = words.length > most ? [...words.slice(0, most - 1), `${words.length - most + 1} more`] : words;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
};

/** `a, b, c and others`: of a few that may be of many. */
export const some = (words: readonly string[]): string =>
  listed(words.length > 3 ? [...words.slice(0, 3), 'others'] : words);
