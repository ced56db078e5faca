import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseAllDocuments } from 'yaml';
import { Splitter } from '../src/export/splitter.ts';
import { search } from '../src/read/exports.ts';
import { emptyNotes } from '../src/read/notes.ts';
import { fileStream } from '../src/read/stream.ts';
import { clusterExport, clusterExportAsJson } from './cluster-export.ts';
import { command, median, taken } from './measure.ts';

/** Audits an export, from its path to its report, in a process of its own; the peak is of that process, in MB. */
const audited = (file: string): { readonly milliseconds: number; readonly peak: number } => {
  const script = `process.argv.splice(1, 0, ${JSON.stringify(command)}); process.on('exit', () => console.log(process.resourceUsage().maxRSS / 1024)); await import(${JSON.stringify(command)});`;
  const flags = ['--no-config', '--fail-on', 'never', '-f', 'none'];
  let peak = Number.NaN;
  const milliseconds = taken(() => {
    const args = ['--input-type=module', '-e', script, 'audit', ...flags, file];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`an audit ended with ${status}: ${stderr}`);
    peak = Number(stdout.trim());
  });
  return { milliseconds, peak };
};

/** Reads a file and looks for the ends of its lines and for Dapr: nothing can be faster. */
const scanned = (file: string): number =>
  taken(() => {
    const chunk = Buffer.alloc(1024 * 1024);
    const descriptor = openSync(file, 'r');
    let found = 0;
    for (let length = readSync(descriptor, chunk); length > 0; length = readSync(descriptor, chunk)) {
      const text = chunk.subarray(0, length);
      for (let at = 0; at < length; at += 1) if (text[at] === 10) found += 1;
      for (let at = text.indexOf('dapr.io'); at >= 0; at = text.indexOf('dapr.io', at + 1)) found += 1;
    }
    closeSync(descriptor);
    if (found === 0) throw new Error('the export has no lines');
  });

const split = async (file: string): Promise<number> => {
  const start = performance.now();
  const splitter = new Splitter(search);
  let found = 0;
  for await (const chunk of fileStream(file, file, emptyNotes()).open()) found += splitter.feed(chunk).length;
  if (found + splitter.end().length === 0) throw new Error('the export has no objects');
  return performance.now() - start;
};

/** Exports of a cluster: a tenth Dapr's, as YAML and as JSON, and ones of all sizes with the same 500 objects of Dapr's. */
export const exports = async (): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'daprlint-bench-'));
  const written = (name: string, parts: Iterable<string>): string => {
    const file = join(folder, name);
    const descriptor = openSync(file, 'w');
    for (const part of parts) writeSync(descriptor, part);
    closeSync(descriptor);
    return file;
  };
  const thrice = (work: () => number): number => median(Array.from({ length: 3 }, work));
  const auditing = (file: string): number => thrice(() => audited(file).milliseconds);

  const tenth = written('tenth.yaml', clusterExport(1e8));
  const slice = [...clusterExport(2e6)].join('');
  const parsing = thrice(() => taken(() => parseAllDocuments(slice))) * (1e8 / slice.length);
  const audit = auditing(tenth);
  const scan = thrice(() => scanned(tenth));
  console.log(
    `an export of 100 MB, wall time: parseAllDocuments (from 2 MB) takes ${(parsing / audit).toFixed(0)} × as long (at least 40), a bare scan makes it ${(audit / scan).toFixed(1)} × (at most 4)`,
  );
  const growth = audit / auditing(written('hundredth.yaml', clusterExport(1e7)));
  console.log(`  against an export of 10 MB: ${growth.toFixed(1)} × (at most 11)`);

  const json = written('tenth.json', clusterExportAsJson(1e8));
  const splits = [await split(json), await split(json), await split(json)];
  console.log(`  as JSON, against splitting it: ${(auditing(json) / median(splits)).toFixed(1)} × (at most 3)`);

  const peaks = [1e8, 5e8, 1e9].map((bytes) => {
    const file = written('same.yaml', clusterExport(bytes, 500));
    const { peak } = audited(file);
    rmSync(file);
    return `${peak.toFixed(0)} MB for ${bytes / 1e6} MB`;
  });
  console.log(`  peak memory with 500 objects of Dapr's: ${peaks.join(', ')} (at most 300, within 10 %)`);
  rmSync(folder, { recursive: true });
};
