import { execFileSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { folderWith } from './workspace.ts';

/** A git repository of its own. */
export interface Repository {
  readonly folder: string;
  readonly git: (...words: readonly string[]) => string;
  /** Writes files, or takes them away. */
  readonly write: (files: Readonly<Record<string, string | undefined>>) => Promise<void>;
  /** Commits all there is. */
  readonly commit: (message?: string) => string;
}

const settings = ['user.name=Ada', 'user.email=ada@example.com', 'commit.gpgsign=false', 'core.autocrlf=false'];

/** A repository with one commit, on the branch main. */
export const repositoryWith = async (files: Readonly<Record<string, string>>): Promise<Repository> => {
  const folder = await folderWith(files);
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
  const git: Repository['git'] = (...words) =>
    execFileSync('git', [...settings.flatMap((setting) => ['-c', setting]), ...words], {
      cwd: folder,
      encoding: 'utf8',
      env,
      stdio: 'pipe',
    });
  const commit: Repository['commit'] = (message = 'change') => {
    git('add', '--all');
    git('commit', '--quiet', '--allow-empty', '--message', message);
    return git('rev-parse', 'HEAD').trim();
  };
  git('init', '--quiet', '--initial-branch=main');
  commit('begin');
  return {
    folder,
    git,
    commit,
    write: async (changed) => {
      for (const [path, text] of Object.entries(changed)) {
        if (text === undefined) await rm(join(folder, path));
        else {
          await mkdir(dirname(join(folder, path)), { recursive: true });
          await writeFile(join(folder, path), text);
        }
      }
    },
  };
};
