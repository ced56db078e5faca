import { SecretMarks } from './model/secrets/marks.ts';
import { secretRanges } from './model/secrets/ranges.ts';
import type { Workspace } from './model/workspace.ts';
import { type Secrecy, type SecretTexts, secretTexts, secretTextsIn } from './report/secret-texts.ts';
import { contains, disjoint, type Location, type Range, type Source } from './yaml/location.ts';

/** The ranges of each source that no report may print, and what repeats them. */
export interface Secrets extends Secrecy {
  readonly in: (source: Source) => readonly Range[];
}

/** Most sources have none. */
const none: SecretTexts = secretTexts({ path: '', text: '' }, []);

/** The secrets of some workspaces, each found when it is first asked for; `withheld` are those that no source has. */
export const secretsOf = (workspaces: readonly Workspace[], withheld?: SecretMarks): Secrets => {
  const holding = workspacesBySource(workspaces);
  const ranges = remembered((source: Source): readonly Range[] => {
    const found = (holding().get(source) ?? []).map((workspace) => secretRanges(source, workspace));
    return found.length === 1 ? (found[0] ?? []) : disjoint(found.flat());
  });
  const textsOf = remembered((source: Source) => {
    const objects = new Map<number, SecretTexts>();
    return (within: Range): SecretTexts => {
      const known = objects.get(within.start) ?? secretTextsIn(source, ranges(source), within);
      objects.set(within.start, known);
      return known;
    };
  });
  const around = (location: Location): SecretTexts => {
    const { source } = location;
    return ranges(source).length === 0 ? none : textsOf(source)(surroundings(location, holding().get(source)?.[0]));
  };
  const marks = remembered((_: undefined): SecretMarks => {
    const all = new SecretMarks();
    if (withheld) all.addAll(withheld);
    for (const source of holding().keys()) all.add(source.text, ranges(source));
    return all;
  });
  return { in: ranges, around, marks: () => marks(undefined) };
};

/** What is secret of several reports that are told as one. */
export const unitedSecrecy = (all: readonly Secrecy[]): Secrecy => {
  const marks = remembered((_: undefined): SecretMarks => {
    const united = new SecretMarks();
    for (const secrecy of all) united.addAll(secrecy.marks());
    return united;
  });
  const around = (location: Location): SecretTexts => {
    const texts = all.map((secrecy) => secrecy.around(location));
    return texts.find(({ isEmpty }) => !isEmpty) ?? none;
  };
  return { around, marks: () => marks(undefined) };
};

/** The object that a place belongs to, or else the document. */
const surroundings = ({ source, range }: Location, workspace: Workspace | undefined): Range => {
  const body = workspace?.resourceAt({ source, range })?.body;
  if (body?.document.source === source) return body.location.range;
  const document = workspace?.documentsIn(source).findLast((each) => contains(each.range, range));
  return document?.range ?? { start: 0, end: source.text.length };
};

const workspacesBySource = (workspaces: readonly Workspace[]): (() => ReadonlyMap<Source, readonly Workspace[]>) => {
  const known = remembered((_: undefined) => {
    const holding = new Map<Source, Workspace[]>();
    for (const workspace of workspaces)
      for (const { source } of workspace.documents) {
        const others = holding.get(source) ?? [];
        if (!others.includes(workspace)) holding.set(source, [...others, workspace]);
      }
    return holding;
  });
  return () => known(undefined);
};

const remembered = <Key, Result>(compute: (key: Key) => Result): ((key: Key) => Result) => {
  const known = new Map<Key, Result>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = compute(key);
    known.set(key, made);
    return made;
  };
};
