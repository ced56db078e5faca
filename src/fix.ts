import type { Edit, Finding } from './finding.ts';
import type { Report } from './report/report.ts';
import { applyEdits, editsOf, type Fixable, isFixable, together } from './triage/fixes.ts';
import type { Document } from './yaml/document.ts';
import { lines, type Source } from './yaml/location.ts';

/** A fix that is not made, for what would come of it. */
export interface Refusal {
  readonly finding: Finding;
  /** What it would do: `break the file`. */
  readonly harm: string;
}

/** What fixing has come to. */
export interface Fixed {
  /** The sources in their order, with their new texts; what was not changed is the same object. */
  readonly sources: readonly Source[];
  /** What is to be said of them. */
  readonly report: Report;
  /** The problems that are gone because their fixes were made. */
  readonly made: readonly Made[];
  readonly refusals: readonly Refusal[];
}

/** A fix that was made, with the sources that it has changed, by their place among all. */
export interface Made {
  readonly finding: Finding;
  readonly sources: readonly number[];
}

export interface Fixing {
  /** Whether fixes are made that may change what a manifest means. */
  readonly unsafe: boolean;
  /** Whether a finding is among those that are to be fixed. */
  readonly wants: (finding: Finding) => boolean;
  /** What is to be said of some sources: asked again after each pass. */
  readonly judge: (sources: readonly Source[]) => Report;
  readonly parse: (source: Source) => readonly Document[];
  /** Is told of each text that comes of another, and by which edits. */
  readonly follow?: (after: Source, before: Source, edits: readonly Edit[]) => void;
}

/** What meets in one pass is fixed in the next; nothing sound needs as many. */
const maxPasses = 10;
/** How often it is tried which of many fixes do harm. */
const maxTrials = 60;

interface State {
  readonly sources: readonly Source[];
  readonly report: Report;
}

/**
 * Makes the fixes of what is found, pass by pass until there is none left. A fix that would break a file, or raise an
 * error that was not there, is not made. Pure.
 */
export const fixAll = (sources: readonly Source[], report: Report, fixing: Fixing): Fixed => {
  let state: State = { sources, report };
  const made: Made[] = [];
  const refusals: Refusal[] = [];
  const refused = new Set<string>();
  const trials = { left: maxTrials };
  for (let pass = 0; pass < maxPasses; pass += 1) {
    const wanted = state.report.findings.filter(
      (finding): finding is Fixable =>
        isFixable(finding, fixing.unsafe) && fixing.wants(finding) && !refused.has(identityOf(finding)),
    );
    if (wanted.length === 0) break;
    const outcome = harmlessOf(state, together(wanted), fixing, trials);
    const indexes = new Map(state.sources.map((source, index) => [source, index]));
    for (const finding of outcome.made) {
      const touched = new Set(finding.fix.edits.map(({ at }) => indexes.get(at.source) ?? -1));
      made.push({ finding, sources: [...touched] });
    }
    for (const refusal of outcome.refusals) {
      refusals.push(refusal);
      refused.add(identityOf(refusal.finding));
    }
    state = outcome.state;
  }
  return { ...state, report: withoutFixes(state.report, refused), made, refusals };
};

/** The sources that were changed, by their place: those that one fix has changed together in one group. */
export const groupsIn = ({ made }: Pick<Fixed, 'made'>): readonly (readonly number[])[] => {
  const groups = new Map<number, Set<number>>();
  for (const { sources } of made) {
    const joined = new Set(sources.flatMap((index) => [...(groups.get(index) ?? [index])]));
    for (const index of joined) groups.set(index, joined);
  }
  return [...new Set(groups.values())].map((group) => [...group]);
};

/** One object in two files has the same fingerprints in both. */
const identityOf = ({ fingerprint, location }: Finding): string => JSON.stringify([fingerprint, location.source.path]);

