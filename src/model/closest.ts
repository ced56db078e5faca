import { distance } from 'fastest-levenshtein';

/** Longer texts are no slips of a name, and would cost time. */
const longest = 200;

/** How many letters may differ: a third of the word, at most three. */
const tolerance = (word: string): number => Math.min(3, Math.max(1, Math.floor(word.length / 3)));

/** Words of which one may be meant by another that is none of them. Made once, it answers without going through them all. */
export class Vocabulary {
  readonly #byLowerCase = new Map<string, string[]>();
  readonly #byLength = new Map<number, string[]>();
  /** Answers that were given: many things refer to one that is missing. */
  readonly #known = new Map<string, string | undefined>();

  constructor(words: Iterable<string>) {
    for (const word of new Set(words)) {
      const lower = word.toLowerCase();
      const same = this.#byLowerCase.get(lower);
      if (same) same.push(word);
      else {
        this.#byLowerCase.set(lower, [word]);
        const long = this.#byLength.get(lower.length);
        if (long) long.push(lower);
        else this.#byLength.set(lower.length, [lower]);
      }
    }
  }

  /**
   * The one that a word was most likely meant to be; undefined where none is near, or where several are equally near. One
   * that differs in letter case alone wins over all others.
   */
  closest(word: string, except?: ReadonlySet<string | undefined>): string | undefined {
    if (except) return this.#search(word, except);
    if (!this.#known.has(word)) this.#known.set(word, this.#search(word, new Set()));
    return this.#known.get(word);
  }

  #search(word: string, except: ReadonlySet<string | undefined>): string | undefined {
    if (word === '' || word.length > longest) return undefined;
    const allowed = (lower: string): readonly string[] =>
      (this.#byLowerCase.get(lower) ?? []).filter((each) => each !== word && !except.has(each));
    const wanted = word.toLowerCase();
    const [same] = allowed(wanted);
    if (same !== undefined) return same;
    let best: readonly string[] = [];
    let least = tolerance(word) + 1;
    // The difference in length is the least that two words can differ by.
    for (let length = wanted.length - least; length <= wanted.length + least; length += 1) {
      for (const name of this.#byLength.get(length) ?? []) {
        if (Math.abs(length - wanted.length) > least) break;
        const steps = isSwapped(wanted, name) ? 1 : distance(wanted, name);
        // One letter for another is no likeness where there is hardly a second one.
        if (steps > least || steps >= Math.min(wanted.length, name.length)) continue;
        const words = allowed(name);
        if (words.length === 0) continue;
        best = steps < least ? words : [...best, ...words];
        least = steps;
        if (least === 1 && best.length > 1) return undefined;
      }
    }
    return least <= tolerance(word) && best.length === 1 ? best[0] : undefined;
  }
}

/** The closest of a few candidates to a word, as a vocabulary of them has it. */
export const closest = (word: string, candidates: Iterable<string>): string | undefined =>
  new Vocabulary(candidates).closest(word);

/** Fewer letters are the beginning of too much. */
const shortestBeginning = 3;

/** The closest candidate, or else the only one that the word is the beginning of: `prod` means `production`. */
export const closestChoice = (word: string, candidates: Iterable<string>): string | undefined => {
  const choices = [...candidates];
  const near = closest(word, choices);
  if (near !== undefined || word.length < shortestBeginning) return near;
  const [only, ...others] = choices.filter((choice) => choice.toLowerCase().startsWith(word.toLowerCase()));
  return others.length === 0 ? only : undefined;
};

/** Whether two neighbouring letters have changed places: one slip, which plain edit distance counts as two. */
const isSwapped = (a: string, b: string): boolean => {
  if (a.length !== b.length) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return a[at] !== undefined && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
};
