import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { act, setOutputs } from '../../src/action/act.ts';
import { readInputs } from '../../src/action/inputs.ts';
import { flawless, unquotedPort } from '../cli/call.ts';
import { repositoryWith } from '../read/repository.ts';
import { folderWith } from '../read/workspace.ts';

const files = { '.git/HEAD': '', 'apps/deploy/orders.yaml': unquotedPort, 'apps/pubsub.yaml': flawless };

/** Runs the action as a runner does, with the defaults of action.yml. */
const step = async (
  workspace: string,
  inputs: Readonly<Record<string, string>>,
  more: Readonly<Record<string, string>> = {},
) => {
  const runner = await folderWith({ output: '', summary: '' });
  const defaults = {
    paths: '.',
    'fail-on': 'error',
    'working-directory': '.',
    annotations: 'true',
    summary: 'true',
    config: '',
  };
  const named = Object.entries({ ...defaults, ...inputs }).map(([name, value]) => [
    `INPUT_${name.toUpperCase()}`,
    value,
  ]);
  const env = {
    ...more,
    ...Object.fromEntries(named),
    GITHUB_OUTPUT: join(runner, 'output'),
    GITHUB_STEP_SUMMARY: join(runner, 'summary'),
  };
  let log = '';
  const status = await act({
    cwd: workspace,
    env,
    stdin: Readable.from([]),
    print: async (text) => {
      log += text;
    },
    folder: (path) => resolve(workspace, path),
    today: () => '2026-11-23',
    now: () => 0,
  });
  const [output, summary] = ['output', 'summary'].map((name) => readFileSync(join(runner, name), 'utf8'));
  return { status, log, output: output ?? '', summary: summary ?? '' };
};

