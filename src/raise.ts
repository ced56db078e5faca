import { RuleCrash } from './failure.ts';
import type { Problem } from './finding.ts';
import { Resource } from './model/resource.ts';
import { type SubjectName, type Subjects, subjectsIn } from './model/subjects.ts';
import type { Workspace } from './model/workspace.ts';
import { withoutSecrets } from './report/secret-texts.ts';
import type { Context, Problems, Rule } from './rule.ts';
import { secretsOf } from './secrecy.ts';
import type { Settings, Target } from './triage/settings.ts';
import type { JudgedSuppression } from './triage/suppressions.ts';
import { sightOf } from './unread.ts';
import type { Locatable } from './yaml/location.ts';
import { lines, sourceKey } from './yaml/location.ts';

/** A problem with the rule that raised it. */
export interface Raised {
  readonly rule: Rule;
  readonly problem: Problem;
  /** The workspaces that it holds in. */
  readonly workspaces: readonly Workspace[];
}

/** What rules are told of beside their subjects. */
interface Around {
  readonly workspace: Workspace;
  readonly settings: Settings;
  readonly today: string;
  /** Told of each rule before it runs, by its id; of one with many subjects several times. */
  readonly onRule?: ((id: string) => void) | undefined;
}

/**
 * All rules go through so many subjects before the next ones: what a processor has at hand of a subject is worth more than
 * what it has of a rule.
 */
const portion = 16;

/**
 * Runs rules on each of their subjects; what they raise comes in the order of the rules. A rule that throws is our fault
 * and ends the run: silence would be a lie.
 */
export const raise = (rules: readonly Rule[], around: Around): readonly Raised[] => {
  const raised = new Map(rules.map((rule) => [rule, [] as Raised[]]));
  for (const each of new Set(rules.map((rule) => rule.each))) {
    if (each === 'suppression') continue;
    const subjects: readonly Subjects[SubjectName][] = subjectsIn[each](around.workspace);
    // A small run has few kinds of subjects, and need not set up the rules on others.
    if (subjects.length === 0) continue;
    const alike = rules
      .filter((rule) => rule.each === each)
      .map((rule) => ({ rule, judge: judging(rule, around, raised.get(rule) as Raised[]) }));
    for (let from = 0; from < subjects.length; from += portion) {
      const some = subjects.slice(from, from + portion);
      for (const { rule, judge } of alike) {
        around.onRule?.(rule.id);
        for (const subject of some) judge(subject);
      }
    }
  }
  return [...raised.values()].flat();
};

/** The second round: rules about suppressions, which can be judged only when all others have spoken. */
export const raiseOnSuppressions = (
  rules: readonly Rule[],
  suppressions: readonly JudgedSuppression[],
  around: Around,
): readonly Raised[] =>
  rules.flatMap((rule) => {
    if (rule.each !== 'suppression') return [];
    const found: Raised[] = [];
    suppressions.forEach(judging(rule, around, found));
    return found;
  });

const generating = function* (): Generator<Problem, void> {};
const Generating = generating.constructor as typeof Function;
/**
 * The step of all generators. Each of them is of another kind for an engine, which would look for it anew in each of a million
 * calls that mostly come to nothing.
 */
const nextOf = Object.getPrototypeOf(generating.prototype).next as (this: Problems) => IteratorResult<Problem, void>;

