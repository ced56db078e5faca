import { spawn } from 'node:child_process';
import { UserError } from '../failure.ts';
import { errorCode } from './bytes.ts';

/** What a call of git came to. */
export interface GitOutcome {
  readonly status: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Nothing of what the user or the repository has set up changes what git prints, and nothing is run beside it. */
const settled = ['--no-pager', '-c', 'core.quotePath=false', '-c', 'core.fsmonitor=false', '-c', 'color.ui=false'];

/** Calls git, without a shell. Throws `UserError` where there is none. */
export const git = (words: readonly string[], cwd: string, input = ''): Promise<GitOutcome> =>
  new Promise((fulfil, reject) => {
    const env = { ...process.env, LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' };
    const child = spawn('git', [...settled, ...words], { cwd, env, stdio: 'pipe', windowsHide: true });
    const [stdout, stderr]: readonly [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', (error) => {
      const reason = errorCode(error) === 'ENOENT' ? 'there is no git' : `git cannot be run: ${errorCode(error)}`;
      reject(new UserError(`what has changed cannot be told: ${reason}`, 'install git, or leave out --changed'));
    });
    child.on('close', (status) => {
      fulfil({ status, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() });
    });
    // It may have ended before it has read all: then its status tells.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });

/** What git prints. Throws `UserError` with what it complains of. */
export const gitOutput = async (words: readonly string[], cwd: string, input?: string): Promise<Buffer> => {
  const { status, stdout, stderr } = await git(words, cwd, input);
  if (status === 0) return stdout;
  const [line = ''] = stderr.split('\n').filter((each) => /^(?:fatal|error):/.test(each));
  const reason = line.replace(/^\w+: /, '') || `git ${words[0]} ended with ${status}`;
  throw new UserError(`what has changed cannot be told: ${reason}`);
};