describe('the action', () => {
  it('shows the report, annotates, summarises, and passes on the counts', async () => {
    const { status, log, output, summary } = await step(await folderWith(files), {});
    expect(status).toBe(1);
    expect(log).toContain('apps/deploy/orders.yaml:8:');
    expect(log).toMatch(/^::error file=apps\/deploy\/orders\.yaml,line=8,/m);
    expect(summary).toContain('## daprlint');
    expect(output).toContain('errors<<daprlint\n1\ndaprlint\n');
    expect(output).toContain('exit-code<<daprlint\n1\ndaprlint\n');
  });

  it('shows paths from the workspace wherever it works, for GitHub knows no others', async () => {
    const { log } = await step(await folderWith(files), {
      'working-directory': 'apps',
      paths: 'deploy\npubsub.yaml\n',
    });
    expect(log).toMatch(/^::error file=apps\/deploy\/orders\.yaml,line=8,/m);
    expect(log).toContain('2 files');
  });

  it('finds the config from the working directory upward', async () => {
    const workspace = await folderWith({ ...files, 'apps/daprlint.yaml': 'ignores: [deploy]\n' });
    expect((await step(workspace, { 'working-directory': 'apps' })).status).toBe(0);
    expect((await step(workspace, {})).status).toBe(1);
  });

  it('writes further reports, each in its format, from the workspace', async () => {
    const workspace = await folderWith(files);
    const output = ' junit=daprlint.xml\n\npolicyreport=report.json\r\n';
    await step(workspace, { output, 'sarif-file': 'daprlint.sarif', 'working-directory': 'apps' });
    expect(readFileSync(join(workspace, 'daprlint.xml'), 'utf8')).toContain('<testsuites name="daprlint" tests="1"');
    expect(readFileSync(join(workspace, 'report.json'), 'utf8')).toContain('"kind": "ClusterPolicyReport"');
    expect(readFileSync(join(workspace, 'daprlint.sarif'), 'utf8')).toContain('"version": "2.1.0"');
  });

  it.each([
    ['junt=a.xml', 'unknown format "junt"'],
    ['a.xml', 'output takes FORMAT=FILE, not "a.xml"'],
    ['junit=', 'a report needs the name of a file'],
    ['junit=a.xml\nsarif=./a.xml', './a.xml would take two reports'],
  ])('writes nothing where it is told %j', async (output, message) => {
    const workspace = await folderWith(files);
    await expect(step(workspace, { output })).rejects.toThrow(message);
  });

  it('writes SARIF where it is asked for, and stays silent where it is asked for that', async () => {
    const workspace = await folderWith(files);
    const { log, output, summary } = await step(workspace, {
      'sarif-file': 'daprlint.sarif',
      annotations: 'false',
      summary: 'False',
    });
    const sarif = JSON.parse(readFileSync(join(workspace, 'daprlint.sarif'), 'utf8')) as {
      runs: { results: unknown[] }[];
    };
    expect(sarif.runs[0]?.results).toHaveLength(1);
    expect(JSON.stringify(sarif.runs[0]?.results)).toContain('"uri":"apps/deploy/orders.yaml"');
    expect(log).not.toContain('::error');
    expect(summary).toBe('');
    expect(output).toContain('sarif-file<<daprlint-\ndaprlint.sarif\ndaprlint-\n');
  });

  it('names the input that leads to no folder', async () => {
    const workspace = await folderWith(files);
    await expect(step(workspace, { 'working-directory': 'app' })).rejects.toThrow(
      'working-directory app is no folder of the workspace',
    );
    await expect(step(workspace, { 'working-directory': 'apps/pubsub.yaml' })).rejects.toThrow(
      'working-directory apps/pubsub.yaml is no folder of the workspace',
    );
  });

  it('colours the log, unless NO_COLOR says something', async () => {
    const workspace = await folderWith(files);
    const isColoured = async (more: Readonly<Record<string, string>>): Promise<boolean> =>
      (await step(workspace, {}, more)).log.includes('\u001b[');
    expect(await isColoured({})).toBe(true);
    expect(await isColoured({ NO_COLOR: '' })).toBe(true);
    expect(await isColoured({ NO_COLOR: '', TERM: 'dumb' })).toBe(true);
    expect(await isColoured({ NO_COLOR: '1' })).toBe(false);
  });

  it('takes hostile inputs for what they are: paths and words', async () => {
    const workspace = await folderWith(files);
    await expect(step(workspace, { paths: '--fail-on=never' })).rejects.toThrow('--fail-on=never cannot be read');
    await expect(step(workspace, { paths: '$(touch pwned)' })).rejects.toThrow('cannot be read');
    await expect(step(workspace, { preset: 'strikt' })).rejects.toThrow('unknown preset "strikt"');
    await expect(step(workspace, { 'fail-on': 'errors' })).rejects.toThrow('unknown severity "errors"');
    await expect(step(workspace, { annotations: 'yes' })).rejects.toThrow('unknown value of annotations "yes"');
    await expect(step(workspace, { 'max-warnings': '1 2' })).rejects.toThrow('max-warnings takes a number, not "1 2"');
  });

  it('fails by the threshold that is asked for', async () => {
    const workspace = await folderWith(files);
    expect((await step(workspace, { 'fail-on': 'never' })).status).toBe(0);
  });

  it('takes the input for all there is where it is asked to', async () => {
    const text = `${flawless.replace('metadata: []', 'metadata:\n    - name: a\n      secretKeyRef: { name: a, key: a }')}`;
    const workspace = await folderWith({ '.git/HEAD': '', 'pubsub.yaml': text });
    expect((await step(workspace, {})).log).not.toContain('unknown-secret');
    expect((await step(workspace, { 'closed-world': 'false' })).log).not.toContain('unknown-secret');
    expect((await step(workspace, { 'closed-world': 'true' })).log).toContain('error[unknown-secret]');
  });
});

