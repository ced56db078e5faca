import { fstatSync } from 'node:fs';
import { main } from './cli/main.ts';
import { progressLine } from './write/progress.ts';
import { writeText } from './write/stream.ts';

/** A stream that is opened when something is to be said on it, which takes time, and whose failures reach whoever writes. */
const opening = <Stream extends NodeJS.WritableStream>(open: () => Stream): (() => Stream) => {
  let stream: Stream | undefined;
  return () => {
    // Without a listener a failure would end the process before.
    stream ??= open().on('error', () => undefined);
    return stream;
  };
};

/** What is no device is no terminal, and need not be opened to be asked. */
const isDevice = (descriptor: number): boolean => {
  try {
    return fstatSync(descriptor).isCharacterDevice();
  } catch {
    // A service of Windows may have been given none.
    return false;
  }
};

/** The command, in the process that it is. */
export const command = async (): Promise<void> => {
  const stdout = opening(() => process.stdout);
  const stderr = opening(() => process.stderr);
  const now = (): number => process.uptime() * 1000;
  const progress = isDevice(2) ? progressLine(stderr(), process.env, now) : undefined;

  process.exitCode = await main(process.argv.slice(2), {
    cwd: process.cwd(),
    env: process.env,
    stdin: { [Symbol.asyncIterator]: () => process.stdin[Symbol.asyncIterator]() },
    print: (text) => {
      progress?.clear();
      return writeText(stdout(), text);
    },
    complain: (text) => {
      progress?.clear();
      return writeText(stderr(), text);
    },
    ...(progress && { progress: progress.show }),
    terminal: isDevice(1) && process.stdout.isTTY ? { columns: process.stdout.columns || 80 } : undefined,
    today: () => new Date().toISOString().slice(0, 10),
    now,
    machine: `Node ${process.version}, ${process.platform}`,
  });
  // A run whose reports all go into files prints nothing that would take the line away.
  progress?.clear();
};
