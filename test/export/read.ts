import { kindsNeeded } from '../../src/export/kinds.ts';
import { Selection } from '../../src/export/selection.ts';
import { rules } from '../../src/index.ts';
import type { SecretMarks } from '../../src/model/secrets/marks.ts';
import { readText, search } from '../../src/read/exports.ts';
import { emptyNotes } from '../../src/read/notes.ts';
import type { Stream } from '../../src/read/stream.ts';
import type { Source } from '../../src/yaml/location.ts';

const needed = kindsNeeded(rules);

/** What was read of one text of an export. */
export interface ReadExport {
  readonly sources: readonly Source[];
  /** How many objects of each kind there are; undefined where the text was read as a whole. */
  readonly counts: ReadonlyMap<string, number> | undefined;
  readonly bytes: number;
  readonly asides: readonly string[];
  readonly withheld?: SecretMarks;
  readonly troubles: readonly string[];
}

export const readExport = async (stream: Stream): Promise<ReadExport> => {
  const selection = new Selection(needed, search);
  const notes = emptyNotes();
  await readText(stream, selection, notes);
  const { bytes, asides, troubles } = notes;
  const counts = selection.wholes.length > 0 ? undefined : selection.counts;
  return { sources: selection.sources(), counts, bytes, asides, withheld: selection.withheld, troubles };
};
