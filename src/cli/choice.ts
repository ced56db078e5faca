import { UserError } from '../failure.ts';
import { closest } from '../model/closest.ts';

/** The choice that a word is; one that is none is the user's error, told with what was probably meant. */
export const choose = <Choice extends string>(word: string, choices: readonly Choice[], noun: string): Choice => {
  const choice = choices.find((candidate) => candidate === word);
  if (choice !== undefined) return choice;
  const near = closest(word, choices);
  throw new UserError(`unknown ${noun} "${word}"`, near ? `did you mean "${near}"?` : `use ${listed(choices)}`);
};

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
