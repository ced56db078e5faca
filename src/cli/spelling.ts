import type { Options } from 'yargs';
import { UserError } from '../failure.ts';
import { closest } from '../model/closest.ts';

type KnownOptions = Readonly<Record<string, Options>>;

/** What people try that other programs have, with what it is called here. */
const elsewhere: ReadonlyMap<string, string> = new Map([
  ['--no-color', '--color never'],
  ['-v', '--version'],
  ['-V', '--version'],
  ['-q', '--quiet'],
  ['--ignore', '--rule ID=off'],
  ['--disable', '--rule ID=off'],
  ['--severity', '--fail-on'],
  ['--exit-zero', '--fail-on never'],
]);

const isOption = (word = ''): boolean => word.startsWith('-') && word !== '-';

/** Writes `-fjson` as `-f json`, for the options of one letter that take a value. */
export const splitJoined = (words: readonly string[]): readonly string[] =>
  words.flatMap((word) => {
    const match = /^(-[cfo])=?(.+)$/s.exec(word);
    return match ? [match[1] ?? '', match[2] ?? ''] : [word];
  });

/** Throws `UserError` on the first option that is unknown, or that lacks a value, or that has one too many. */
export const checkSpelling = (words: readonly string[], known: KnownOptions, program: string): void => {
  const spellings = new Map(
    Object.entries(known).flatMap(([name, option]) => spellingsOf(name, option).map((word) => [word, option])),
  );
  for (const [index, word] of words.entries()) {
    if (!isOption(word)) continue;
    const [spelling = '', value] = word.split(/=(.*)/s);
    const option = spellings.get(spelling);
    if (!option) throw unknown(spelling, [...spellings.keys()], program);
    if (option.type === 'boolean') {
      if (value !== undefined) throw new UserError(`${spelling} takes no value`, 'leave it out to switch it off');
    } else if (value === '' || (value === undefined && (isOption(words[index + 1]) || !words[index + 1]))) {
      throw new UserError(`${spelling} needs a value`, option.description);
    }
  }
};

const spellingsOf = (name: string, { alias }: Options): readonly string[] => [
  `--${name}`,
  ...[alias ?? []].flat().map((letter) => `-${letter}`),
];

const unknown = (spelling: string, known: readonly string[], program: string): UserError => {
  const near =
    elsewhere.get(spelling) ??
    closest(
      spelling,
      known.filter((word) => word.startsWith('--')),
    );
  return new UserError(`unknown option ${spelling}`, near ? `did you mean ${near}?` : `see ${program} --help`);
};
