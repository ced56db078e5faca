#!/usr/bin/env node
import { main } from './cli/main.ts';
import { writeText } from './write/stream.ts';

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
  print: (text) => writeText(process.stdout, text),
  complain: (text) => writeText(process.stderr, text),
  terminal: process.stdout.isTTY ? { columns: process.stdout.columns || 80 } : undefined,
  today: () => new Date().toISOString().slice(0, 10),
  now: () => performance.now(),
  machine: `Node ${process.version}, ${process.platform}`,
});
