import yargs from 'yargs';
import { allRules, choose, oneOf } from '../choice.ts';
import { UserError } from '../failure.ts';
import { graphFormats } from '../graph/formats.ts';
import { formatNames } from '../report/index.ts';
import { presetNames } from '../rule.ts';
import { version } from '../version.ts';
import {
  type AuditCall,
  type Call,
  type Command,
  colorChoices,
  commands,
  type DoctorCall,
  type GraphCall,
  type Input,
  type LintCall,
  type Output,
  shells,
  thresholds,
} from './call.ts';
import { options, usages } from './options.ts';
import { checkSpelling, splitJoined } from './spelling.ts';

/** What was written for a command, by the long names of the options. */
interface Written {
  readonly operands: readonly string[];
  readonly has: (name: string) => boolean;
  readonly values: (name: string) => readonly string[];
  /** The last one, for an option that is written more than once. */
  readonly value: (name: string) => string | undefined;
}

/** Reads the words that follow `daprlint`. Throws `UserError` for what makes no sense. */
export const parse = async (argv: readonly string[], columns: number): Promise<Call> => {
  // After -- there are neither options nor commands.
  const end = argv.includes('--') ? argv.indexOf('--') : argv.length;
  const words = splitJoined(argv.slice(0, end));
  const likely = commands.find((name) => name === words.find((word) => !word.startsWith('-'))) ?? 'lint';
  // What several commands have is told as the one that is called has it.
  const all = Object.assign({}, ...commands.map((name) => options[name]), options[likely]);
  checkSpelling(words, all, 'daprlint');
  const parsed = await parserWith(all, columns).parseAsync(words);
  const operands = parsed._.map(String);
  // People try "daprlint help rules" as well.
  const asksForHelp = parsed.help === true || operands[0] === 'help';
  const command = commands.find((name) => name === operands[operands[0] === 'help' ? 1 : 0]);
  const known = options[command ?? 'lint'];
  if (asksForHelp) return { command: 'text', text: await helpOf(command ?? 'lint', columns) };
  if (parsed.version === true) return { command: 'text', text: `${version}\n` };
  checkSpelling(words, known, `daprlint ${command ?? 'lint'}`);
  const values = (name: string): readonly string[] => [parsed[name] ?? []].flat().map(String);
  const written: Written = {
    operands: [...operands.slice(command ? 1 : 0), ...argv.slice(end + 1)],
    has: (name) => parsed[name] === true,
    values,
    value: (name) => values(name).at(-1),
  };
  return calls[command ?? 'lint'](written);
};

const parserWith = (known: (typeof options)[Command], columns: number) =>
  yargs()
    // The language of a report does not depend on the machine.
    .locale('en')
    .scriptName('daprlint')
    .wrap(columns)
    .help(false)
    .version(false)
    .exitProcess(false)
    .showHelpOnFail(false)
    .fail((message: string, error?: Error) => {
      throw error ?? new UserError(message);
    })
    .parserConfiguration({
      'boolean-negation': false,
      'camel-case-expansion': false,
      'dot-notation': false,
      'greedy-arrays': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
      'strip-aliased': true,
    })
    .options(known);

const helpOf = async (command: Command, columns: number): Promise<string> => {
  const list = await parserWith(options[command], Math.min(columns, 110)).getHelp();
  // That an option takes a text says nothing to people.
  return `${usages[command]}\n\n${list.replaceAll(/ +\[(?:string|array|boolean)\]$/gm, '')}\n`;
};

const calls: { readonly [Name in Command]: (written: Written) => Call } = {
  lint: (written) => lintCall(written),
  audit: (written) => auditCall(written),
  graph: (written) => graphCall(written),
  explain: ({ operands, value }) => {
    const needsId = operands.length === 0;
    if (needsId) throw new UserError('explain needs the id of a rule', allRules);
    return {
      command: 'explain',
      ids: operands,
      color: choose(value('color') ?? 'auto', colorChoices, 'choice of color'),
    };
  },
  rules: ({ operands, value }) => {
    const [extra] = operands;
    if (extra !== undefined)
      throw new UserError(
        `rules takes no "${extra}"`,
        `write "daprlint explain ${extra}", or "daprlint ./rules" for a folder`,
      );
    return {
      command: 'rules',
      format: choose(value('format') ?? 'pretty', ['pretty', 'json'], 'format'),
      preset: choose(value('preset') ?? 'recommended', presetNames, 'preset'),
      color: choose(value('color') ?? 'auto', colorChoices, 'choice of color'),
    };
  },
  init: ({ operands, has }) => {
    const [extra] = operands;
    if (extra !== undefined)
      throw new UserError(`init takes no "${extra}"`, 'call it in the folder that gets the config');
    return { command: 'init', hook: has('hook'), workflow: has('workflow') };
  },
  completion: ({ operands }) => {
    const [shell, extra] = operands;
    if (shell === undefined) throw new UserError('completion needs the name of a shell', `use ${oneOf(shells)}`);
    if (extra !== undefined) throw new UserError(`completion takes one shell, and no "${extra}"`);
    return { command: 'completion', shell: choose(shell, shells, 'shell') };
  },
  doctor: (written) => doctorCall(written),
  schema: ({ operands, value }) => {
    const [extra] = operands;
    if (extra !== undefined)
      throw new UserError(
        `schema takes no "${extra}"`,
        'it prints one schema for all kinds; write it to a file with >',
      );
    return { command: 'schema', daprVersion: value('dapr-version') };
  },
};

