import { everyOneAsItIs } from '../model/grouping/groups.ts';
import { objectsOf } from '../model/kubernetes/objects.ts';
import type { Document } from '../yaml/document.ts';
import type { Field } from '../yaml/field.ts';
import { type Locatable, type Location, lines, type Range, type Source } from '../yaml/location.ts';
import { annotation, annotationsOf } from './annotations.ts';
import { type Comment, commentsWith } from './comments.ts';
import { type Directive, readDirective } from './directive.ts';
import { entryFinder } from './entries.ts';
import { removalAmong, removalOfComment, removalOfEntry } from './removal.ts';

export { applySuppressions, type JudgedSuppression, type RulesRun } from './apply-suppressions.ts';

/** A rule as a suppression names it; it points at the id. */
export interface RuleMention extends Locatable {
  readonly id: string;
  /** What to take out so that it is named no more; absent where it is the only one. */
  readonly removal?: Location;
}

/** The wish of an author not to be told of some findings in some place; it points at its own text. */
export interface Suppression extends Locatable {
  readonly rules: readonly RuleMention[];
  /** Findings that lie within it are meant. */
  readonly scope: Range;
  /** The comment, the value of the annotation, the first key of the entry in the config. */
  readonly at: Location;
  readonly by: 'comment' | 'annotation' | 'config';
  /** What to take out so that it is gone; absent where other things would go with it. */
  readonly removal?: Location;
  readonly reason?: string;
  /** The last day on which it holds, as `2027-03-01`. */
  readonly until?: string;
  /** What is wrong with it; it suppresses nothing then. */
  readonly invalid?: string;
  /** A controller has written it, into an object that it keeps: what is to be said of it is said of the original. */
  readonly isCopy?: boolean;
}

const word = 'daprlint-ignore';

/** The suppressions of documents, in the order of the text. Those for a whole file are in its first document. */
export const suppressionsIn = (documents: readonly Document[]): readonly Suppression[] =>
  documents.flatMap(suppressionsOf);

const suppressionsOf = (document: Document): readonly Suppression[] => {
  const { text } = document;
  const found: readonly Suppression[] = [
    ...(text.includes(word) ? fromComments(document) : []),
    ...(text.includes(annotation) ? fromAnnotations(document) : []),
  ];
  return found.toSorted((a, b) => a.at.range.start - b.at.range.start);
};

const suppression = (
  at: Location,
  by: Suppression['by'],
  scope: Range,
  directive: Directive,
  mention: (id: Range) => Omit<RuleMention, 'id'>,
  removal: Location | undefined,
): Suppression => {
  const { ids, reason, until, invalid } = directive;
  return {
    rules: ids.map(({ id, start, end }) => ({ id, ...mention({ start, end }) })),
    scope,
    at,
    location: at,
    by,
    ...(removal && { removal }),
    ...(reason !== undefined && { reason }),
    ...(until !== undefined && { until }),
    ...(invalid !== undefined && { invalid }),
  };
};

function* fromComments(document: Document): Generator<Suppression> {
  const { source } = document;
  const findEntry = entryFinder(document);
  const heading = document.index === 0 ? endOfHeading(source) : 0;
  for (const comment of commentsWith(word, document)) {
    const { start, end } = comment.range;
    const [marker = '', kind = ''] =
      /^#\s*daprlint-ignore(-[\w-]*)?(?![\w-])/.exec(source.text.slice(start, end)) ?? [];
    // `daprlint-ignored` is prose.
    if (marker === '') continue;
    const directive = readDirective(source.text.slice(start + marker.length, end));
    const { scope, invalid } = scopeOf(kind, comment, document, heading, findEntry);
    // What is broken has no entries to stand above.
    if (invalid !== undefined && kind === '' && document.isBroken) continue;
    const judged = invalid === undefined || directive.invalid !== undefined ? directive : { ids: [], invalid };
    const offset = start + marker.length;
    const placed = ({ start, end }: Range): Location => ({
      source,
      range: { start: offset + start, end: offset + end },
    });
    const removal = { source, range: removalOfComment(source, comment.range, comment.isAlone) };
    const mention = mentionIn(directive, placed);
    yield suppression({ source, range: comment.range }, 'comment', scope, judged, mention, removal);
  }
}

