import { main } from './cli/main.ts';
import { progressLine } from './write/progress.ts';
import { writeText } from './write/stream.ts';

/** The command, in the process that it is. */
export const command = async (): Promise<void> => {
  const progress = progressLine(process.stderr, process.env, () => performance.now());

  for (const stream of [process.stdout, process.stderr]) {
    // Failures reach whoever writes; without a listener they would end the process before.
    stream.on('error', () => undefined);
  }

  process.exitCode = await main(process.argv.slice(2), {
    cwd: process.cwd(),
    env: process.env,
    // Only looked at when it is asked for: opening it takes time.
    get stdin() {
      return process.stdin;
    },
    print: (text) => {
      progress?.clear();
      return writeText(process.stdout, text);
    },
    complain: (text) => {
      progress?.clear();
      return writeText(process.stderr, text);
    },
    ...(progress && { progress: progress.show }),
    terminal: process.stdout.isTTY ? { columns: process.stdout.columns || 80 } : undefined,
    today: () => new Date().toISOString().slice(0, 10),
    now: () => performance.now(),
    machine: `Node ${process.version}, ${process.platform}`,
  });
  // A run whose reports all go into files prints nothing that would take the line away.
  progress?.clear();
};
