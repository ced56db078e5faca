import type { ExitStatus, Outside } from '../run.ts';
import { version } from '../version.ts';
import { parsePlain } from './call.ts';

/** The outside world of a command line. */
export interface Terminal extends Outside {
  /** Puts all of a text on stderr. */
  readonly complain: (text: string) => Promise<void>;
  /** `Node v20.20.2, linux`. */
  readonly machine: string;
}

/** Does what the words after `daprlint` ask for; what goes wrong is told on stderr. What a call does not need is not loaded. */
export const main = async (argv: readonly string[], terminal: Terminal): Promise<ExitStatus> => {
  try {
    if (argv.length === 1 && argv[0] === '--version') {
      await terminal.print(`${version}\n`);
      return 0;
    }
    const call =
      parsePlain(argv) ?? (await (await import('./parse.ts')).parse(argv, terminal.terminal?.columns ?? 100));
    return await (await import('../run.ts')).run(call, terminal);
  } catch (error) {
    const { tell } = await import('./trouble.ts');
    // Where nobody listens the status still tells.
    await terminal.complain(tell(error, terminal)).catch(() => undefined);
    return 2;
  }
};
