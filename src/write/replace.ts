import { closeSync, fchmodSync, fchownSync, fsync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';

// What node:fs/promises does for a small file takes many times as long as the system does: only waiting for a disk is worth it.
const sync = promisify(fsync);

/** Who may do what with a file. */
export interface Rights {
  readonly mode: number;
  readonly uid?: number;
  readonly gid?: number;
}

/** A new text for a file, which lies beside it until it takes its place. */
export interface Staged {
  readonly path: string;
  readonly temporary: string;
}

/** Puts a new content beside a file, whole; where that fails nothing is left behind. */
export const stage = async (path: string, content: string | Uint8Array, rights?: Rights): Promise<Staged> => {
  // In the same folder, for a rename does not cross file systems.
  const temporary = join(dirname(path), `.${basename(path)}.${crypto.randomUUID()}`);
  try {
    const file = openSync(temporary, 'wx');
    try {
      writeFileSync(file, content);
      // Only root may give files away; for others the owner is the one who writes.
      if (rights?.uid !== undefined && rights.gid !== undefined) giveTo(file, rights.uid, rights.gid);
      if (rights !== undefined) fchmodSync(file, rights.mode);
      // Without this a power cut after the rename could leave an empty file in the place of the old one.
      await sync(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  return { path, temporary };
};

const giveTo = (file: number, uid: number, gid: number): void => {
  try {
    fchownSync(file, uid, gid);
  } catch {
    // It stays with the one who writes.
  }
};

/** Puts what was staged in its place, in one step. */
export const commit = async ({ path, temporary }: Staged): Promise<void> => {
  try {
    renameSync(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
};

/** Takes away what was staged. */
export const discard = ({ temporary }: Staged): Promise<void> => rm(temporary, { force: true });

/** Whether a file still holds what it held. */
export const isUnchanged = (path: string, bytes: Uint8Array): boolean => readFileSync(path).equals(bytes);
