import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commands, shells } from '../../src/cli/call.ts';
import { options } from '../../src/cli/options.ts';
import { formatNames, presetNames, rules } from '../../src/index.ts';
import { folderWith } from '../read/workspace.ts';
import { daprlint } from './call.ts';

const scriptFor = async (shell: string): Promise<string> => {
  const { status, stdout, stderr } = await daprlint(await folderWith({}), ['completion', shell]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
};

const has = (shell: string): boolean => spawnSync(shell, ['-c', 'exit 0']).status === 0;

/** What bash puts in COMPREPLY for the last of some words, each as bash takes them apart; sorted. */
const inBash = async (...words: readonly string[]): Promise<readonly string[]> => {
  const folder = await folderWith({ 'script.bash': await scriptFor('bash'), 'deploy/a.yaml': '', 'a b.yaml': '' });
  const program = `
    source script.bash
    COMP_WORDS=(daprlint "$@") COMP_CWORD=$#
    _daprlint 2>&1
    printf '%s\\n' "\${COMPREPLY[@]}"`;
  const printed = execFileSync('bash', ['--norc', '-c', program, 'bash', ...words], { cwd: folder, encoding: 'utf8' });
  return printed
    .split('\n')
    .filter((line) => line !== '' && !line.includes('not currently executing completion function'))
    .sort();
};

describe('daprlint completion', () => {
  it.each(shells)('knows for %s every command, every option and every rule', async (shell) => {
    const script = await scriptFor(shell);
    for (const word of [...commands, ...rules.map(({ id }) => id), ...formatNames, ...presetNames])
      expect(script).toContain(word);
    const all = new Set(commands.flatMap((command) => Object.keys(options[command])));
    for (const name of all) expect(script).toContain(shell === 'fish' ? `-l ${name} ` : `--${name}`);
  });

  it.each([
    [['zhs'], 'unknown shell "zhs"', 'did you mean "zsh"?'],
    [['powershell'], 'unknown shell "powershell"', 'use bash, zsh or fish'],
    [[], 'completion needs the name of a shell', 'use bash, zsh or fish'],
    [['bash', 'zsh'], 'completion takes one shell, and no "zsh"', undefined],
  ])('%j is an error of the user', async (argv, message, help) => {
    const { status, stdout, stderr } = await daprlint(await folderWith({}), ['completion', ...argv]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toBe(`daprlint: ${message}\n${help === undefined ? '' : `help: ${help}\n`}`);
  });

  it.each(['zsh', 'fish'].filter(has))('is a script that %s can read', async (shell) => {
    const folder = await folderWith({ script: await scriptFor(shell) });
    expect(spawnSync(shell, ['-n', join(folder, 'script')], { encoding: 'utf8' })).toMatchObject({
      status: 0,
      stderr: '',
    });
  });
});

describe.runIf(has('bash'))('in bash', () => {
  it.each([
    [['gr'], ['graph']],
    [['rul'], ['rules']],
    [['--fix-'], ['--fix-dry-run']],
    [['lint', '--fix-'], ['--fix-dry-run']],
    [['graph', '--onl'], ['--only-namespace']],
    [['graph', '--fix'], []],
    [['--format', 's'], ['sarif']],
    [
      ['-f', 'gi'],
      ['github', 'gitlab'],
    ],
    [
      ['--format', '=', 'j'],
      ['json', 'junit'],
    ],
    [['--format', '='], [...formatNames].sort()],
    [['--format=ju'], ['--format=junit']],
    [
      ['graph', '-f', ''],
      ['dot', 'json', 'mermaid'],
    ],
    [['--quiet', '--preset', 'p'], ['production']],
    [
      ['--color', ''],
      ['always', 'auto', 'never'],
    ],
    [['-o', 'sa'], ['sarif=']],
    [['-o', 'sarif', '=', 'dep'], []],
    [['--rule', 'unquoted-st'], ['unquoted-string=']],
    [
      [
        '--rule',
        rules
          .map(({ id }) => id)
          .sort()
          .at(-1) ?? '',
      ],
      [
        `${rules
          .map(({ id }) => id)
          .sort()
          .at(-1)}=`,
      ],
    ],
    [
      ['--rule', 'unquoted-string', '='],
      ['error', 'info', 'off', 'warning'],
    ],
    [['--rule', '=', 'unquoted-string', '=', 'w'], ['warning']],
    [['--rule', 'unquoted-string=w'], ['unquoted-string=warning']],
    [['--rule', 'unquoted-string', '=', 'off', 'gr'], ['graph']],
    [['--app', 'rules', '--fo'], ['--format']],
    [['explain', 'unquoted-st'], ['unquoted-string']],
    [['explain', 'unquoted-string', 'duplicate-ke'], ['duplicate-key']],
    [['completion', 'z'], ['zsh']],
    [['rules', ''], []],
    [['dep'], ['deploy']],
    [['a'], ['a b.yaml', 'audit']],
    // Nothing said is left to bash, which offers files.
    [['deploy', 'gr'], []],
    [['--config', 'dep'], []],
    [['--', 'gr'], []],
  ])('%j may go on as %j', async (words, expected) => {
    expect(await inBash(...words)).toEqual(expected);
  });
});
