import { describe, expect, it } from 'vitest';
import { progressLine } from '../../src/write/progress.ts';
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
