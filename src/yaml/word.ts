import type { Field } from './field.ts';
import type { Locatable } from './location.ts';

/** Where a word first stands in a text of one line or of many; the whole text where it is written in another way. */
export const placeOfWord = (field: Field, word: string): Locatable => {
  const { source, range } = field.location;
  if (field.isAliased || word === '') return field;
  for (let start = source.text.indexOf(word, range.start); start >= 0; start = source.text.indexOf(word, start + 1)) {
    const end = start + word.length;
    if (end > range.end) break;
    const around = `${source.text.charAt(start - 1)}${source.text.charAt(end)}`;
    if (!/[\w:]/.test(around)) return { location: { source, range: { start, end } } };
  }
  return field;
};