/** A report that does not offer what was refused. */
const withoutFixes = (report: Report, refused: ReadonlySet<string>): Report => {
  if (refused.size === 0) return report;
  return {
    ...report,
    findings: report.findings.map((finding) => {
      const { fix: _, ...rest } = finding;
      return refused.has(identityOf(finding)) ? rest : finding;
    }),
  };
};

interface Outcome {
  readonly state: State;
  readonly made: readonly Fixable[];
  readonly refusals: readonly Refusal[];
}

/** Makes as many of some fixes as do no harm together. Those that do are found by halving. */
const harmlessOf = (before: State, fixes: readonly Fixable[], fixing: Fixing, trials: { left: number }): Outcome => {
  let best: Outcome = { state: before, made: [], refusals: [] };
  const queue: (readonly Fixable[])[] = [fixes];
  for (let part = queue.shift(); part; part = queue.shift()) {
    const state = after(before, [...best.made, ...part], fixing);
    trials.left -= 1;
    const harm = harmOf(best.state, state, fixing);
    const [finding] = part;
    if (!harm) best = { ...best, state, made: [...best.made, ...part] };
    else if (part.length === 1 && finding)
      best = { ...best, refusals: [...best.refusals, { finding, harm: harm.told }] };
    else if (trials.left <= 0)
      best = { ...best, refusals: [...best.refusals, ...part.map((each) => ({ finding: each, harm: harm.told }))] };
    else queue.unshift(...split(part, harm.paths));
  }
  return best;
};

/** Two parts of some fixes: those elsewhere than where harm was done, and those there; halves, if that tells none apart. */
const split = (fixes: readonly Fixable[], paths: ReadonlySet<string>): readonly (readonly Fixable[])[] => {
  const isThere = ({ fix }: Fixable): boolean => fix.edits.some(({ at }) => paths.has(at.source.path));
  const there = fixes.filter(isThere);
  if (there.length > 0 && there.length < fixes.length) return [fixes.filter((fix) => !isThere(fix)), there];
  const half = fixes.length >> 1;
  return [fixes.slice(0, half), fixes.slice(half)];
};

const after = ({ sources }: State, fixes: readonly Fixable[], { judge, follow }: Fixing): State => {
  const edits = editsOf(fixes);
  const changed = sources.map((source) => {
    const own = edits.get(source);
    if (!own) return source;
    const fixed = { ...source, text: applyEdits(source.text, own) };
    follow?.(fixed, source, own);
    return fixed;
  });
  return { sources: changed, report: judge(changed) };
};

interface Harm {
  readonly told: string;
  readonly paths: ReadonlySet<string>;
}

/** What has become worse: a text that is no YAML any more, or errors of a rule of which a file had fewer. */
const harmOf = (before: State, { sources, report }: State, { parse }: Fixing): Harm | undefined => {
  const broken = sources.find((source, index) => {
    const old = before.sources[index];
    return old !== undefined && old !== source && shapeOf(parse(old)) !== shapeOf(parse(source));
  });
  if (broken) return { told: 'break the file', paths: new Set([broken.path]) };
  const known = errorsIn(before.report);
  const added = [...errorsIn(report)].filter(([key, findings]) => findings.length > (known.get(key)?.length ?? 0));
  const [first] = added.map(([, findings]) => findings.at(-1));
  if (!first) return undefined;
  const { source, range } = first.location;
  const place = `${source.path}:${lines(source).position(range.start).line}`;
  return {
    told: `raise ${first.rule} at ${place}: ${first.message}`,
    paths: new Set(added.flatMap(([, findings]) => findings.map(({ location }) => location.source.path))),
  };
};

/** How many documents a text is, and which of them are no YAML. */
const shapeOf = (documents: readonly Document[]): string =>
  documents.map(({ isBroken }) => (isBroken ? '!' : '.')).join('');

const errorsIn = ({ findings }: Report): ReadonlyMap<string, readonly Finding[]> => {
  const errors = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.severity !== 'error') continue;
    const key = JSON.stringify([finding.location.source.path, finding.rule]);
    errors.set(key, [...(errors.get(key) ?? []), finding]);
  }
  return errors;
};
