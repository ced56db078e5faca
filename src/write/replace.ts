import { open, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

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
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(content);
      // Only root may give files away; for others the owner is the one who writes.
      if (rights?.uid !== undefined && rights.gid !== undefined)
        await file.chown(rights.uid, rights.gid).catch(() => undefined);
      if (rights !== undefined) await file.chmod(rights.mode);
      // Without this a power cut after the rename could leave an empty file in the place of the old one.
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  return { path, temporary };
};

/** Puts what was staged in its place, in one step. */
export const commit = async ({ path, temporary }: Staged): Promise<void> => {
  try {
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
};

/** Takes away what was staged. */
export const discard = ({ temporary }: Staged): Promise<void> => rm(temporary, { force: true });

/** Whether a file still holds what it held. */
export const isUnchanged = async (path: string, bytes: Uint8Array): Promise<boolean> =>
  (await readFile(path)).equals(bytes);
