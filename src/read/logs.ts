import { asBuffer } from './bytes.ts';

const begin = Buffer.from('==== START logs for container ');
const end = Buffer.from('==== END logs for container ');
const newline = 10;
const blank = 32;

/**
 * A text without the logs that `kubectl cluster-info dump` prints between its lists; each line stays where it is.
 * Source: kubectl pkg/cmd/clusterinfo/clusterinfo_dump.go Run.
 */
export async function* withoutLogs(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let part: Part = 'text';
  let held: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const own = asBuffer(chunk);
    const bytes = held.length === 0 ? own : Buffer.concat([held, own]);
    const whole = bytes.length - unfinished(bytes);
    part = blankLogs(bytes.subarray(0, whole), part);
    // A copy: the rest is not to be changed with what was given.
    held = Buffer.from(bytes.subarray(whole));
    if (whole > 0) yield bytes.subarray(0, whole);
  }
  if (held.length > 0) yield held;
}

/** How many bytes at the end may be the beginning of a mark. */
const unfinished = (bytes: Buffer): number => {
  for (let length = Math.min(begin.length - 1, bytes.length); length > 0; length -= 1) {
    const start = bytes.length - length;
    if ([begin, end].some((mark) => bytes.compare(mark, 0, Math.min(length, mark.length), start, start + length) === 0))
      return length;
  }
  return 0;
};

/** What the end of a part is in: logs, or the line that ends them. */
type Part = 'text' | 'logs' | 'ending';

/** Blanks the logs; what it ends in. */
export const blankLogs = (bytes: Buffer, before: Part): Part => {
  let part = before;
  let at = 0;
  while (at < bytes.length) {
    const next = part === 'ending' ? bytes.indexOf(newline, at) : lineWith(bytes, part === 'logs' ? end : begin, at);
    if (part !== 'text') blankTo(bytes, at, next < 0 ? bytes.length : next);
    if (next < 0) return part;
    part = part === 'text' ? 'logs' : part === 'logs' ? 'ending' : 'text';
    at = next;
    if (part === 'logs') at = blankTo(bytes, next, next + begin.length);
  }
  return part;
};

/** Where a line begins with a mark: kubectl does not end the last line of a log, so its end may stand anywhere. */
const lineWith = (bytes: Buffer, mark: Buffer, from: number): number => {
  let at = bytes.indexOf(mark, from);
  while (at > 0 && mark === begin && bytes[at - 1] !== newline) at = bytes.indexOf(mark, at + 1);
  return at;
};

const blankTo = (bytes: Buffer, from: number, to: number): number => {
  for (let at = from; at < to; at += 1) if (bytes[at] !== newline) bytes[at] = blank;
  return to;
};
