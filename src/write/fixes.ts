import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { errorCode, readWhole } from '../read/bytes.ts';
import { decode } from '../read/decode.ts';
import { isWithin } from '../read/gitignore.ts';
import type { Source } from '../yaml/location.ts';
import type { Boundary } from './boundary.ts';
import { encode, encodingOf } from './encode.ts';
import { commit, discard, isUnchanged, type Rights, type Staged, stage } from './replace.ts';
import { reasonOf } from './unwritable.ts';

/** A source and what it is to become. */
export interface Rewrite {
  readonly before: Source;
  readonly after: Source;
}

/** A file that can be replaced, as it was found. */
export interface Ready extends Rewrite {
  /** Its path without links. */
  readonly real: string;
  readonly bytes: Uint8Array;
  readonly content: Uint8Array;
  readonly rights: Rights;
}

/** A file that stays as it is, and why. */
export interface Left extends Rewrite {
  readonly reason: string;
  /** It is not ours to write, or cannot be shown: nothing has failed. */
  readonly byIntent: boolean;
}

/** Looks whether files that belong together can be replaced, without touching them. */
export const prepareTogether = async (
  rewrites: readonly Rewrite[],
  boundary: Boundary,
): Promise<{ readonly ready: readonly Ready[]; readonly left: readonly Left[] }> => {
  const outcomes = await Promise.all(rewrites.map((rewrite) => prepare(rewrite, boundary)));
  const left = outcomes.filter((outcome) => 'reason' in outcome);
  const [first] = left;
  if (!first) return { ready: outcomes as readonly Ready[], left };
  return { ready: [], left: outcomes.map((each) => ('reason' in each ? each : { ...each, ...because(first) })) };
};

const because = ({ before, reason, byIntent }: Left): Pick<Left, 'reason' | 'byIntent'> => ({
  reason: `it belongs with ${before.path}: ${reason}`,
  byIntent,
});

const prepare = async (rewrite: Rewrite, boundary: Boundary): Promise<Ready | Left> => {
  const leave = (reason: string, byIntent = false): Left => ({ ...rewrite, reason, byIntent });
  try {
    if (rewrite.before.start !== undefined) return leave('it was read in parts', true);
    const real = realpathSync.native(boundary.pathOf(rewrite.before.path));
    if (!isWithin(boundary.root, real)) return leave(`it lies outside of ${boundary.shownRoot}`, true);
    if (await boundary.isIgnored(rewrite.before.path)) return leave('it is ignored', true);
    const stats = statSync(real);
    if (!stats.isFile()) return leave('it is no regular file', true);
    if ((stats.mode & 0o222) === 0) return leave('it is read-only');
    accessSync(real, constants.W_OK);
    const bytes = await readWhole(real, rewrite.before.path, stats);
    if (decode(bytes).text !== rewrite.before.text) return leave(changed);
    const encoding = encodingOf(bytes);
    if (!Buffer.from(encode(rewrite.before.text, encoding)).equals(bytes)) return leave('its encoding cannot be kept');
    const rights = { mode: stats.mode & 0o7777, uid: stats.uid, gid: stats.gid };
    return { ...rewrite, real, bytes, content: encode(rewrite.after.text, encoding), rights };
  } catch (error) {
    return leave(told(error));
  }
};

const changed = 'it has changed since it was read';

const told = (error: unknown): string => {
  const reason = reasonOf(error);
  if (reason === undefined) throw error;
  return errorCode(error) === 'ENOENT' ? 'it is gone' : reason;
};

/** Replaces files together or none of them, each in one step; tells of each why it stays, if they do. */
export const replaceTogether = async (files: readonly Ready[]): Promise<readonly Left[]> => {
  const staged: Staged[] = [];
  const done: Ready[] = [];
  let current = files[0];
  const leave = async (reason: string): Promise<readonly Left[]> => {
    await Promise.all(staged.map(discard));
    for (const { real, bytes, rights } of done) await commit(await stage(real, bytes, rights));
    return files.map((file): Left => {
      const left: Left = { before: file.before, after: file.after, reason, byIntent: false };
      return file === current || !current ? left : { ...left, ...because({ ...left, before: current.before }) };
    });
  };
  try {
    for (const file of files) {
      current = file;
      staged.push(await stage(file.real, file.content, file.rights));
    }
    for (const [index, file] of files.entries()) {
      current = file;
      if (!isUnchanged(file.real, file.bytes)) return await leave(changed);
      await commit(staged[index] as Staged);
      done.push(file);
    }
    return [];
  } catch (error) {
    return leave(told(error));
  }
};