interface Scope {
  readonly scope: Range;
  readonly invalid?: string;
}

const scopeOf = (
  kind: string,
  comment: Comment,
  { source, range }: Document,
  heading: number,
  findEntry: (comment: Comment) => Range | undefined,
): Scope => {
  const nothing = comment.range;
  if (kind === '-document') return { scope: range };
  if (kind === '-file') {
    const isHeading = comment.range.start < heading;
    return isHeading
      ? { scope: { start: 0, end: source.text.length } }
      : { scope: nothing, invalid: `${word}-file works only above the first content of a file` };
  }
  if (kind !== '')
    return {
      scope: nothing,
      invalid: `${word}${kind} is unknown; there are ${word}, ${word}-document and ${word}-file`,
    };
  const entry = findEntry(comment);
  return entry && entry.start < range.end
    ? { scope: entry }
    : { scope: nothing, invalid: 'it stands above nothing: the next line has no key or item' };
};

/** Where the content of a file begins: before that there are only comments, empty lines, directives and the `---`. */
const endOfHeading = (source: Source): number => {
  // A slice of a large file does not begin where the file does.
  if ((source.start?.line ?? 1) > 1) return 0;
  const table = lines(source);
  for (let index = 0; index < table.count; index += 1) {
    const { start, end } = table.range(index);
    if (!/^\s*(?:#|%|---\s*(?:$|\s#)|$)/.test(source.text.slice(start, end))) return start;
  }
  return source.text.length;
};

function* fromAnnotations(document: Document): Generator<Suppression> {
  for (const resource of objectsOf({ documents: [document], ...everyOneAsItIs }, undefined).resources) {
    const { body } = resource;
    const scope = body.path.length === 0 ? document.range : body.extent;
    for (const annotations of annotationsOf(resource)) {
      const field = annotations.get(annotation);
      if (!field.exists || !field.resolved) continue;
      for (const each of fromAnnotation(field, annotations, scope))
        yield resource.isOwned ? { ...each, isCopy: true } : each;
    }
  }
}

/** Each line of the value is a directive of its own. */
function* fromAnnotation(field: Field, annotations: Field, scope: Range): Generator<Suppression> {
  const { written = '', location } = field;
  const removal = written.trimEnd().includes('\n') ? undefined : removalOfAnnotation(field, annotations);
  let start = 0;
  for (const line of written.trimEnd().split('\n')) {
    const from = start;
    const directive = readDirective(line);
    const placed = ({ start, end }: Range): Location => field.part(from + start, from + end).location;
    const mention = mentionIn(directive, placed, (range) => {
      const place = placed(range);
      return excerptOf(place) === line.slice(range.start, range.end) ? place : undefined;
    });
    if (line.trim() !== '' || written.trim() === '')
      yield suppression(location, 'annotation', scope, directive, mention, removal);
    start += line.length + 1;
  }
}

/** Where a rule is named, and what to take out for it where there are several. */
const mentionIn =
  (
    { ids }: Directive,
    placed: (range: Range) => Location,
    removable: (range: Range) => Location | undefined = placed,
  ): ((id: Range) => Omit<RuleMention, 'id'>) =>
  (id) => {
    const range = removalAmong(
      ids,
      ids.findIndex(({ start }) => start === id.start),
    );
    const removal = range && removable(range);
    return { location: placed(id), ...(removal && { removal }) };
  };

const excerptOf = ({ source, range }: Location): string => source.text.slice(range.start, range.end);

/** With the key that holds nothing else. */
const removalOfAnnotation = (field: Field, annotations: Field): Location | undefined => {
  if (field.isAliased) return undefined;
  const { source } = field.location;
  const range = removalOfEntry(source, annotations.entries.length === 1 ? annotations.extent : field.extent);
  return range && { source, range };
};
