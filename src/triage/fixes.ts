import type { Edit, Finding, Fix } from '../finding.ts';
import type { Range, Source } from '../yaml/location.ts';

/** A finding that says how it is put right. */
export type Fixable = Finding & { readonly fix: Fix };

/** Whether a finding has a fix that is allowed, and that would change something. */
export const isFixable = (finding: Finding, allowUnsafe: boolean): finding is Fixable => {
  const { fix } = finding;
  if (!fix || (fix.unsafe === true && !allowUnsafe)) return false;
  return fix.edits.some(({ at: { source, range }, text }) => source.text.slice(range.start, range.end) !== text);
};

/**
 * The findings whose fixes can be made together, each whole. Of fixes that meet the first wins: run again for the rest. One
 * that says the same as another is made with it.
 */
export const together = (findings: readonly Fixable[]): readonly Fixable[] => {
  const taken = new Map<Source, Edit[]>();
  const editsOf = (source: Source): Edit[] => {
    const edits = taken.get(source) ?? [];
    taken.set(source, edits);
    return edits;
  };
  return findings.filter(({ fix: { edits } }) => {
    if (edits.every((edit) => editsOf(edit.at.source).some((other) => isSame(other, edit)))) return true;
    if (edits.some(({ at }) => meetsAny(editsOf(at.source), at.range))) return false;
    for (const edit of edits) {
      const others = editsOf(edit.at.source);
      others.splice(placeIn(others, edit.at.range.start), 0, edit);
    }
    return true;
  });
};

/** The edits of the fixes of some findings, which must not meet, by source and in the order of its text. */
export const editsOf = (findings: readonly Fixable[]): ReadonlyMap<Source, readonly Edit[]> => {
  const edits = new Map<Source, Map<string, Edit>>();
  for (const { fix } of findings) {
    for (const edit of fix.edits) {
      const { source, range } = edit.at;
      const known = edits.get(source) ?? new Map<string, Edit>();
      // Two findings may ask for the same edit.
      edits.set(source, known.set(`${range.start}-${range.end}`, edit));
    }
  }
  return new Map([...edits].map(([source, all]) => [source, [...all.values()].sort(byStart)]));
};

const byStart = (a: Edit, b: Edit): number => a.at.range.start - b.at.range.start;

/** The texts of the sources after the fixes of the findings: each fix whole or not at all, as many as can be made at once. */
export const applyFixes = (findings: readonly Finding[], allowUnsafe: boolean): ReadonlyMap<Source, string> =>
  new Map(
    [...editsOf(together(findings.filter((finding) => isFixable(finding, allowUnsafe))))].map(([source, edits]) => [
      source,
      applyEdits(source.text, edits),
    ]),
  );

const isSame = (a: Edit, b: Edit): boolean =>
  a.at.range.start === b.at.range.start && a.at.range.end === b.at.range.end && a.text === b.text;

/** The index before which an edit at an offset belongs, among edits in the order of the text. */
const placeIn = (edits: readonly Edit[], start: number): number => {
  let low = 0;
  let high = edits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edits[middle]?.at.range.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Whether an edit would meet one of others, which are in the order of the text and apart from each other. */
const meetsAny = (edits: readonly Edit[], range: Range): boolean => {
  const index = placeIn(edits, range.start);
  // An insertion and what it touches may stand at one offset: of those around there are three at most.
  return edits.slice(Math.max(index - 2, 0), index + 2).some(({ at }) => meets(at.range, range));
};

/** Of two insertions at one place, or of one beside a replacement, nobody could tell which comes first. */
const meets = (a: Range, b: Range): boolean =>
  a.start === a.end || b.start === b.end ? a.start <= b.end && b.start <= a.end : a.start < b.end && b.start < a.end;

/** A text after some edits, which are in its order and do not meet. */
export const applyEdits = (text: string, edits: readonly Edit[]): string => {
  const parts: string[] = [];
  let at = 0;
  for (const edit of edits) {
    parts.push(text.slice(at, edit.at.range.start), edit.text);
    at = edit.at.range.end;
  }
  return parts.join('') + text.slice(at);
};

/** Where what stands at an offset after some edits stood before them; undefined for what they have brought. */
export const offsetBefore = (edits: readonly Edit[], offset: number): number | undefined => {
  let moved = 0;
  for (const { at, text } of edits) {
    const { start, end } = at.range;
    if (offset < start + moved) break;
    // What stands in the place of something has its beginning in common with it.
    if (offset < start + moved + text.length) return offset === start + moved && end > start ? start : undefined;
    moved += text.length - (end - start);
  }
  return offset - moved;
};
