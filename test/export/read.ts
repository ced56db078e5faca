import { Selection } from '../../src/export/selection.ts';
import type { SecretMarks } from '../../src/model/secrets/marks.ts';
import { readText, search } from '../../src/read/exports.ts';
import { emptyNotes } from '../../src/read/notes.ts';
import type { Stream } from '../../src/read/stream.ts';
import type { Source } from '../../src/yaml/location.ts';

/** What comes of one text of an export. */
export interface ReadExport {
  readonly sources: readonly Source[];
  /** How many objects of each kind there are; undefined where it was read as a whole. */
  readonly counts: ReadonlyMap<string, number> | undefined;
  /** How many objects were met once more. */
  readonly repeated: number;
  readonly bytes: number;
  /** Lines that are none of it, as `1: Error from server`. */
  readonly asides: readonly string[];
  readonly troubles: readonly string[];
  readonly withheld: SecretMarks;
}

export const readExport = async (stream: Stream, needed: ReadonlySet<string>): Promise<ReadExport> => {
  const selection = new Selection(needed, search);
  const notes = emptyNotes();
  await readText(stream, selection, notes);
  const { wholes, census, withheld } = selection;
  return {
    sources: selection.sources(),
    counts: wholes.length > 0 ? undefined : census.counts,
    repeated: census.repeated,
    bytes: notes.bytes,
    asides: notes.asides.map((aside) => aside.slice(stream.path.length + 1)),
    troubles: notes.troubles,
    withheld,
  };
};
