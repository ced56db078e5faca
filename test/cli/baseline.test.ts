import { chmodSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../read/workspace.ts';
import { daprlint, unquotedPort } from './call.ts';

const invoices = unquotedPort.replaceAll('orders', 'invoices');
const workspace = () =>
  folderWith({ '.git/HEAD': '', 'deploy/orders.yaml': unquotedPort, 'deploy/invoices.yaml': invoices });
const read = (folder: string, file = 'daprlint-baseline.json') => readFileSync(join(folder, file), 'utf8');
const namesIn = (text: string) =>
  (JSON.parse(text) as { findings: readonly { name: string }[] }).findings.map(({ name }) => name);

describe('--update-baseline', () => {
  it('writes what is found, which is known from then on', async () => {
    const folder = await workspace();
    const { status, stdout, stderr } = await daprlint(folder, ['--update-baseline']);
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: 'daprlint: daprlint-baseline.json knows 2 findings now: 2 new, 0 taken out\n',
    });
    expect(stdout).toBe('no problems in 2 objects of 2 files (0 ms); 2 in the baseline\n');
    const text = read(folder);
    expect(await daprlint(folder, [])).toMatchObject({ status: 0, stderr: '' });
    expect(await daprlint(join(folder, 'deploy'), [])).toMatchObject({ status: 0, stderr: '' });
    expect((await daprlint(folder, ['--no-baseline'])).status).toBe(1);
    await daprlint(folder, ['--update-baseline']);
    expect(read(folder)).toBe(text);
    expect(readdirSync(folder).sort()).toEqual(['.git', 'daprlint-baseline.json', 'deploy']);
  });

  it('leaves what is new to be told', async () => {
    const folder = await workspace();
    await daprlint(folder, ['--update-baseline']);
    writeFileSync(join(folder, 'deploy/refunds.yaml'), unquotedPort.replaceAll('orders', 'refunds'));
    const { status, stdout } = await daprlint(folder, []);
    expect(status).toBe(1);
    expect(stdout).toContain('deploy/refunds.yaml:8:');
    expect(stdout).toContain('found 1 error in 3 objects');
    expect(stdout).not.toContain('orders.yaml');
  });

  it('takes out what is fixed, which is told until then', async () => {
    const folder = await workspace();
    await daprlint(folder, ['--update-baseline']);
    writeFileSync(join(folder, 'deploy/orders.yaml'), unquotedPort.replace('8080', '"8080"'));
    const told = 'daprlint: 1 entry of the baseline is fixed: --update-baseline takes it out\n';
    expect(await daprlint(folder, ['-f', 'json'])).toMatchObject({ status: 0, stderr: told });
    expect((await daprlint(folder, ['--update-baseline'])).stderr).toContain('knows 1 finding now: 0 new, 1 taken out');
    expect(namesIn(read(folder))).toEqual(['invoices']);
    expect(await daprlint(folder, [])).toMatchObject({ status: 0, stderr: '' });
  });

  it('keeps what the run cannot tell of: other files, and rules that are off', async () => {
    const folder = await workspace();
    await daprlint(folder, ['deploy', '--update-baseline']);
    expect(JSON.parse(read(folder))).toMatchObject({ paths: ['deploy'] });
    expect(await daprlint(folder, ['deploy/orders.yaml'])).toMatchObject({ status: 0, stderr: '' });
    expect(await daprlint(folder, ['--rule', 'unquoted-string=off'])).toMatchObject({ status: 0, stderr: '' });
    await daprlint(folder, ['deploy/orders.yaml', '--update-baseline']);
    await daprlint(folder, ['--rule', 'unquoted-string=off', 'deploy', '--update-baseline']);
    expect(namesIn(read(folder))).toEqual(['invoices', 'orders']);
    expect(JSON.parse(read(folder))).toMatchObject({ paths: ['deploy'] });
    rmSync(join(folder, 'deploy/orders.yaml'));
    expect((await daprlint(folder, ['deploy/invoices.yaml'])).stderr).toBe('');
    expect((await daprlint(folder, [])).stderr).toContain('1 entry of the baseline is fixed');
  });

  it('keeps the permissions of the file, and leaves nothing half-written', async () => {
    const folder = await workspace();
    const file = join(folder, 'daprlint-baseline.json');
    await daprlint(folder, ['--update-baseline']);
    chmodSync(file, 0o640);
    rmSync(join(folder, 'deploy/orders.yaml'));
    await daprlint(folder, ['--update-baseline']);
    expect(statSync(file).mode & 0o777).toBe(0o640);
  });

  it('is refused where the file is none of its own, or takes a report too', async () => {
    const folder = await workspace();
    const text = '{ "name": "shop", "version": "1.0.0" }';
    writeFileSync(join(folder, 'package.json'), text);
    const { status, stderr } = await daprlint(folder, ['--baseline', 'package.json', '--update-baseline']);
    expect(status).toBe(2);
    expect(stderr).toContain('the baseline package.json cannot be used: its version is not 1');
    expect(read(folder, 'package.json')).toBe(text);
    const onto = ['-o', 'json=daprlint-baseline.json'];
    const told = 'daprlint: daprlint-baseline.json is the baseline\nhelp: write the report to a file of its own\n';
    expect(await daprlint(folder, ['--update-baseline', ...onto])).toMatchObject({ status: 2, stderr: told });
    await daprlint(folder, ['--update-baseline']);
    const known = read(folder);
    expect(await daprlint(folder, onto)).toMatchObject({ status: 2, stderr: told });
    expect(read(folder)).toBe(known);
    expect((await daprlint(folder, ['--baseline', 'missing/known.json', '--update-baseline'])).stderr).toContain(
      'daprlint: missing/known.json cannot be written: its folder does not exist',
    );
    expect((await daprlint(folder, ['--no-baseline', '--update-baseline'])).stderr).toContain('exclude each other');
  });
});

