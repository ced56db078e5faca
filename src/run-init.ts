import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type InitCall, plainLintCall } from './cli/call.ts';
import { UserError } from './failure.ts';
import { rules } from './index.ts';
import {
  firstConfig,
  firstFindings,
  folderOf,
  githubWorkflow,
  type Outlook,
  preCommitHook,
  presetFor,
  variantsIn,
} from './init.ts';
import { examine } from './lint.ts';
import { statIfPresent } from './read/bytes.ts';
import { findConfig } from './read/config.ts';
import { shownPath } from './read/files.ts';
import { findGitRoot } from './read/git.ts';
import { defaultBranch } from './read/git-base.ts';
import { dayOf, type Outside, readerOf, readInput } from './run.ts';
import { resolveSettings } from './triage/settings.ts';
import { writeReport } from './write/report.ts';
import { unwritable } from './write/unwritable.ts';
import { parse } from './yaml/parse.ts';

interface FirstFile {
  readonly path: string;
  readonly shown: string;
  readonly text: string;
}

/** Writes a config to start with, and what else the call asks for; what is not asked for is shown. */
export const begin = async (call: InitCall, outside: Outside): Promise<void> => {
  const { cwd, print } = outside;
  const known = await findConfig(outside);
  // Who has a config may still want the hook.
  if (known && !call.hook && !call.workflow) throw isThere(known.source.path);
  const root = (await findGitRoot(cwd)) ?? cwd;
  const fileAt = (path: string, text: string): FirstFile => ({ path, shown: shownPath(path, cwd, false), text });
  const hook = fileAt(join(root, '.pre-commit-config.yaml'), preCommitHook);
  const workflow = fileAt(
    join(root, '.github', 'workflows', 'daprlint.yml'),
    githubWorkflow(await defaultBranch(root)),
  );
  const further = [...(call.hook ? [hook] : []), ...(call.workflow ? [workflow] : [])];
  for (const { path, shown, text } of further) {
    if (!(await statIfPresent(path, shown))) continue;
    await print(`# ${shown} could get this:\n${text}`);
    throw isThere(shown, 'nothing was written; what it could get is shown');
  }
  const looked = known ? undefined : await look(outside);
  const config = looked && fileAt(resolve(cwd, 'daprlint.yaml'), firstConfig(looked.outlook));
  const files = [...(config ? [config] : []), ...further];
  for (const { path, shown } of files)
    await mkdir(dirname(path), { recursive: true }).catch((error: unknown) => {
      throw unwritable(shown, error);
    });
  for (const { shown, text } of files) {
    await writeReport(shown, text, cwd);
    await print(`wrote ${shown}\n`);
  }
  if (looked) await print(`preset ${looked.outlook.preset}: ${looked.told}\n`);
  if (!call.hook) await print(offer('A hook for pre-commit', '--hook', hook));
  if (!call.workflow) await print(offer('A workflow for GitHub', '--workflow', workflow));
};

const isThere = (shown: string, help = 'edit it, or remove it and call init again'): UserError =>
  new UserError(`${shown} is there already`, help);

const offer = (what: string, option: string, { shown, text }: FirstFile): string =>
  `\n${what} (daprlint init ${option} writes it):\n\n# ${shown}\n${text}`;

/** What is there, and what a lint of it would say; of a folder without manifests that there is nothing. */
const look = async (outside: Outside): Promise<{ readonly outlook: Outlook; readonly told: string }> => {
  const plain = resolveSettings({ rules });
  const sources = await readInput(plainLintCall([]), plain, outside).catch((error: unknown) => {
    if (error instanceof UserError && /^\. holds no /.test(error.message)) return [];
    throw error;
  });
  const clock = dayOf(outside);
  const read = readerOf(sources, outside);
  const workspaces = examine(sources, [], plain, clock, read).workspaces.flatMap((each) =>
    each.origin === 'rest' ? variantsIn(each) : [],
  );
  const settingsFor = (preset: Outlook['preset']) => ({
    ...resolveSettings({ rules, flags: { preset } }),
    isWorkspace: (folder: string) => workspaces.includes(folder),
  });
  const strict = examine(sources, rules, settingsFor('production'), clock, read);
  const { errors, dapr } = strict.report.summary;
  const preset = presetFor(errors, dapr);
  const { report } = preset === 'production' ? strict : examine(sources, rules, settingsFor(preset), clock, read);
  const groups = strict.workspaces.filter(({ name }) => !workspaces.includes(name));
  const charts = sources.filter(({ path }) => /(?:^|\/)Chart\.ya?ml$/.test(path)).map(({ path }) => folderOf(path));
  const hasTemplates = (folder: string): boolean =>
    sources.some(
      (source) =>
        source.path.startsWith(folder === '' ? 'templates/' : `${folder}/templates/`) &&
        parse(source).some(({ isNotRendered }) => isNotRendered),
    );
  const outlook = { preset, workspaces, groups, charts: charts.filter(hasTemplates) };
  return { outlook, told: firstFindings(report.summary) };
};
