import { RuleCrash, UserError } from '../failure.ts';
import { SecretMarks } from '../model/secrets/marks.ts';
import { secretRangesIn } from '../model/secrets/ranges.ts';
import { codeFrame } from '../report/code-frame.ts';
import { harmless, harmlessLines } from '../report/harmless.ts';
import { concealedIn } from '../report/redaction.ts';
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
  const what = error instanceof RuleCrash ? error.message : `it crashed: ${reasonOf(error)}`;
  const lead = [
    `daprlint: ${harmless(what)}`,
    'This is a fault of daprlint, not of your files; no report was made.',
    `Please tell it, if you can with the file, at ${informationUri}/issues (daprlint ${version}, ${machine})`,
    ...(error instanceof RuleCrash ? [`help: go on without the rule: --rule ${error.rule}=off`] : []),
  ];
  const wantsStack = env.DAPRLINT_DEBUG === '1' && error instanceof Error;
  return `${[...lead, ...(wantsStack ? [stackOf(error)] : [])].join('\n')}\n`;
};

/** A syntax error of the engine quotes any part of a text, which may be a part of a secret. */
const reasonOf = (error: unknown): string =>
  error instanceof SyntaxError ? error.name : error instanceof Error ? error.message : String(error);

const stackOf = (error: Error): string =>
  harmlessLines(
    error.cause instanceof Error
      ? `${error.stack}\ncaused by ${error.cause.name}${callsOf(error.cause)}`
      : error instanceof SyntaxError
        ? `${error.name}${callsOf(error)}`
        : String(error.stack),
  );

/** The calls that led to an error, without what it says: that may quote what the user has written. */
const callsOf = ({ stack = '' }: Error): string => {
  const start = stack.search(/\n {4}at /);
  return start < 0 ? '' : stack.slice(start);
};

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
  const ranges = secretRangesIn(parse(source));
  const texts = secretTexts(source, ranges);
  const marks = new SecretMarks();
  marks.add(source.text, ranges);
  const told = withoutSecrets(message, [texts], marks);
  const secrets = concealedIn(source, {
    secrets: () => ranges,
    secrecy: { around: () => texts, marks: () => marks },
  });
  const frame = codeFrame(source, [{ range, primary: true }], { width: 100, secrets });
  return withHelp(
    `daprlint: ${harmless(told)}\n  --> ${harmless(source.path)}:${line}:${column}\n${frame}`,
    help,
  ).trimEnd();
};