describe('a baseline', () => {
  it('can be named, in the call and in the config', async () => {
    const folder = await workspace();
    expect(await daprlint(folder, ['--baseline', 'known.json'])).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'daprlint: the baseline known.json cannot be read: there is no such file\nhelp: write it with --update-baseline\n',
    });
    await daprlint(folder, ['--baseline', 'known.json', '--update-baseline']);
    expect((await daprlint(folder, ['--baseline', 'knwon.json'])).stderr).toContain('help: did you mean known.json?\n');
    expect((await daprlint(folder, ['--baseline', 'known.json'])).status).toBe(0);
    expect((await daprlint(folder, [])).status).toBe(1);
    writeFileSync(join(folder, 'daprlint.yaml'), 'baseline: known.json\n');
    expect((await daprlint(folder, [])).status).toBe(0);
    expect((await daprlint(join(folder, 'deploy'), ['.'])).status).toBe(0);
    expect((await daprlint(folder, ['--print-config'])).stdout).toContain('baseline: known.json\n');
    rmSync(join(folder, 'known.json'));
    expect((await daprlint(folder, [])).status).toBe(2);
  });

  it('that is broken is told in one line, before the work', async () => {
    const folder = await workspace();
    writeFileSync(join(folder, 'daprlint-baseline.json'), '{ "version": 7 }');
    expect(await daprlint(folder, [])).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'daprlint: the baseline daprlint-baseline.json is of version 7, and this daprlint knows 1\nhelp: update daprlint\n',
    });
  });

  it('goes with what is piped in', async () => {
    const folder = await folderWith({});
    const piped = (...argv: readonly string[]) => daprlint(folder, ['-', ...argv], { input: unquotedPort });
    expect((await piped()).status).toBe(1);
    expect((await piped('--update-baseline')).status).toBe(0);
    expect(await piped()).toMatchObject({ status: 0, stderr: '' });
    expect((await daprlint(folder, ['-'], { input: invoices })).stderr).toContain('1 entry of the baseline is fixed');
  });
});
