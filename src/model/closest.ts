import { distance } from 'fastest-levenshtein';

/** Longer texts are no slips of a name, and would cost time. */
const longest = 200;

/** How many letters may differ: a third of the word, at most three. */
const tolerance = (word: string): number => Math.min(3, Math.max(1, Math.floor(word.length / 3)));

/**
 * The candidate that a word was most likely meant to be; undefined where none is near, or where several are equally near.
 * One that differs in letter case alone wins over all others.
 */
export const closest = (word: string, candidates: Iterable<string>): string | undefined => {
  if (word === '' || word.length > longest) return undefined;
  const wanted = word.toLowerCase();
  let best: string | undefined;
  let least = tolerance(word) + 1;
  let isTied = false;
  for (const candidate of candidates) {
    if (candidate === word || candidate === best) continue;
    const name = candidate.toLowerCase();
    if (name === wanted) return candidate;
    // The difference in length is the least that two words can differ by.
    if (Math.abs(name.length - wanted.length) > least) continue;
    const steps = isSwapped(wanted, name) ? 1 : distance(wanted, name);
    // One letter for another is no likeness where there is hardly a second one.
    if (steps > least || steps >= Math.min(wanted.length, name.length)) continue;
    isTied = steps === least;
    if (!isTied) {
      best = candidate;
      least = steps;
    }
  }
  return isTied ? undefined : best;
};

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
