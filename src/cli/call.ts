import type { Severity } from '../finding.ts';
import type { GraphFormat } from '../graph/formats.ts';
import type { FormatName } from '../report/index.ts';
import type { PresetName } from '../rule.ts';
import type { Flags } from '../triage/flags.ts';

export const commands = [
  'lint',
  'audit',
  'graph',
  'explain',
  'rules',
  'schema',
  'init',
  'doctor',
  'completion',
] as const;
export type Command = (typeof commands)[number];

/** The shells that can be told what may stand where. */
export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

export const colorChoices = ['auto', 'always', 'never'] as const;
export type ColorChoice = (typeof colorChoices)[number];

export const thresholds = ['error', 'warning', 'info', 'never'] as const;
/** The mildest severity that makes a run fail. */
type Threshold = Severity | 'never';

/** A report that goes into a file; without a format of its own it is the one that stdout would have got. */
export interface Output<Format = FormatName> {
  readonly format?: Format;
  readonly file: string;
}

/** What manifests a call is about, and how they are to be judged. */
export interface Input {
  readonly paths: readonly string[];
  /** A file; `false` for none at all; undefined to search for one. */
  readonly config?: string | false;
  readonly flags: Flags;
  readonly stdinFilename?: string;
}

export interface FixCall {
  /** Whether files are not written, but a diff is printed. */
  readonly dryRun: boolean;
  /** Whether fixes are made that may change what a manifest means. */
  readonly unsafe: boolean;
}

export interface LintCall extends Input {
  readonly command: 'lint';
  readonly format: FormatName;
  readonly outputs: readonly Output[];
  readonly failOn: Threshold;
  readonly maxWarnings?: number;
  /** Only errors are shown. */
  readonly quiet: boolean;
  readonly printConfig: boolean;
  /** A file; `false` for none at all; undefined for the one of the config, or the one that is found. */
  readonly baseline?: string | false;
  readonly updateBaseline: boolean;
  /** Only what has changed since a commit; empty for the one that goes without saying. */
  readonly changed?: { readonly since?: string };
  /** SARIF tells what is suppressed, too. */
  readonly showSuppressed: boolean;
  /** What is to be put right, and how that is told; undefined for nothing. */
  readonly fix?: FixCall;
  readonly color: ColorChoice;
}

export interface AuditCall extends Input {
  readonly command: 'audit';
  readonly format: FormatName;
  readonly outputs: readonly Output[];
  readonly failOn: Threshold;
  readonly color: ColorChoice;
}

export interface GraphCall extends Input {
  readonly command: 'graph';
  readonly format: GraphFormat;
  readonly outputs: readonly Output<GraphFormat>[];
  /** An app-id: only this app, and what it touches. */
  readonly app?: string;
  /** Only what is in this namespace, and what that touches. */
  readonly onlyNamespace?: string;
  /** The workspace to draw, where the input is several: its folder, or `rest`. */
  readonly workspace?: string;
  /** Whether what was found is marked. */
  readonly findings: boolean;
}

export interface DoctorCall extends Input {
  readonly command: 'doctor';
  readonly baseline?: string | false;
  readonly color: ColorChoice;
}

interface ExplainCall {
  readonly command: 'explain';
  readonly ids: readonly string[];
  readonly color: ColorChoice;
}

interface RulesCall {
  readonly command: 'rules';
  readonly format: 'pretty' | 'json';
  readonly preset: PresetName;
  readonly color: ColorChoice;
}

interface SchemaCall {
  readonly command: 'schema';
  readonly daprVersion: string | undefined;
}

export interface InitCall {
  readonly command: 'init';
  /** Whether the hook for pre-commit is written, not only shown. */
  readonly hook: boolean;
  /** Whether the workflow for GitHub is written, not only shown. */
  readonly workflow: boolean;
}

interface CompletionCall {
  readonly command: 'completion';
  readonly shell: Shell;
}

/** A text that answers the call. */
interface TextCall {
  readonly command: 'text';
  readonly text: string;
}

/** What the user asks for. */
export type Call =
  | LintCall
  | AuditCall
  | GraphCall
  | DoctorCall
  | ExplainCall
  | RulesCall
  | SchemaCall
  | InitCall
  | CompletionCall
  | TextCall;

/** A call of `daprlint` with paths and nothing else. */
export const plainLintCall = (paths: readonly string[]): LintCall => ({
  command: 'lint',
  paths,
  format: 'pretty',
  outputs: [],
  flags: {},
  failOn: 'error',
  quiet: false,
  printConfig: false,
  updateBaseline: false,
  showSuppressed: false,
  color: 'auto',
});

const isCommand = (word: string | undefined): boolean =>
  word === 'help' || commands.some((command) => command === word);

/**
 * Reads the calls that hooks and people make most: paths, and nothing else. Undefined for all others, which need the whole
 * parser; loading that takes longer than linting a file.
 */
export const parsePlain = (argv: readonly string[]): LintCall | undefined =>
  isCommand(argv[0]) || argv.some((word) => word.startsWith('-') && word !== '-') ? undefined : plainLintCall(argv);
