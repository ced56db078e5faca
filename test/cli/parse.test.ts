import { describe, expect, it } from 'vitest';
import { parsePlain } from '../../src/cli/call.ts';
import { parse } from '../../src/cli/parse.ts';
import { folderWith } from '../read/workspace.ts';
import { daprlint } from './call.ts';

const lint = async (...argv: readonly string[]) => {
  const call = await parse(argv, 80);
  if (call.command !== 'lint') throw new Error(`a call of ${call.command}`);
  return call;
};

describe('the words of a call', () => {
  it('are paths, wherever they stand', async () => {
    expect((await lint('a', '--quiet', 'b', '-f', 'json', 'c')).paths).toEqual(['a', 'b', 'c']);
    expect((await lint('lint', '12', '-', 'x y')).paths).toEqual(['12', '-', 'x y']);
    expect((await lint('--rule', 'unquoted-string=off', 'a')).paths).toEqual(['a']);
  });

  it('are paths after --, whatever they look like', async () => {
    expect((await lint('--quiet', '--', '--quiet', 'rules', '-')).paths).toEqual(['--quiet', 'rules', '-']);
    expect((await lint('a', '--', '--')).paths).toEqual(['a', '--']);
  });

  it.each([
    [[]],
    [['.']],
    [['-']],
    [['deploy', 'a b.yaml', 'x=y', 'deploy/**/*.yaml']],
    [['12', '1e3', 'true', '0x10']],
    [['']],
  ])('%j means the same to the short way and to the parser', async (argv) => {
    expect(parsePlain(argv)).toBeDefined();
    const { flags, ...rest } = await lint(...argv);
    expect({ ...rest, flags: {} }).toEqual(parsePlain(argv));
    expect(
      Object.values(flags).filter(
        (value) => value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0),
      ),
    ).toEqual([]);
  });

  it('are left to the parser where there is more than paths', () => {
    for (const argv of [['--quiet'], ['a', '-h'], ['--', 'a'], ['rules'], ['explain', 'x'], ['lint'], ['help']])
      expect(parsePlain(argv)).toBeUndefined();
  });

  it('set rules as often as they are repeated, and all else to what comes last', async () => {
    const call = await lint(
      '--rule',
      'a=off',
      '--rule=b=error',
      '--preset',
      'minimal',
      '--preset',
      'strict',
      '-o',
      'x',
      '-o',
      'json=y',
    );
    expect(call.flags.rules).toEqual(['a=off', 'b=error']);
    expect(call.flags.preset).toBe('strict');
    expect(call.outputs).toEqual([{ file: 'x' }, { format: 'json', file: 'y' }]);
  });

  it('that lack a value are explained as the command has them that is called', async () => {
    const helpOf = (...argv: readonly string[]) => parse(argv, 80).catch(({ help }: { help?: string }) => help);
    expect(await helpOf('--format')).toContain('sarif');
    expect(await helpOf('rules', '--format')).toContain('pretty or json');
    expect(await helpOf('graph', '--format')).toContain('mermaid');
  });

  it('may name a file with an equals sign in it', async () => {
    expect((await lint('-o', './a=b.json', '-o', 'json=a=b')).outputs).toEqual([
      { file: './a=b.json' },
      { format: 'json', file: 'a=b' },
    ]);
  });
});

describe('a call that makes no sense', () => {
  it.each([
    [['--fomat', 'json'], 'unknown option --fomat', 'did you mean --format?'],
    [['--presett=strict'], 'unknown option --presett', 'did you mean --preset?'],
    [['-x'], 'unknown option -x', 'see daprlint --help'],
    [['--toString'], 'unknown option --toString', 'see daprlint --help'],
    [['--__proto__'], 'unknown option --__proto__', 'see daprlint --help'],
    [['--no-color'], 'unknown option --no-color', 'did you mean --color never?'],
    [['-f', 'sarf'], 'unknown format "sarf"', 'did you mean "sarif"?'],
    [['-o', 'sarf=x'], 'unknown format "sarf"', 'did you mean "sarif"?'],
    [['-f', 'policy-report'], 'unknown format "policy-report"', 'did you mean "policyreport"?'],
    [['-f', 'JUnit'], 'unknown format "JUnit"', 'did you mean "junit"?'],
    [['-o', 'checkstile=x'], 'unknown format "checkstile"', 'did you mean "checkstyle"?'],
    [['-f'], '-f needs a value', undefined],
    [['--format='], '--format needs a value', undefined],
    [['--rule', '--quiet'], '--rule needs a value', undefined],
    [['--quiet=yes'], '--quiet takes no value', undefined],
    [['--fail-on', 'errors'], 'unknown severity "errors"', 'did you mean "error"?'],
    [['--preset', 'strikt'], 'unknown preset "strikt"', 'did you mean "strict"?'],
    [['--preset', 'prod'], 'unknown preset "prod"', 'did you mean "production"?'],
    [['--rule', 'unquoted-sting=off'], 'unknown rule "unquoted-sting"', 'did you mean "unquoted-string"?'],
    [['--rule', 'unquoted-string=of'], 'unknown level "of"', 'did you mean "off"?'],
    [['--rule', 'unquoted-string'], '"unquoted-string" is no setting of a rule', undefined],
    [['--dapr-version', '0.9'], 'unknown Dapr version "0.9"', undefined],
    [['--color', 'alway'], 'unknown choice of color "alway"', 'did you mean "always"?'],
    [['--max-warnings', '-1'], '--max-warnings needs a value', undefined],
    [['--max-warnings', 'many'], '--max-warnings takes a number, not "many"', undefined],
    [['--no-config', '-c', 'x.yaml'], '--config and --no-config exclude each other', undefined],
    [['explain', 'unquoted-sting'], 'unknown rule "unquoted-sting"', 'did you mean "unquoted-string"?'],
    [['explain'], 'explain needs the id of a rule', undefined],
    [['explain', '--quiet', 'x'], 'unknown option --quiet', undefined],
    [['rules', '--preset', 'strikt'], 'unknown preset "strikt"', 'did you mean "strict"?'],
    [['rules', '-f', 'sarif'], 'unknown format "sarif"', 'use pretty or json'],
    [['rules', 'deploy'], 'rules takes no "deploy"', undefined],
    [['ruls'], 'ruls cannot be read: there is no such file or folder', 'did you mean the command rules?'],
  ])('%j is told in a line, and ends with 2', async (argv, message, help) => {
    const { status, stdout, stderr } = await daprlint(await folderWith({ 'a.yaml': '' }), argv);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    const [first, second] = stderr.split('\n');
    expect(first).toBe(`daprlint: ${message}`);
    if (help !== undefined) expect(second).toBe(`help: ${help}`);
  });
});
