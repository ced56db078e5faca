#!/usr/bin/env node
'use strict';

/**
 * Starts the command. Half of what a short run takes is V8 compiling it: so what V8 has compiled is kept beside the code, where
 * the folder of the package can be written, and is worth as much trust as the code. `NODE_DISABLE_COMPILE_CACHE=1`, Node's own
 * switch, turns that off. Nothing of what was linted is in it: https://v8.dev/blog/code-caching.
 */
const { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { dirname, join } = require('node:path');
const { cachedDataVersionTag, getHeapCodeStatistics } = require('node:v8');
const { Script } = require('node:vm');
const { crc32 } = require('node:zlib');

const bundle = join(__dirname, '../dist/action/daprlint.cjs');
/** V8 refuses what another version of it has made, or one with other flags: each keeps its own. */
const kept = join(__dirname, `../dist/compiled/${process.version}-${process.arch}-${cachedDataVersionTag()}`);
/** Bytes before what V8 has compiled: of which bundle it is, how much it was, and its checksum, for V8 looks at none. */
const headLength = 64;
/** So many are kept, for other flags and versions of V8, until room is made. */
const most = 8;
/** Seconds: only quick runs are worth it, for in a long one V8 has thrown away what it needed at the start. */
const quick = 2;
/** How much more has to be compiled than the last time for it to be kept anew. */
const growth = 1.05;

const source = readFileSync(bundle, 'latin1');
/** The first line is a digest of the others. */
const digest = source.slice(3, source.indexOf('\n'));

const headOf = (size, compiled) => `${digest} ${size} ${crc32(compiled)}`.padEnd(headLength);

const read = () => {
  try {
    const bytes = readFileSync(kept);
    const compiled = bytes.subarray(headLength);
    const head = bytes.toString('latin1', 0, headLength);
    const size = Number(head.split(' ')[1]);
    return head === headOf(size, compiled) ? { size, compiled } : undefined;
  } catch {
    return undefined;
  }
};

/** Writes beside and renames: who reads at the same time reads the old one or the new one, whole. */
const write = (size, compiled) => {
  const folder = dirname(kept);
  const fresh = `${kept}.${process.pid}-${process.hrtime.bigint()}`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    const others = readdirSync(folder).map((name) => join(folder, name));
    if (others.length >= most) for (const path of others) rmSync(path, { force: true });
    const bytes = Buffer.concat([Buffer.from(headOf(size, compiled)), compiled]);
    // What runs as code is nobody else's to write, whatever new files may be else.
    writeFileSync(fresh, bytes, { flag: 'wx', mode: 0o644, flush: true });
    renameSync(fresh, kept);
  } catch {
    // A folder that cannot be written, or a full disk: the next run compiles again.
    discard(fresh);
  }
};

const discard = (path) => {
  try {
    rmSync(path, { force: true });
  } catch {
    // What could not be written could not be taken away either.
  }
};

const keeps = !process.env.NODE_DISABLE_COMPILE_CACHE;
const before = keeps ? read() : undefined;
const script = new Script(`(function (exports, require, module, __filename) {${source}\n})`, {
  filename: bundle,
  cachedData: before?.compiled,
});
const daprlint = { exports: {} };
script.runInThisContext()(daprlint.exports, createRequire(bundle), daprlint, bundle);

if (keeps) {
  const known = before && !script.cachedDataRejected ? before.size : 0;
  process.on('exit', () => {
    if (process.uptime() > quick) return;
    const size = getHeapCodeStatistics().bytecode_and_metadata_size;
    if (size > known * growth) write(size, script.createCachedData());
  });
}

// Until the command has said otherwise, it could not be told.
process.exitCode = 2;
daprlint.exports.command();
