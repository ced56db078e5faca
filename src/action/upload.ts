import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { Log } from 'sarif';
import { UserError } from '../failure.ts';
import { errorCode, readWhole } from '../read/bytes.ts';
import { decode } from '../read/decode.ts';
import { clipped, harmless, harmlessJsonLine } from '../report/harmless.ts';
import type { Report } from '../report/report.ts';
import { version } from '../version.ts';
import type { Source } from '../yaml/location.ts';
import type { Environment } from './inputs.ts';
import { lineHashes } from './line-hashes.ts';

/** What has become of an upload: what GitHub calls it, or why it was not to be expected to work. */
type Uploaded = { readonly id: string } | { readonly refusal: string };

/**
 * Hands a SARIF log to GitHub's code scanning, for the commit that the workflow runs on. Where the run cannot have the right
 * to, as for a fork, that is no fault: throws `UserError` for all else that keeps it from arriving.
 */
export const uploadSarif = async (
  sarif: string,
  report: Report,
  token: string,
  env: Environment,
): Promise<Uploaded> => {
  const { GITHUB_API_URL: api = 'https://api.github.com', GITHUB_REPOSITORY, GITHUB_SHA, GITHUB_REF } = env;
  if (token === '' || !GITHUB_REPOSITORY || !GITHUB_SHA || !GITHUB_REF)
    throw failed(
      token === '' ? 'there is no token' : 'this is no run of a workflow',
      'leave out upload-sarif, or write a sarif-file',
    );
  const body = JSON.stringify({
    commit_sha: GITHUB_SHA,
    ref: GITHUB_REF,
    sarif: gzipSync(withLineHashes(sarif, report)).toString('base64'),
    tool_name: 'daprlint',
  });
  const { status, text } = await send(`${api}/repos/${GITHUB_REPOSITORY}/code-scanning/sarifs`, body, token);
  if (status === 202) return { id: String(fieldOf(parsed(text), 'id') ?? '') };
  const reason = `GitHub answers ${status}${toldBy(text)}`;
  if (status === 403 && (await hasFewRights(env))) return { refusal: reason };
  throw failed(
    reason,
    status === 403 || status === 404
      ? 'give the job the permissions contents: read and security-events: write; in a private repository code scanning has to be on'
      : undefined,
  );
};

const failed = (reason: string, help?: string): UserError =>
  new UserError(`the SARIF report cannot be uploaded: ${reason}`, help);

/** By these GitHub knows an alert again; its own uploader adds them, the interface for all others does not. */
const withLineHashes = (sarif: string, { findings }: Report): string => {
  const log = JSON.parse(sarif) as Log;
  const sources = new Map(findings.map(({ location: { source } }) => [source.path, source]));
  const known = new Map<Source, readonly string[]>();
  for (const { partialFingerprints, locations } of log.runs[0]?.results ?? []) {
    const place = locations?.[0]?.physicalLocation;
    const source = sources.get(decodeURIComponent(place?.artifactLocation?.uri ?? ''));
    if (!source || !partialFingerprints) continue;
    const hashes = known.get(source) ?? lineHashes(source.text);
    known.set(source, hashes);
    const hash = hashes[(place?.region?.startLine ?? 1) - 1];
    if (hash !== undefined) partialFingerprints.primaryLocationLineHash = hash;
  }
  return harmlessJsonLine(log);
};

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Milliseconds before the second and the third try, where the server is to blame. */
const pauses = [500, 2000];
/** Milliseconds without an answer. */
const patience = 60_000;

const send = async (url: string, body: string, token: string): Promise<Answer> => {
  for (const pause of [...pauses, undefined]) {
    const answer = await post(url, body, token);
    if (typeof answer === 'object' && answer.status < 500) return answer;
    if (pause !== undefined) await setTimeout(pause);
    else if (typeof answer === 'object') return answer;
    else throw failed(answer);
  }
  throw new RangeError('there is a last try');
};

/** What a server answers, or why none does. */
const post = async (url: string, body: string, token: string): Promise<Answer | string> => {
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'user-agent': `daprlint/${version}`,
        'x-github-api-version': '2022-11-28',
      },
      signal: AbortSignal.timeout(patience),
    });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    return `${new URL(url).host} does not answer: ${errorCode(cause) ?? (error instanceof Error ? error.name : 'no connection')}`;
  }
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const fieldOf = (value: unknown, ...names: readonly string[]): unknown =>
  names.reduce<unknown>(
    (inner, name) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[name] : undefined,
    value,
  );

/** What GitHub says of a request that it refuses. */
const toldBy = (text: string): string => {
  const message = fieldOf(parsed(text), 'message');
  return typeof message === 'string' && message !== '' ? `: ${clipped(harmless(message), 300)}` : '';
};

/** Whether the token of a run can only read: for pull requests of forks, and for Dependabot. */
const hasFewRights = async ({ GITHUB_EVENT_PATH, GITHUB_REPOSITORY, GITHUB_ACTOR }: Environment): Promise<boolean> => {
  if (GITHUB_ACTOR === 'dependabot[bot]') return true;
  if (!GITHUB_EVENT_PATH) return false;
  const event = parsed(decode(await readWhole(GITHUB_EVENT_PATH, GITHUB_EVENT_PATH)).text);
  if (fieldOf(event, 'pull_request') === undefined) return false;
  // A fork that is gone has no name any more.
  return fieldOf(event, 'pull_request', 'head', 'repo', 'full_name') !== GITHUB_REPOSITORY;
};
