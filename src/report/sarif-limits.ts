import type { Location, Result } from 'sarif';
import { type Effect, effects, type Finding, rank, type Suppressed } from '../finding.ts';
import type { RuleMeta } from '../rule.ts';
import { harmlessJsonLine } from './harmless.ts';

/** A finding that may go into the log, and why it is suppressed. If one result says so, all do: those that are kept have none. */
export interface Candidate {
  readonly finding: Finding;
  readonly suppressions?: readonly Omit<Suppressed, 'finding'>[];
}

/** What of the candidates goes into the log. */
export interface Chosen {
  /** Each as it is written. */
  readonly results: readonly string[];
  /** How many do not go in. */
  readonly leftOut: number;
  /** How many go in without the texts of files. */
  readonly shortened: number;
}

/** GitHub stores no more of them: https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/troubleshoot-sarif-uploads/results-exceed-limit. */
export const mostResults = 5_000;

/**
 * GitHub refuses a log that has more than 10 MB when it is compressed. A letter that nothing foretells has two bytes then,
 * all that is not a text from outside next to nothing.
 */
const mostLetters = 4_000_000;
/** Kept for the messages of those that come without code. */
const reserved = 1_000_000;

/** The worst candidates that fit, in the order that they have; the milder lose their texts first. */
export const chosen = (
  candidates: readonly Candidate[],
  rules: readonly RuleMeta[],
  resultOf: (candidate: Candidate, texts: boolean) => Result,
): Chosen =>
  (candidates.length <= mostResults ? all(candidates, resultOf) : undefined) ?? worst(candidates, rules, resultOf);

/** All of them, if they fit. */
const all = (
  candidates: readonly Candidate[],
  resultOf: (candidate: Candidate, texts: boolean) => Result,
): Chosen | undefined => {
  const results: string[] = [];
  let letters = 0;
  for (const candidate of candidates) {
    const result = resultOf(candidate, true);
    letters += lettersOf(result);
    if (letters > mostLetters - reserved) return undefined;
    // Written at once: thousands of results would be much to keep in mind.
    results.push(harmlessJsonLine(result));
  }
  return { results, leftOut: 0, shortened: 0 };
};

const worst: typeof chosen = (candidates, rules, resultOf) => {
  const made = new Map<Candidate, string>();
  let letters = 0;
  let shortened = 0;
  for (const candidate of byImportance(candidates, rules).slice(0, mostResults)) {
    const full = resultOf(candidate, true);
    const isFull = letters + lettersOf(full) <= mostLetters - reserved;
    const result = isFull ? full : resultOf(candidate, false);
    const length = lettersOf(result);
    if (letters + length > mostLetters) continue;
    letters += length;
    if (!isFull) shortened += 1;
    made.set(candidate, harmlessJsonLine(result));
  }
  return {
    results: candidates.flatMap((candidate) => made.get(candidate) ?? []),
    leftOut: candidates.length - made.size,
    shortened,
  };
};

const effectNames = Object.keys(effects) as readonly Effect[];

const byImportance = (candidates: readonly Candidate[], rules: readonly RuleMeta[]): readonly Candidate[] => {
  const scores = new Map(rules.map(({ id, securitySeverity = 0 }) => [id, securitySeverity]));
  const scoreOf = ({ finding }: Candidate): number => scores.get(finding.rule) ?? 0;
  return candidates.toSorted(
    (a, b) =>
      (a.suppressions?.length ?? 0) - (b.suppressions?.length ?? 0) ||
      rank(a.finding.severity) - rank(b.finding.severity) ||
      scoreOf(b) - scoreOf(a) ||
      effectNames.indexOf(a.finding.effect) - effectNames.indexOf(b.finding.effect),
  );
};

/** How much text a result holds that the tool did not make up itself. */
const lettersOf = ({ message, locations = [], relatedLocations = [], fixes = [] }: Result): number => {
  let letters = message.text?.length ?? 0;
  for (const location of locations) letters += lettersAt(location);
  for (const location of relatedLocations) letters += lettersAt(location);
  for (const { artifactChanges } of fixes)
    for (const { replacements } of artifactChanges)
      for (const { insertedContent } of replacements) letters += insertedContent?.text?.length ?? 0;
  return letters;
};

const lettersAt = ({ message, physicalLocation = {}, logicalLocations = [] }: Location): number => {
  const { region, contextRegion, artifactLocation } = physicalLocation;
  let letters = message?.text?.length ?? 0;
  letters += (region?.snippet?.text?.length ?? 0) + (contextRegion?.snippet?.text?.length ?? 0);
  letters += artifactLocation?.uri?.length ?? 0;
  for (const { fullyQualifiedName } of logicalLocations) letters += fullyQualifiedName?.length ?? 0;
  return letters;
};
