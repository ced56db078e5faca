import { UserError } from '../failure.ts';
import { errorCode } from '../read/bytes.ts';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'its folder does not exist',
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EROFS: 'the file system is read-only',
  EEXIST: 'what should be its folder is a file',
  EISDIR: 'it is a folder',
  ENOSPC: 'no space is left',
  EDQUOT: 'no space is left',
  EBUSY: 'it is in use',
};

/** What a system error says; undefined where it is none. */
export const reasonOf = (error: unknown): string | undefined => {
  const code = errorCode(error);
  return code === undefined ? undefined : (reasons[code] ?? code);
};

/** What a system error says, in the words of the person who named the file; anything else is thrown again. */
export const unwritable = (file: string, error: unknown): UserError => {
  const reason = reasonOf(error);
  if (error instanceof UserError || reason === undefined) throw error;
  return new UserError(`${file} cannot be written: ${reason}`);
};