const lintCall = (written: Written): LintCall => {
  const { has, value, values } = written;
  const maxWarnings = value('max-warnings');
  return {
    command: 'lint',
    ...inputOf(written),
    format: choose(value('format') ?? 'pretty', formatNames, 'format'),
    outputs: values('output').map((text) => output(text, formatNames)),
    failOn: choose(value('fail-on') ?? 'error', thresholds, 'severity'),
    quiet: has('quiet'),
    printConfig: has('print-config'),
    ...fixCall(written),
    color: choose(value('color') ?? 'auto', colorChoices, 'choice of color'),
    showSuppressed: has('show-suppressed'),
    ...knownOf(written),
    ...(maxWarnings !== undefined && { maxWarnings: count(maxWarnings) }),
  };
};

/** Which findings are known already, or are not asked for. */
const knownOf = ({ has, value }: Written): Pick<LintCall, 'baseline' | 'updateBaseline' | 'changed'> => {
  const [baseline, since] = [value('baseline'), value('since')];
  const [none, updateBaseline, changed] = [has('no-baseline'), has('update-baseline'), has('changed')];
  const other = baseline !== undefined ? '--baseline' : updateBaseline ? '--update-baseline' : undefined;
  if (none && other) throw new UserError(`${other} and --no-baseline exclude each other`, 'leave one of them out');
  if (changed && updateBaseline)
    throw new UserError('--changed and --update-baseline exclude each other', 'a baseline is about all there is');
  if (since !== undefined && !changed)
    throw new UserError('--since needs --changed', `write --changed --since ${since}`);
  return {
    updateBaseline,
    ...(none ? { baseline: false } : baseline !== undefined && { baseline }),
    ...(changed && { changed: since === undefined ? {} : { since } }),
  };
};

const fixCall = ({ has, operands }: Written): Pick<LintCall, 'fix'> => {
  const [fix, dryRun, unsafe] = [has('fix'), has('fix-dry-run'), has('unsafe-fixes')];
  if (fix && dryRun) throw new UserError('--fix and --fix-dry-run exclude each other', 'leave one of them out');
  if (unsafe && !fix && !dryRun)
    throw new UserError('--unsafe-fixes says which fixes are made, not that they are', 'write --fix --unsafe-fixes');
  if ((fix || dryRun) && operands.length > 1 && operands.includes('-'))
    throw new UserError(
      'what is fixed on stdin (-) goes to stdout; no other path can stand beside it',
      'fix the files in another call',
    );
  if ((fix || dryRun) && has('update-baseline'))
    throw new UserError('--fix and --update-baseline exclude each other', 'fix first, then update the baseline');
  return fix || dryRun ? { fix: { dryRun, unsafe } } : {};
};

const auditCall = (written: Written): AuditCall => {
  const { operands, value, values } = written;
  if (operands.length === 0)
    throw new UserError('audit needs an export', 'kubectl get … -A -o yaml > export.yaml makes one; - is stdin');
  const input = inputOf(written);
  return {
    command: 'audit',
    ...input,
    flags: { ...input.flags, closedWorld: true },
    format: choose(value('format') ?? 'pretty', formatNames, 'format'),
    outputs: values('output').map((text) => output(text, formatNames)),
    failOn: choose(value('fail-on') ?? 'error', thresholds, 'severity'),
    color: choose(value('color') ?? 'auto', colorChoices, 'choice of color'),
  };
};

const graphCall = (written: Written): GraphCall => {
  const { has, value, values } = written;
  const [app, onlyNamespace, workspace] = [value('app'), value('only-namespace'), value('workspace')];
  return {
    command: 'graph',
    ...inputOf(written),
    format: choose(value('format') ?? 'mermaid', graphFormats, 'format'),
    outputs: values('output').map((text) => output(text, graphFormats)),
    findings: !has('no-findings'),
    ...(app !== undefined && { app }),
    ...(onlyNamespace !== undefined && { onlyNamespace }),
    ...(workspace !== undefined && { workspace }),
  };
};

const doctorCall = (written: Written): DoctorCall => {
  const { has, value } = written;
  const baseline = value('baseline');
  if (has('no-baseline') && baseline !== undefined)
    throw new UserError('--baseline and --no-baseline exclude each other', 'leave one of them out');
  return {
    command: 'doctor',
    ...inputOf(written),
    ...(has('no-baseline') ? { baseline: false } : baseline !== undefined && { baseline }),
    color: choose(value('color') ?? 'auto', colorChoices, 'choice of color'),
  };
};

const inputOf = ({ operands, has, value, values }: Written): Input => {
  const [config, stdinFilename] = [value('config'), value('stdin-filename')];
  if (has('no-config') && config !== undefined)
    throw new UserError('--config and --no-config exclude each other', 'leave one of them out');
  return {
    paths: operands,
    flags: {
      preset: value('preset'),
      rules: values('rule'),
      daprVersion: value('dapr-version'),
      namespace: value('namespace'),
      ...(has('closed-world') && { closedWorld: true }),
      noIgnores: has('no-ignores'),
    },
    ...(has('no-config') ? { config: false } : config !== undefined && { config }),
    ...(stdinFilename !== undefined && { stdinFilename }),
  };
};

const count = (text: string): number => {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new UserError(`--max-warnings takes a number, not "${text}"`);
};

/** `sarif=report.sarif`, or a file alone; what has a dot or a slash before its = is no format. */
const output = <Format extends string>(text: string, formats: readonly Format[]): Output<Format> => {
  const match = /^([\w-]+)=(.*)$/s.exec(text);
  if (!match) return { file: text };
  const [, format = '', file = ''] = match;
  return { format: choose(format, formats, 'format'), file };
};
