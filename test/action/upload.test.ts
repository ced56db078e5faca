import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Log } from 'sarif';
import { afterAll, describe, expect, it } from 'vitest';
import { lineHashes } from '../../src/action/line-hashes.ts';
import { unquotedPort } from '../cli/call.ts';
import { folderWith } from '../read/workspace.ts';

interface Request {
  readonly url: string | undefined;
  readonly authorization: string | undefined;
  readonly body: { readonly commit_sha: string; readonly ref: string; readonly sarif: string };
}

/** Stands for GitHub: notes what it is asked, and answers one after the other what it is told to. */
const github = async (...answers: readonly (readonly [status: number, content: unknown])[]) => {
  const requests: Request[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const [status, content] = answers[Math.min(requests.length, answers.length - 1)] ?? [500, ''];
      requests.push({
        url: request.url,
        authorization: request.headers.authorization,
        body: JSON.parse(Buffer.concat(chunks).toString()) as Request['body'],
      });
      response.writeHead(status).end(JSON.stringify(content));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  servers.push(server);
  return { requests, api: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
};
const servers: ReturnType<typeof createServer>[] = [];
afterAll(() => {
  for (const server of servers) server.close();
});

/** Runs the entry script as the runner does. */
const step = async (api: string, more: Readonly<Record<string, string>> = {}) => {
  const workspace = await folderWith({ 'deploy/my orders.yaml': unquotedPort });
  const runner = await folderWith({ output: '' });
  const env = {
    PATH: process.env.PATH,
    GITHUB_WORKSPACE: workspace,
    GITHUB_OUTPUT: join(runner, 'output'),
    GITHUB_API_URL: api,
    GITHUB_REPOSITORY: 'shop/manifests',
    GITHUB_SHA: 'a'.repeat(40),
    GITHUB_REF: 'refs/heads/main',
    'INPUT_UPLOAD-SARIF': 'true',
    INPUT_TOKEN: 'a-token',
    ...more,
  };
  const ended = await new Promise<{ status: number; log: string }>((done) => {
    execFile(process.execPath, [resolve('dist/action/index.js')], { cwd: workspace, env }, (error, stdout, stderr) =>
      done({ status: Number(error?.code ?? 0), log: stdout + stderr }),
    );
  });
  expect(ended.log).not.toContain('a-token');
  return { ...ended, output: readFileSync(join(runner, 'output'), 'utf8') };
};

const logIn = ({ body }: Request): Log => JSON.parse(gunzipSync(Buffer.from(body.sarif, 'base64')).toString()) as Log;

const forbidden = [403, { message: 'Resource not accessible by integration' }] as const;

describe('upload-sarif', () => {
  it('hands the report to code scanning, with what GitHub knows alerts again by', async () => {
    const { api, requests } = await github([202, { id: '47177e22' }]);
    const { status, log, output } = await step(api, { INPUT_CATEGORY: 'manifests/production/' });
    expect(status).toBe(1);
    expect(log).toContain('the SARIF report is uploaded\n');
    expect(output).toContain('sarif-id<<daprlint\n47177e22\n');
    expect(requests).toMatchObject([
      {
        url: '/repos/shop/manifests/code-scanning/sarifs',
        authorization: 'Bearer a-token',
        body: { commit_sha: 'a'.repeat(40), ref: 'refs/heads/main' },
      },
    ]);
    const [run] = requests[0] ? logIn(requests[0]).runs : [];
    expect(run?.automationDetails?.id).toBe('manifests/production/');
    expect(run?.results).toMatchObject([
      { partialFingerprints: { primaryLocationLineHash: lineHashes(unquotedPort)[7] } },
    ]);
  });

  it('uploads nothing where nobody asks for it', async () => {
    const { api, requests } = await github([202, {}]);
    expect((await step(api, { 'INPUT_UPLOAD-SARIF': 'false' })).status).toBe(1);
    expect(requests).toEqual([]);
  });

  it('says what to do where the job has no right to it, and keeps the counts', async () => {
    const { api } = await github(forbidden);
    const { status, log, output } = await step(api);
    expect(status).toBe(2);
    expect(log).toContain(
      '::error title=daprlint::daprlint: the SARIF report cannot be uploaded: GitHub answers 403: Resource not accessible by integration%0Ahelp: give the job the permissions contents: read and security-events: write',
    );
    expect(output).toContain('errors<<daprlint\n1\n');
    expect(output).toMatch(/exit-code<<daprlint\n2\ndaprlint\n$/);
  });

  it('only warns where a run can have no such right: for a fork, and for Dependabot', async () => {
    const { api } = await github(forbidden);
    const event = await folderWith({
      'fork.json': '{ "pull_request": { "head": { "repo": { "full_name": "ada/manifests" } } } }',
      'gone.json': '{ "pull_request": { "head": { "repo": null } } }',
      'own.json': '{ "pull_request": { "head": { "repo": { "full_name": "shop/manifests" } } } }',
    });
    const warning =
      '::warning title=daprlint::the SARIF report is not uploaded: GitHub answers 403: Resource not accessible by integration\n';
    for (const file of ['fork.json', 'gone.json']) {
      const { status, log } = await step(api, { GITHUB_EVENT_PATH: join(event, file) });
      expect([status, log.includes(warning)]).toEqual([1, true]);
    }
    expect((await step(api, { GITHUB_ACTOR: 'dependabot[bot]' })).status).toBe(1);
    expect((await step(api, { GITHUB_EVENT_PATH: join(event, 'own.json') })).status).toBe(2);
  });

  it('tries again where GitHub is to blame, and tells where it cannot be reached', async () => {
    const { api, requests } = await github([502, 'Bad gateway'], [202, { id: '1' }]);
    expect((await step(api)).status).toBe(1);
    expect(requests).toHaveLength(2);
    const { status, log } = await step('http://127.0.0.1:9');
    expect(status).toBe(2);
    expect(log).toContain('the SARIF report cannot be uploaded: 127.0.0.1:9 does not answer: ');
    expect((await step(api, { INPUT_TOKEN: '' })).log).toContain('cannot be uploaded: there is no token');
  });
});
