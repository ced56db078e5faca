import { appendFile } from 'node:fs/promises';
import { unwritable } from './unwritable.ts';

/** Adds a text to the end of a file that a runner has made. */
export const appendText = (file: string, text: string): Promise<void> =>
  appendFile(file, text).catch((error: unknown) => {
    throw unwritable(file, error);
  });
