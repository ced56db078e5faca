import { resolve } from 'node:path';
import { act, setOutputs } from './action/act.ts';
import { tell } from './cli/trouble.ts';
import type { ExitStatus } from './run.ts';
import { writeText } from './write/stream.ts';

const main = async (): Promise<ExitStatus> => {
  const { env } = process;
  const workspace = env.GITHUB_WORKSPACE || process.cwd();
  const print = (text: string | Uint8Array): Promise<void> => writeText(process.stdout, text);
  try {
    return await act({
      cwd: workspace,
      env,
      stdin: process.stdin,
      print,
      folder: (path) => resolve(workspace, path),
      today: () => new Date().toISOString().slice(0, 10),
      now: () => performance.now(),
    });
  } catch (error) {
    const text = tell(error, { env, machine: `Node ${process.version}, ${process.platform}` });
    // As one command: no line of it can be taken for another.
    await print(
      `::error title=daprlint::${text.trim().replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')}\n`,
    );
    await setOutputs({ 'exit-code': 2 }, env).catch(() => undefined);
    return 2;
  }
};

/** The GitHub Action: a step of a workflow, in its workspace. */
export const action = async (): Promise<void> => {
  process.exitCode = await main();
};
