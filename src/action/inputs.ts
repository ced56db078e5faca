import { choose } from '../choice.ts';
import { type LintCall, plainLintCall, thresholds } from '../cli/call.ts';
import { UserError } from '../failure.ts';
import { type FormatName, formatNames } from '../report/index.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What a workflow asks the action for. */
interface Inputs {
  readonly call: LintCall;
  readonly workingDirectory: string;
  readonly sarifFile: string | undefined;
  /** What tells the SARIF log of this step from others of the same commit. */
  readonly category: string | undefined;
  /** What the SARIF log is uploaded with; undefined where it is not. */
  readonly uploadToken: string | undefined;
  /** Further reports, in files from the workspace. */
  readonly reports: readonly { readonly format: FormatName; readonly file: string }[];
  readonly annotations: boolean;
  readonly summary: boolean;
}

/** Reads the inputs as the runner passes them: each in a variable of the environment, so that none meets a shell. */
export const readInputs = (env: Environment): Inputs => {
  // The runner keeps hyphens: https://docs.github.com/actions/reference/workflows-and-actions/metadata-syntax#inputs
  const input = (name: string): string | undefined => env[`INPUT_${name.toUpperCase()}`]?.trim() || undefined;
  const flag = (name: string, otherwise: boolean): boolean => {
    const text = input(name)?.toLowerCase();
    return text === undefined ? otherwise : choose(text, ['true', 'false'], `value of ${name}`) === 'true';
  };
  const [config, maxWarnings, token = ''] = [input('config'), input('max-warnings'), input('token')];
  const closedWorld = flag('closed-world', false);
  // Where nothing is going to be merged all is looked at: a branch has no change of its own.
  const onlyChanged = flag('only-changed', false) && Boolean(env.GITHUB_BASE_REF);
  return {
    call: {
      ...plainLintCall(lined(input('paths') ?? '.')),
      flags: { preset: input('preset'), daprVersion: input('dapr-version'), ...(closedWorld && { closedWorld }) },
      failOn: choose(input('fail-on') ?? 'error', thresholds, 'severity'),
      ...(onlyChanged && { changed: {} }),
      ...(config !== undefined && { config }),
      ...(maxWarnings !== undefined && { maxWarnings: count(maxWarnings) }),
    },
    workingDirectory: input('working-directory') ?? '.',
    sarifFile: input('sarif-file'),
    category: input('category')?.replace(/\/+$/, '') || undefined,
    uploadToken: flag('upload-sarif', false) ? token : undefined,
    reports: lined(input('output') ?? '').map(report),
    annotations: flag('annotations', true),
    summary: flag('summary', true),
  };
};

/** One path a line, so that a path may hold spaces. */
const lined = (text: string): readonly string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** `junit=report.xml`: a file alone would leave its format open. */
const report = (text: string): { readonly format: FormatName; readonly file: string } => {
  const [, format, file = ''] = /^([\w-]+)=(.*)$/.exec(text) ?? [];
  if (format !== undefined) return { format: choose(format, formatNames, 'format'), file };
  throw new UserError(`output takes FORMAT=FILE, not "${text}"`, 'write junit=report.xml, one a line');
};

const count = (text: string): number => {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new UserError(`max-warnings takes a number, not "${text}"`);
};
