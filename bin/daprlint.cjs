#!/usr/bin/env node
'use strict';

/**
 * Starts the command. Half of what a short run takes is V8 compiling it: so what V8 has compiled is kept beside the code, where
 * the folder of the package can be written, and is worth as much trust as the code. `NODE_DISABLE_COMPILE_CACHE=1`, Node's own
 * switch, turns that off. Nothing of what was linted is in it: https://v8.dev/blog/code-caching.
 */
const { existsSync, mkdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { dirname, join } = require('node:path');
const { cachedDataVersionTag, getHeapCodeStatistics } = require('node:v8');
const { Script } = require('node:vm');

const bundle = join(__dirname, '../dist/action/daprlint.cjs');
/** V8 refuses what another version of it has made, or one with other flags: each keeps its own. */
const kept = join(__dirname, `../dist/compiled/${process.version}-${process.arch}-${cachedDataVersionTag()}`);
/** Bytes before what V8 has compiled: of which bundle it is, and how much it was. */
const headLength = 64;
/** Seconds: only quick runs are worth it, for in a long one V8 has thrown away what it needed at the start. */
const quick = 2;
/** How much more has to be compiled than the last time for it to be kept anew. */
const growth = 1.05;

const source = readFileSync(bundle, 'latin1');
/** The first line is a digest of the others. */
const digest = source.slice(3, source.indexOf('\n'));

const read = () => {
  try {
    const bytes = readFileSync(kept);
    const [ofBundle, size] = bytes.toString('latin1', 0, headLength).trim().split(' ');
    return ofBundle === digest ? { size: Number(size), compiled: bytes.subarray(headLength) } : undefined;
  } catch {
    return undefined;
  }
};

/** Writes beside and renames: who reads at the same time reads the old one or the new one, whole. */
const write = (size, compiled) => {
  const fresh = `${kept}.${process.pid}`;
  try {
    mkdirSync(dirname(kept), { recursive: true });
    const head = Buffer.from(`${digest} ${size}`.padEnd(headLength));
    writeFileSync(fresh, Buffer.concat([head, compiled]), { flag: 'wx', flush: true });
    renameSync(fresh, kept);
  } catch {
    // A folder that cannot be written, or a full disk: the next run compiles again.
    if (existsSync(fresh)) unlinkSync(fresh);
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

daprlint.exports.command();
