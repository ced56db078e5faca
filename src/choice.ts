import { UserError } from './failure.ts';
import { closest } from './model/closest.ts';

/** What is told of a word that is no choice, where that is not the nearest choice or all of them. */
interface Advice {
  /** What the word is known to stand for. */
  readonly meant?: string | undefined;
  /** What to do where nothing is near. */
  readonly otherwise?: string;
}

/** The choice that a word is; one that is none is the user's error, told with what was probably meant. */
export const choose = <Choice extends string>(
  word: string,
  choices: readonly Choice[],
  noun: string,
  { meant = closest(word, choices), otherwise = `use ${oneOf(choices)}` }: Advice = {},
): Choice => {
  const choice = choices.find((candidate) => candidate === word);
  if (choice !== undefined) return choice;
  throw new UserError(`unknown ${noun} "${word}"`, meant === undefined ? otherwise : `did you mean "${meant}"?`);
};

/** `a, b or c` */
export const oneOf = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;

/** What helps who names a rule that does not exist. */
export const allRules = 'see "daprlint rules" for all there are';
