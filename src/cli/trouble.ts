import { RuleCrash, UserError } from '../failure.ts';
import { secretRangesIn } from '../model/secrets/ranges.ts';
import { codeFrame } from '../report/code-frame.ts';
import { harmless, harmlessLines } from '../report/harmless.ts';
import { informationUri } from '../report/sarif.ts';
import { secretTexts, withoutSecrets } from '../report/secret-texts.ts';
import { ConfigError, type ConfigProblem } from '../triage/config-error.ts';
import { version } from '../version.ts';
import { lines } from '../yaml/location.ts';
import { parse } from '../yaml/parse.ts';

interface Host {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `Node v20.20.2, linux`. */
  readonly machine: string;
}

/** What is told of an error that ended a run: what is wrong, and what to do. Never a stack, but for those who debug daprlint. */
export const tell = (error: unknown, { env, machine }: Host): string => {
  if (error instanceof ConfigError) return configProblems(error.problems);
  if (error instanceof UserError) return withHelp(`daprlint: ${harmless(error.message)}`, error.help);
  const what =
    error instanceof RuleCrash
      ? error.message
      : `it crashed: ${error instanceof Error ? error.message : String(error)}`;
  const lead = [
    `daprlint: ${harmless(what)}`,
    'This is a fault of daprlint, not of your files; no report was made.',
    `Please tell it, if you can with the file, at ${informationUri}/issues (daprlint ${version}, ${machine})`,
    ...(error instanceof RuleCrash ? [`help: go on without the rule: --rule ${error.rule}=off`] : []),
  ];
  const wantsStack = env.DAPRLINT_DEBUG === '1' && error instanceof Error;
  return `${[...lead, ...(wantsStack ? [stackOf(error)] : [])].join('\n')}\n`;
};

const stackOf = (error: Error): string =>
  harmlessLines(error.cause instanceof Error ? `${error.stack}\ncaused by ${error.cause.stack}` : String(error.stack));

const withHelp = (text: string, help: string | undefined): string =>
  help ? `${text}\nhelp: ${harmless(help)}\n` : `${text}\n`;

/** More of them are not read. */
const mostProblems = 20;

const configProblems = (problems: readonly ConfigProblem[]): string => {
  const more = problems.length - mostProblems;
  const told = problems.slice(0, mostProblems).map(configProblem);
  return `${[...told, ...(more > 0 ? [`daprlint: ${more} more in the config`] : [])].join('\n\n')}\n`;
};

const configProblem = ({ location: { source, range }, message, help }: ConfigProblem): string => {
  const { line, column } = lines(source).position(range.start);
  // Who names the wrong file as a config must not see its secrets.
  const secrets = secretRangesIn(parse(source));
  const told = withoutSecrets(message, [secretTexts(source, secrets)]);
  const frame = codeFrame(source, [{ range, primary: true }], { width: 100, secrets });
  return withHelp(
    `daprlint: ${harmless(told)}\n  --> ${harmless(source.path)}:${line}:${column}\n${frame}`,
    help,
  ).trimEnd();
};
