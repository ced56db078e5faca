import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../read/workspace.ts';
import { daprlint, flawless, unquotedPort } from './call.ts';

const namesIn = (stdout: string): readonly string[] =>
  (JSON.parse(stdout) as { nodes: readonly { kind: string; name: string }[] }).nodes.map(
    ({ kind, name }) => `${kind} ${name}`,
  );
const harbour = async (...argv: readonly string[]) => daprlint('fixtures/harbour', ['graph', ...argv]);

describe('daprlint graph', () => {
  it('draws what is found, and ends with 0', async () => {
    const folder = await folderWith({ 'app.yaml': unquotedPort, 'store.yaml': flawless });
    const { status, stdout, stderr } = await daprlint(folder, ['graph']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^%%.*\nflowchart LR\n/);
    expect(stdout).toContain('1 error in 1 object');
    expect((await daprlint(folder, ['graph', '--no-findings'])).stdout).not.toContain('error');
    expect((await daprlint(folder, ['graph', '--rule', 'unquoted-annotation=off'])).stdout).not.toContain('error');
  });

  it('reads stdin, and takes the namespace of objects that name none', async () => {
    const { stdout } = await daprlint(await folderWith({}), ['graph', '-', '--namespace', 'shop'], { input: flawless });
    expect(stdout).toContain('subgraph namespace_shop["namespace shop"]');
  });

  it('draws one app and what it touches', async () => {
    const { stdout } = await harbour('--app', 'ledger', '--format', 'json');
    expect(namesIn(stdout)).toEqual(['app ledger', 'configuration books', 'app tickets']);
    const timetable = namesIn((await harbour('--app', 'timetable', '--format', 'json')).stdout);
    expect(timetable).toEqual(
      expect.arrayContaining(['component vault', 'component events', 'topic delayed', 'app notices']),
    );
    expect(timetable).not.toContain('component passengers');
    expect(timetable.filter((name) => name.startsWith('apps '))).toEqual([]);
  });

  it('draws one namespace and what it touches', async () => {
    const { stdout } = await harbour('--only-namespace', 'accounts', '--format', 'json');
    expect(namesIn(stdout)).toEqual(['app ledger', 'configuration books', 'app tickets']);
  });

  it('writes files, in several formats', async () => {
    const folder = await folderWith({ 'app.yaml': unquotedPort });
    const { stdout } = await daprlint(folder, ['graph', '-o', 'dot=a.dot', '-o', 'json=a.json', '-o', 'a.mmd']);
    expect(stdout).toBe('');
    expect(readFileSync(join(folder, 'a.dot'), 'utf8')).toMatch(/^digraph/);
    expect(readFileSync(join(folder, 'a.json'), 'utf8')).toMatch(/^\{/);
    expect(readFileSync(join(folder, 'a.mmd'), 'utf8')).toMatch(/^%%/);
  });

  it('says where Mermaid would not draw it', async () => {
    const scoped = Array.from({ length: 600 }, (_, index) =>
      flawless.replace('name: secrets', `name: s-${index}`).replace(/$/, `scopes: [a-${index}]\n---\n`),
    );
    const { status, stderr } = await daprlint(await folderWith({ 'many.yaml': scoped.join('') }), ['graph']);
    expect(status).toBe(0);
    expect(stderr).toMatch(/larger than Mermaid draws[\s\S]*help: .*--app/);
  });

  it.each([
    [['graph', '--app', 'tickts'], 'unknown app "tickts"', 'did you mean "tickets"?'],
    [['graph', '--only-namespace', 'feries'], 'unknown namespace "feries"', 'did you mean "ferries"?'],
    [['graph', '--format', 'mermade'], 'unknown format "mermade"', 'did you mean "mermaid"?'],
    [['graph', '-o', 'svg=x.svg'], 'unknown format "svg"', 'use mermaid, dot or json'],
    [['graph', '--fail-on', 'error'], 'unknown option --fail-on', undefined],
    [['graph', '--ap', 'x'], 'unknown option --ap', 'did you mean --app?'],
    [['grahp'], 'grahp cannot be read: there is no such file or folder', 'did you mean the command graph?'],
    [['graph', 'nowhere'], 'nowhere cannot be read: there is no such file or folder', undefined],
  ])('%j is an error of the user', async (argv, message, help) => {
    const { status, stdout, stderr } = await daprlint('fixtures/harbour', argv);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    const [first, second] = stderr.split('\n');
    expect(first).toBe(`daprlint: ${message}`);
    if (help !== undefined) expect(second).toBe(`help: ${help}`);
  });
});
