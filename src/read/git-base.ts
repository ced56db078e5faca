import { UserError } from '../failure.ts';
import { git, gitOutput } from './git-run.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** A commit that may be the one to compare with, and what people call it. */
interface Candidate {
  readonly ref: string;
  readonly title: string;
}

/** The commit that a folder is compared with: the last that HEAD and the wanted one have in common. Throws `UserError` where git knows none. */
export const baseCommit = async (since: string | undefined, cwd: string, env: Environment): Promise<string> => {
  if (since !== undefined && (since === '' || since.startsWith('-')))
    throw new UserError(`"${since}" is no commit`, 'name a commit, a branch or a tag: --changed --since main');
  const { ref, title } = since === undefined ? await usual(cwd, env) : { ref: since, title: `"${since}"` };
  const commit = await commitOf(ref, cwd);
  // Before the first commit all is new.
  if (commit === undefined && since === undefined && ref === 'HEAD') return emptyTree(cwd);
  if (commit === undefined) throw new UserError(`git knows no commit ${title}`, await advice(title, cwd));
  const { status, stdout } = await git(['merge-base', 'HEAD', commit], cwd);
  const [base = ''] = stdout.toString().split('\n');
  if (status === 0 && base !== '') return base;
  throw new UserError(`git knows no commit that HEAD and ${title} have in common`, await advice(title, cwd));
};

/** Where GitHub, GitLab, Azure, Bitbucket and Jenkins say what a change is going to be merged into. */
const branchNames = [
  'GITHUB_BASE_REF',
  'CI_MERGE_REQUEST_TARGET_BRANCH_NAME',
  'SYSTEM_PULLREQUEST_TARGETBRANCH',
  'BITBUCKET_PR_DESTINATION_BRANCH',
  'CHANGE_TARGET',
] as const;

/** The branch that a change is going to be merged into, as CI says; what is not committed where it says nothing. */
const usual = async (cwd: string, env: Environment): Promise<Candidate> => {
  // Azure names the whole ref.
  const branch = branchNames.map((name) => env[name]?.replace(/^refs\/heads\//, '')).find(Boolean);
  if (!branch) return { ref: 'HEAD', title: 'HEAD' };
  const ref = `refs/remotes/origin/${branch}`;
  const title = `origin/${branch}`;
  if ((await commitOf(ref, cwd)) !== undefined) return { ref, title };
  const merged = await parentOfMerge(cwd, env);
  return { ref: merged ?? (env.CI_MERGE_REQUEST_DIFF_BASE_SHA || ref), title };
};

/** GitHub checks out a merge of the pull request into its base, which is its first parent. */
const parentOfMerge = async (cwd: string, env: Environment): Promise<string | undefined> => {
  if (env.GITHUB_EVENT_NAME !== 'pull_request' || !env.GITHUB_SHA) return undefined;
  const isMerge = (await commitOf('HEAD', cwd)) === env.GITHUB_SHA && (await commitOf('HEAD^2', cwd)) !== undefined;
  return isMerge ? commitOf('HEAD^1', cwd) : undefined;
};

const commitOf = async (ref: string, cwd: string): Promise<string | undefined> => {
  const { status, stdout } = await git(['rev-parse', '--verify', '--quiet', `${ref}^{commit}`], cwd);
  return status === 0 ? stdout.toString().trim() : undefined;
};

const emptyTree = async (cwd: string): Promise<string> =>
  (await gitOutput(['hash-object', '-t', 'tree', '--stdin'], cwd)).toString().trim();

const advice = async (title: string, cwd: string): Promise<string> => {
  const { stdout } = await git(['rev-parse', '--is-shallow-repository'], cwd);
  const fetching = 'fetch its history (actions/checkout: fetch-depth: 0; GitLab: GIT_DEPTH: 0)';
  if (stdout.toString().trim() === 'true') return `the clone is shallow: ${fetching}`;
  return title.startsWith('origin/')
    ? `the clone has no such branch: ${fetching}`
    : 'name a commit, a branch or a tag that is there: --changed --since main';
};

/** The branch that a repository's changes end up on, as far as the clone knows; `main` where it knows nothing. */
export const defaultBranch = async (folder: string): Promise<string> => {
  const nameOf = async (ref: string): Promise<string> => {
    const { status, stdout } = await git(['symbolic-ref', '--quiet', '--short', ref], folder);
    return status === 0 ? stdout.toString().trim() : '';
  };
  try {
    const remote = (await nameOf('refs/remotes/origin/HEAD')).replace(/^origin\//, '');
    if (remote !== '') return remote;
    for (const usual of ['main', 'master'])
      if ((await commitOf(`refs/heads/${usual}`, folder)) !== undefined) return usual;
    return (await nameOf('HEAD')) || 'main';
  } catch (error) {
    // Who has no git has no other name for it either.
    if (error instanceof UserError) return 'main';
    throw error;
  }
};
