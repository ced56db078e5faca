import { type Notes, noteTrouble } from './notes.ts';
import { peeked, reasonOf, type Stream, unpacked } from './stream.ts';

/** An archive in a packed folder of archives: who packs more than that hides something. */
const deepest = 4;

type Form = 'text' | 'gzip' | 'zip' | 'tar';

/** What something is, by its beginning; an old tar says it only in its name. */
const formOf = (head: Uint8Array, path: string): Form => {
  const [first, second, third, fourth] = head;
  if (first === 0x1f && second === 0x8b) return 'gzip';
  // An archive without entries, or one of several parts, begins otherwise.
  if (first === 0x50 && second === 0x4b && [0x0304, 0x0506, 0x0708].includes(((third ?? 0) << 8) | (fourth ?? 0)))
    return 'zip';
  const isTar = Buffer.from(head.subarray(257, 262)).toString('latin1') === 'ustar';
  return isTar || (/\.(?:tar|tgz)(?:\.gz)?$/i.test(path) && head.length > 0) ? 'tar' : 'text';
};

/** The texts in something that may be packed: each has to be read before the next one is asked for. */
export async function* textsIn(packed: Stream, notes: Notes, depth = 0): AsyncGenerator<Stream> {
  const { head, stream } = await peeked(packed);
  const form = formOf(head, stream.path);
  if (form === 'text') {
    yield stream;
  } else if (depth >= deepest) {
    noteTrouble(notes, `${stream.path} is not read: it is packed more than ${deepest} times over`);
  } else if (form === 'gzip') {
    const { file: _, ...inner } = stream;
    yield* textsIn({ ...inner, open: () => unpacked(stream.open()) }, notes, depth + 1);
  } else {
    yield* textsInArchive(form, stream, notes, depth + 1);
  }
}

async function* textsInArchive(
  form: 'zip' | 'tar',
  stream: Stream,
  notes: Notes,
  depth: number,
): AsyncGenerator<Stream> {
  const entriesOf = form === 'zip' ? (await import('./zip.ts')).zipEntries : (await import('./tar.ts')).tarEntries;
  try {
    for await (const entry of entriesOf(stream, notes)) yield* textsIn(entry, notes, depth);
  } catch (error) {
    noteTrouble(notes, `${stream.path} is not read to its end: ${reasonOf(error, stream.path)}`);
  }
}
