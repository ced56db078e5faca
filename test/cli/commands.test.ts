import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rules } from '../../src/index.ts';
import { folderWith } from '../read/workspace.ts';
import { daprlint } from './call.ts';

const call = async (...argv: readonly string[]): Promise<string> => {
  const { status, stdout, stderr } = await daprlint(await folderWith({}), argv);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
};

describe('--version', () => {
  it('is the version of the package, alone on a line, with other options too', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(await call('--version')).toBe(`${version}\n`);
    expect(await call('lint', '--version')).toBe(`${version}\n`);
  });
});

describe('--help', () => {
  it('begins with examples, tells every option once, and keeps to the width of the terminal', async () => {
    const { stdout } = await daprlint(await folderWith({}), ['--help'], { terminal: { columns: 80 } });
    expect(stdout.indexOf('Examples:')).toBeLessThan(stdout.indexOf('Usage:'));
    for (const option of [
      '--format',
      '--output',
      '--config',
      '--no-config',
      '--preset',
      '--rule',
      '--fail-on',
      '--max-warnings',
      '--closed-world',
    ]) {
      expect(stdout.match(new RegExp(`^ .*${option}\\b`, 'gm')) ?? []).not.toHaveLength(0);
    }
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(88);
    expect(await call('-h')).toContain('Exit status:');
  });

  it('of a command tells of that command', async () => {
    expect(await call('explain', '--help')).not.toContain('--fail-on');
    expect(await call('rules', '-h')).toBe(await call('help', 'rules'));
  });

  it('does not depend on the language of the machine', async () => {
    const { stdout } = await daprlint(await folderWith({}), ['--help'], {
      env: { LANG: 'fr_FR.UTF-8', LC_ALL: 'fr_FR.UTF-8' },
    });
    expect(stdout).toBe(await call('--help'));
  });
});

describe('explain', () => {
  it.each(rules.map(({ id }) => id))('tells all of %s', async (id) => {
    const rule = rules.find((candidate) => candidate.id === id);
    const text = await call('explain', id);
    const flat = text.replaceAll(/\s+/g, ' ');
    expect(text).toContain(`[${id}]: ${rule?.summary}`);
    expect(flat).toContain(rule?.why.replaceAll(/\s+/g, ' '));
    for (const name of Object.keys(rule?.options ?? {})) expect(text).toContain(name);
    for (const other of rule?.supersedes ?? []) expect(flat).toMatch(new RegExp(` instead of .*${other}`));
    if (rule?.since !== undefined) expect(flat).toContain(`from Dapr ${rule.since}`);
    if (rule?.until !== undefined) expect(flat).toContain(`before Dapr ${rule.until}`);
    expect(text).toContain(rule?.docs);
    for (const line of text.split('\n')) expect(line).toBe(line.trimEnd());
  });

  it('shows examples as they are, and what becomes of them', async () => {
    const text = await call('explain', 'unquoted-string');
    expect(text).toContain('      dapr.io/app-port: 8080\n                        ^^^^ dapr.io/app-port is a number');
    expect(text).toContain('Fixed\n');
    expect(text).toContain('      dapr.io/app-port: "8080"');
  });

  it('sets keys and what is found apart in colour, and changes nothing but the colour', async () => {
    const plain = await call('explain', 'missing-app-port');
    const colored = await call('explain', 'missing-app-port', '--color', 'always');
    expect(colored).toContain('\u001B[34mkind:\u001B[39m Component');
    expect(colored.replaceAll(/\p{Cc}\[\d+m/gu, '')).toBe(plain);
    expect(plain.replaceAll(/\s+/g, ' ')).toContain(
      'level off in minimal; error in recommended, production, strict and todo-chatbot',
    );
  });

  it('tells of several rules in one call', async () => {
    const text = await call('explain', 'unquoted-string', 'duplicate-key');
    expect(text).toContain('[unquoted-string]');
    expect(text).toContain('[duplicate-key]');
  });
});

describe('rules', () => {
  it('lists every rule in a line, with its level in the preset', async () => {
    const lines = (await call('rules')).split('\n');
    for (const { id, summary } of rules)
      expect(lines.filter((line) => line.startsWith(`${id} `) && line.includes(summary))).toHaveLength(1);
    expect(await call('rules', '--preset', 'minimal')).toMatch(/^missing-mtls +off /m);
  });

  it('begins with the names of the columns', async () => {
    expect(await call('rules')).toMatch(/^rule +level +effect +what it finds\n/);
  });

  it('shows what the preset says of options, where the rule is on', async () => {
    expect(await call('rules', '--preset', 'todo-chatbot')).toMatch(
      /^excessive-sidecar-resources +error .* \(cpuRequest: 100m; cpuLimit: 500m; memoryRequest: 128Mi; memoryLimit: 512Mi\)$/m,
    );
    expect(await call('rules', '--preset', 'recommended')).toMatch(/^excessive-sidecar-resources +off [^(]*$/m);
  });

  it('gives the same to programs as JSON', async () => {
    const list = JSON.parse(await call('rules', '--format', 'json', '--preset', 'minimal')) as {
      id: string;
      severity: string;
    }[];
    expect(list.map(({ id }) => id)).toEqual(rules.map(({ id }) => id).sort());
    expect(list.find(({ id }) => id === 'missing-mtls')?.severity).toBe('off');
  });
});

describe('schema', () => {
  it('prints the JSON Schema of the newest Dapr, or of the version asked for', async () => {
    const newest = JSON.parse(await call('schema')) as { title: string; definitions: object };
    expect(newest.title).toBe('Dapr 1.18 on Kubernetes');
    const older = JSON.parse(await call('schema', '--dapr-version', 'v1.14.4')) as typeof newest;
    expect(older.title).toBe('Dapr 1.14 on Kubernetes');
    expect(Object.keys(newest.definitions)).toContain('conversation.openai.v1');
    expect(Object.keys(older.definitions)).not.toContain('conversation.openai.v1');
  });

  it.each([
    [['schema', '--dapr-version', '1.81'], /unknown Dapr version "1\.81"[\s\S]*did you mean "1\.18"\?/],
    [['schema', 'Component'], /schema takes no "Component"/],
  ])('%j is an error of the user', async (argv, message) => {
    const { status, stdout, stderr } = await daprlint(await folderWith({}), argv);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });
});
