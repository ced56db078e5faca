import type { Edit, Finding } from '../finding.ts';
import { overlaps, type Source } from '../yaml/location.ts';

/**
 * The texts of the sources after the fixes of the findings: each fix whole or not at all. Of fixes that overlap the
 * first wins; run again for the rest.
 */
export const applyFixes = (findings: readonly Finding[], allowUnsafe: boolean): ReadonlyMap<Source, string> => {
  const chosen = new Map<Source, Edit[]>();
  for (const { fix } of findings) {
    if (!fix || (fix.unsafe === true && !allowUnsafe)) continue;
    const isFree = fix.edits.every(
      (edit) => !(chosen.get(edit.at.source) ?? []).some((other) => overlaps(other.at.range, edit.at.range)),
    );
    if (!isFree) continue;
    for (const edit of fix.edits) chosen.set(edit.at.source, [...(chosen.get(edit.at.source) ?? []), edit]);
  }
  return new Map([...chosen].map(([source, edits]) => [source, applyEdits(source.text, edits)]));
};

const applyEdits = (text: string, edits: readonly Edit[]): string => {
  let result = text;
  // From the end to the start, so that offsets stay right.
  for (const { at, text: replacement } of edits.toSorted((a, b) => b.at.range.start - a.at.range.start)) {
    result = result.slice(0, at.range.start) + replacement + result.slice(at.range.end);
  }
  return result;
};
