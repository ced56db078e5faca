import { describe, expect, it } from 'vitest';
import { progressLine } from '../../src/write/progress.ts';
import { readingProgress } from '../../src/write/reading.ts';
import { daprlint, unquotedPort } from '../cli/call.ts';
import { folderWith } from '../read/workspace.ts';

const lineOn = (env: Readonly<Record<string, string>> = {}, isTTY = true) => {
  const written: string[] = [];
  let time = 0;
  const stream = { isTTY, columns: 30, write: (text: string) => written.push(text) };
  const line = progressLine(stream, env, () => time);
  const at = (milliseconds: number, text: string): void => {
    time = milliseconds;
    line?.show(text);
  };
  return { line, written, at };
};

describe('the line of progress', () => {
  it('is silent for a second, and changes ten times a second at most', () => {
    const { written, at } = lineOn();
    for (const milliseconds of [0, 500, 999, 1000, 1050, 1099, 1100]) at(milliseconds, `at ${milliseconds}`);
    expect(written).toEqual(['\rdaprlint: at 1000\u001B[K', '\rdaprlint: at 1100\u001B[K']);
  });

  it('fits in a line, and is taken away once', () => {
    const { line, written, at } = lineOn();
    line?.clear();
    at(2000, 'checking conflicting-consumer-group');
    line?.clear();
    line?.clear();
    expect(written).toEqual(['\rdaprlint: checking conflictin\u001B[K', '\r\u001B[K']);
  });

  it.each([[{ CI: 'true' }], [{ NO_COLOR: '1' }], [{ TERM: 'dumb' }]])('is not there with %j', (env) => {
    expect(lineOn(env).line).toBeUndefined();
  });

  it('is not there without a terminal', () => {
    expect(lineOn({}, false).line).toBeUndefined();
  });

  it('tells of files and rules, and changes nothing of the report', async () => {
    const folder = await folderWith({ 'a.yaml': unquotedPort });
    const told: string[] = [];
    const outcome = await daprlint(folder, [], { progress: (text) => told.push(text) });
    expect(told[0]).toBe('reading file 1 of 1');
    expect(told).toContain('checking unquoted-string');
    expect(outcome).toEqual(await daprlint(folder, []));
  });

  it.each([
    [['--fix', '-f', 'none', '.'], true],
    [['graph', '.'], true],
    [['init'], true],
    [['doctor'], false],
  ])('tells of daprlint %j what it reads, and which rule runs', async (argv, runsRules) => {
    const folder = await folderWith({ '.git/HEAD': '', 'orders.yaml': unquotedPort });
    const told: string[] = [];
    expect((await daprlint(folder, argv, { progress: (text) => told.push(text) })).status).toBe(0);
    expect(told).toContainEqual(expect.stringMatching(/^reading file 1/));
    expect(told.includes('checking unquoted-string')).toBe(runsRules);
  });
});

describe('the progress of an audit', () => {
  const told = (
    total: number | undefined,
    steps: readonly (readonly [seconds: number, file: string, byte: number])[],
  ) => {
    let time = 0;
    const progress = readingProgress(total, () => time);
    return steps.map(([seconds, file, byte]) => {
      time = seconds * 1000;
      return progress(file, byte);
    });
  };

  it('is told in bytes, with the time that is left as soon as that is more than a guess', () => {
    expect(
      told(480e6, [
        [0.1, 'a.yaml', 1e6],
        [1, 'a.yaml', 120e6],
        [2, 'b.yaml', 120e6],
        [4, 'b.yaml', 360e6],
      ]),
    ).toEqual([
      'reading a.yaml: 1.0 of 480 MB',
      'reading a.yaml: 120 of 480 MB, 3 s left',
      'reading b.yaml: 240 of 480 MB, 2 s left',
      'reading b.yaml: 480 of 480 MB',
    ]);
  });

  it('goes back where a file is read again, and has no end where nobody knows it', () => {
    const again = told(400e6, [
      [100, 'a.yaml', 100e6],
      [101, 'a.yaml', 10e6],
    ]);
    expect(again).toEqual(['reading a.yaml: 100 of 400 MB, 5 min left', 'reading a.yaml: 10 of 400 MB, 66 min left']);
    expect(told(undefined, [[1, '<stdin>', 64e6]])).toEqual(['reading <stdin>: 64 MB']);
  });

  it('is shown on the way', async () => {
    const shown: string[] = [];
    const folder = await folderWith({ 'export.yaml': unquotedPort });
    await daprlint(folder, ['audit', 'export.yaml'], { progress: (text) => shown.push(text) });
    expect([...new Set(shown)].slice(0, 2)).toEqual([
      'reading export.yaml: 0.0 of 0.0 MB',
      'reading 1 object of export.yaml',
    ]);
    expect(shown.some((text) => text.startsWith('checking '))).toBe(true);
  });
});
