import type { Location, Result } from 'sarif';
import { type Effect, effects, type Finding, rank, type Suppressed } from '../finding.ts';
import type { RuleMeta } from '../rule.ts';

/** A finding that may go into the log, and why it is suppressed if it is. */
export interface Candidate {
  readonly finding: Finding;
  readonly suppressed?: Omit<Suppressed, 'finding'>;
}

/** What of the candidates goes into the log. */
export interface Chosen {
  readonly results: readonly Result[];
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
): Chosen => {
  const made = new Map<Candidate, Result>();
  let letters = 0;
  let shortened = 0;
  for (const candidate of byImportance(candidates, rules).slice(0, mostResults)) {
    const full = resultOf(candidate, true);
    const isFull = letters + lettersOf(full) <= mostLetters - reserved;
    const result = isFull ? full : resultOf(candidate, false);
    const length = isFull ? lettersOf(full) : lettersOf(result);
    if (letters + length > mostLetters) continue;
    letters += length;
    if (!isFull) shortened += 1;
    made.set(candidate, result);
  }
  return {
    results: candidates.flatMap((candidate) => made.get(candidate) ?? []),
    leftOut: candidates.length - made.size,
    shortened,
  };
};

const effectNames = Object.keys(effects) as readonly Effect[];

const byImportance = (candidates: readonly Candidate[], rules: readonly RuleMeta[]): readonly Candidate[] => {
  if (candidates.length <= 1) return candidates;
  const scores = new Map(rules.map(({ id, securitySeverity = 0 }) => [id, securitySeverity]));
  const scoreOf = ({ finding }: Candidate): number => scores.get(finding.rule) ?? 0;
  return candidates.toSorted(
    (a, b) =>
      Number(a.suppressed !== undefined) - Number(b.suppressed !== undefined) ||
      rank(a.finding.severity) - rank(b.finding.severity) ||
      scoreOf(b) - scoreOf(a) ||
      effectNames.indexOf(a.finding.effect) - effectNames.indexOf(b.finding.effect),
  );
};

/** How much text a result holds that the tool did not make up itself. */
const lettersOf = ({ message, locations = [], relatedLocations = [], fixes = [] }: Result): number =>
  (message.text?.length ?? 0) +
  [...locations, ...relatedLocations].reduce((sum, location) => sum + lettersAt(location), 0) +
  fixes
    .flatMap(({ artifactChanges }) => artifactChanges)
    .flatMap(({ replacements }) => replacements)
    .reduce((sum, { insertedContent }) => sum + (insertedContent?.text?.length ?? 0), 0);

const lettersAt = ({ message, physicalLocation = {}, logicalLocations = [] }: Location): number =>
  (message?.text?.length ?? 0) +
  (physicalLocation.region?.snippet?.text?.length ?? 0) +
  (physicalLocation.contextRegion?.snippet?.text?.length ?? 0) +
  (physicalLocation.artifactLocation?.uri?.length ?? 0) +
  logicalLocations.reduce((sum, { fullyQualifiedName = '' }) => sum + fullyQualifiedName.length, 0);