/** A rule as it is set up for a workspace: what it raises on a subject is added to what it has raised. */
const judging = (
  rule: Rule,
  { workspace, settings, today }: Around,
  found: Raised[],
): ((subject: Subjects[SubjectName]) => void) => {
  // The union of all rules cannot tell that the subjects fit this rule; `subjectsIn` is typed so that they do.
  const judge = rule.check as (this: Rule, subject: Subjects[SubjectName], context: Context) => Problems;
  // Without overrides a rule is the same everywhere: of many subjects, none has to be placed.
  const everywhere = settings.overrides.length === 0 ? settings.general(rule) : undefined;
  const general: Context = { workspace, today, options: everywhere?.options ?? {} };
  const workspaces = [workspace];
  const sight = sightOf(rule, workspace);
  const isGenerated = judge instanceof Generating;
  return (subject) => {
    const { level, options } = everywhere ?? settings.of(rule, targetOf(subject));
    if (!everywhere && level === 'off') return;
    const seen = sight ? sight(resourceOf(subject)) : workspace;
    const context = everywhere && seen === workspace ? general : { ...general, options, workspace: seen };
    try {
      const problems = judge.call(rule, subject === workspace ? seen : subject, context);
      if (!isGenerated) for (const problem of problems) found.push({ rule, problem, workspaces });
      else
        for (let step = nextOf.call(problems); !step.done; step = nextOf.call(problems))
          found.push({ rule, problem: step.value, workspaces });
    } catch (error) {
      throw new RuleCrash(rule.id, whereabouts(subject), error, reasonOf(error, subject, workspace));
    }
  };
};

/** What the `overrides` of a config are matched against. */
const targetOf = (subject: Subjects[SubjectName]): Target => {
  const resource = resourceOf(subject);
  if (resource) return { path: resource.document.source.path, ...resource.identity };
  if ('source' in subject) return { path: subject.source.path };
  return 'at' in subject ? { path: subject.at.source.path } : { path: '' };
};

const resourceOf = (subject: Subjects[SubjectName]): Resource | undefined => {
  if (subject instanceof Resource) return subject as Resource;
  if ('resource' in subject) return subject.resource as Resource;
  return 'owner' in subject ? (subject.owner as Resource) : undefined;
};

/** What an error says, without a secret. A syntax error quotes any part of a text, which may be a part of one. */
const reasonOf = (error: unknown, subject: Subjects[SubjectName], workspace: Workspace): string => {
  if (error instanceof SyntaxError) return 'a text is not what it should be (SyntaxError)';
  const { around, marks } = secretsOf([workspace]);
  const places = 'location' in subject ? [(subject as Locatable).location] : [];
  return withoutSecrets(error instanceof Error ? error.message : String(error), places.map(around), marks());
};

const whereabouts = (subject: Subjects[SubjectName]): string => {
  if (!('location' in subject)) return 'source' in subject ? subject.source.path : 'the whole input';
  const { location } = subject as Locatable;
  const title = 'title' in subject && typeof subject.title === 'string' ? `${subject.title} at ` : '';
  return `${title}${location.source.path}:${lines(location.source).position(location.range.start).line}`;
};

/** Drops what a more particular rule says better: at the same place, where it `supersedes` the general one. */
export const withoutSuperseded = (raised: readonly Raised[]): readonly Raised[] => {
  const spoken = new Map<string, Set<string>>();
  for (const { rule, problem } of raised) {
    for (const general of rule.supersedes ?? []) {
      const places = spoken.get(general) ?? new Set();
      spoken.set(general, places.add(place(problem)));
    }
  }
  return raised.filter(({ rule, problem }) => !spoken.get(rule.id)?.has(place(problem)));
};

/** What is raised in several workspaces on the same place of a text that they share, once. */
export const once = (raised: readonly Raised[]): readonly Raised[] => {
  const known = new Map<string, Raised & { readonly workspaces: Workspace[] }>();
  for (const { rule, problem, workspaces } of raised) {
    const key = JSON.stringify([rule.id, place(problem), problem.message, problem.help, problem.atMost]);
    const same = known.get(key);
    if (!same) known.set(key, { rule, problem, workspaces: [...workspaces] });
    // A patch is judged with each object that it is merged into.
    else same.workspaces.push(...workspaces.filter((workspace) => !same.workspaces.includes(workspace)));
  }
  return [...known.values()];
};

const place = ({ at }: Problem): string =>
  `${sourceKey(at.location.source)}:${at.location.range.start}-${at.location.range.end}`;