describe('only-changed', () => {
  const other = unquotedPort.replaceAll('orders', 'invoices');
  const pullRequest = async () => {
    const made = await repositoryWith({ 'apps/orders.yaml': unquotedPort });
    made.git('update-ref', 'refs/remotes/origin/main', 'main');
    await made.write({ 'apps/invoices.yaml': other });
    made.commit();
    return made.folder;
  };

  it('leaves out what a pull request has not changed', async () => {
    const { status, log, output } = await step(
      await pullRequest(),
      { 'only-changed': 'true', 'working-directory': 'apps' },
      { GITHUB_BASE_REF: 'main' },
    );
    expect(status).toBe(1);
    expect(log).toMatch(/^::error file=apps\/invoices\.yaml,line=8,/m);
    expect(log).not.toContain('orders.yaml');
    expect(log).toContain('1 in what has not changed');
    expect(output).toContain('errors<<daprlint\n1\n');
  });

  it('leaves out nothing where there is no pull request, or nobody asks for it', async () => {
    const folder = await pullRequest();
    expect((await step(folder, { 'only-changed': 'true' })).output).toContain('errors<<daprlint\n2\n');
    expect((await step(folder, {}, { GITHUB_BASE_REF: 'main' })).output).toContain('errors<<daprlint\n2\n');
  });

  it('works in the entry script as the runner starts it, and says where the history is missing', async () => {
    const folder = await pullRequest();
    const runner = await folderWith({ output: '', summary: '' });
    const started = (base: string) =>
      spawnSync(process.execPath, [resolve('dist/action/index.js')], {
        cwd: folder,
        encoding: 'utf8',
        env: {
          PATH: process.env.PATH,
          'INPUT_ONLY-CHANGED': 'true',
          INPUT_PATHS: 'apps',
          GITHUB_WORKSPACE: folder,
          GITHUB_OUTPUT: join(runner, 'output'),
          GITHUB_STEP_SUMMARY: join(runner, 'summary'),
          GITHUB_BASE_REF: base,
        },
      });
    const { status, stdout } = started('main');
    expect(status).toBe(1);
    expect(stdout).toMatch(/^::error file=apps\/invoices\.yaml,line=8,/m);
    expect(stdout).not.toContain('orders.yaml');
    expect(readFileSync(join(runner, 'summary'), 'utf8')).toContain('1 in what has not changed');
    expect(started('trunk')).toMatchObject({
      status: 2,
      stdout:
        '::error title=daprlint::daprlint: git knows no commit origin/trunk%0Ahelp: the clone has no such branch: fetch its history (actions/checkout: fetch-depth: 0; GitLab: GIT_DEPTH: 0)\n',
    });
  });
});

describe('the inputs', () => {
  it('are those of action.yml, with the same defaults', () => {
    const text = readFileSync('action.yml', 'utf8');
    const section = text.slice(text.indexOf('\ninputs:'), text.indexOf('\noutputs:'));
    const names = [...section.matchAll(/^ {2}([\w-]+):$/gm)].map(([, name = '']) => name);
    const asked: string[] = [];
    readInputs(
      new Proxy<Record<string, string | undefined>>(
        {},
        {
          get: (_, key) => {
            asked.push(String(key).replace('INPUT_', '').toLowerCase());
            return undefined;
          },
        },
      ),
    );
    expect([...new Set(asked)].sort()).toEqual(names.sort());
    const { call, ...rest } = readInputs({});
    expect(rest).toEqual({
      workingDirectory: '.',
      sarifFile: undefined,
      category: undefined,
      uploadToken: undefined,
      reports: [],
      annotations: true,
      summary: true,
    });
    expect(call).toMatchObject({ paths: ['.'], failOn: 'error' });
  });
});

describe('a step that cannot be done', () => {
  it('is told in one command, and ends with 2 for the steps after it too', async () => {
    const folder = await folderWith({ output: '', 'pubsub.yaml': flawless });
    const { status, stdout, stderr } = spawnSync(process.execPath, [resolve('dist/action/index.js')], {
      cwd: folder,
      encoding: 'utf8',
      env: { INPUT_PRESET: 'strikt', GITHUB_WORKSPACE: folder, GITHUB_OUTPUT: join(folder, 'output') },
    });
    expect({ status, stdout, stderr }).toEqual({
      status: 2,
      stdout: '::error title=daprlint::daprlint: unknown preset "strikt"%0Ahelp: did you mean "strict"?\n',
      stderr: '',
    });
    expect(readFileSync(join(folder, 'output'), 'utf8')).toBe('exit-code<<daprlint\n2\ndaprlint\n');
  });

  it('is told before the work where the report has nowhere to go', async () => {
    const workspace = await folderWith({ ...files, 'apps/daprlint.yaml': 'presett: strict\n' });
    await expect(
      step(workspace, { 'working-directory': 'apps', 'sarif-file': 'missing/daprlint.sarif' }),
    ).rejects.toThrow('missing/daprlint.sarif cannot be written: its folder does not exist');
  });
});

describe('the outputs', () => {
  it('cannot be broken out of by what they hold', async () => {
    const folder = await folderWith({ output: '' });
    await setOutputs({ 'sarif-file': 'x\ndaprlint\nerrors=0' }, { GITHUB_OUTPUT: join(folder, 'output') });
    expect(readFileSync(join(folder, 'output'), 'utf8')).toBe(
      'sarif-file<<daprlint-\nx\ndaprlint\nerrors=0\ndaprlint-\n',
    );
  });
});
