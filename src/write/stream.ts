import { errorCode } from '../read/bytes.ts';
import { unwritable } from './unwritable.ts';

/** As much of a stream as writing a text takes. */
export interface Output {
  write(text: string | Uint8Array, done: (error?: Error | null) => void): boolean;
}

/** Writes all of a text and waits until it is out. A reader that has gone away (`| head`) is no error; a full disk is. */
export const writeText = async (output: Output, text: string | Uint8Array): Promise<void> => {
  try {
    await new Promise<void>((fulfil, reject) => {
      output.write(text, (error) => (error ? reject(error) : fulfil()));
    });
  } catch (error) {
    if (!isClosedPipe(error)) throw unwritable('standard output', error);
  }
};

const isClosedPipe = (error: unknown): boolean =>
  ['EPIPE', 'ERR_STREAM_DESTROYED', 'EOF'].includes(errorCode(error) ?? '');
