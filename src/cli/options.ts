import type { Options } from 'yargs';
import { oneOf } from '../choice.ts';
import { graphFormats } from '../graph/formats.ts';
import { formatNames } from '../report/index.ts';
import { presetNames } from '../rule.ts';
import { type Command, colorChoices, shells, thresholds } from './call.ts';

/** What a shell can offer where a value is wanted: words, or one of the things that have a name of their own. */
export type Suggestion =
  | readonly string[]
  | 'file'
  | 'dapr-version'
  | 'rule'
  | 'rule=level'
  /** One of the words with a file: `sarif=report.sarif`. */
  | { readonly reports: readonly string[] };

/** An option as yargs has it, and what its value may be. */
export interface Option extends Options {
  readonly suggests?: Suggestion;
}

/** What may stand after a command; nothing after those that are not named. */
export const operands: Readonly<Partial<Record<Command, Suggestion>>> = {
  lint: 'file',
  audit: 'file',
  graph: 'file',
  doctor: 'file',
  explain: 'rule',
  completion: shells,
};

/** What a command does, in a line. */
export const summaries: Readonly<Record<Command, string>> = {
  lint: 'Lint manifests',
  audit: 'Judge an export of a whole cluster',
  graph: 'Draw apps and what they use',
  init: 'Write a config to start with',
  doctor: 'Tell what is in force, and what was found where',
  explain: 'Tell what a rule is about',
  rules: 'List all rules',
  schema: 'Print a JSON Schema for editors',
  completion: 'Print what makes a shell complete words',
};

const forLint = `daprlint, the linter for Dapr on Kubernetes

Examples:
  daprlint                                lint all manifests in this folder
  daprlint deploy/ components/pubsub.yaml
  helm template ./chart | daprlint -
  kubectl get all,components,configurations -A -o yaml | daprlint -
  daprlint --preset production --output sarif=daprlint.sarif
  daprlint --fix deploy/                  put right what has one right repair
  daprlint audit export.yaml              judge an export of a whole cluster
  daprlint graph deploy/                  draw apps and what they use
  daprlint explain unquoted-string        tell what a rule is about
  daprlint rules                          list all rules
  daprlint schema > dapr.schema.json      a JSON Schema for editors
  daprlint init                           write a config to start with
  daprlint doctor                         tell what is in force, and what was found

Usage:
  daprlint [lint] [paths..] [options]

  A path is a file, a folder, a pattern ("deploy/**/*.yaml") or - for stdin.
  Exit status: 0 nothing found, 1 findings, 2 the call or the input cannot be used.`;

const forAudit = `Judges an export of a whole cluster: what is missing in it is missing

Examples:
  kubectl get all,secrets,configmaps,components,configurations,subscriptions,resiliencies -A -o yaml > export.yaml
  daprlint audit export.yaml
  daprlint audit staging.yaml.gz backup.tar.gz dump/     one cluster each
  daprlint audit --format policyreport export.yaml       for dashboards

Usage:
  daprlint audit <export..> [options]

  An export is a file (YAML, JSON), an archive (.gz, .zip, .tar, .tar.gz), a folder of these as kubectl cluster-info dump
  or velero writes it, or - for stdin. Files of any size are read as a stream; values of Secrets that do not name Dapr are
  passed over, but for certificates.
  Exit status: 0 nothing found, 1 findings, 2 the call or some of the input cannot be used.`;

const forGraph = `Draws apps, and the components, topics, configurations and secrets that they use

Examples:
  daprlint graph deploy/                         a Mermaid flowchart: paste it into a Markdown file
  daprlint graph --format dot | dot -Tsvg -o dapr.svg
  daprlint graph --app checkout                  one app and what it touches
  kubectl get deployments,statefulsets,components,configurations,subscriptions -A -o yaml | daprlint graph -

Usage:
  daprlint graph [paths..] [options]

  What apps do in code, such as subscribing or calling each other, is not drawn: manifests do not tell it.
  An app that nobody is drawn to call may be called by every app, unless it says otherwise.
  Exit status: 0 whatever was found, 2 the call or the input cannot be used.`;

const forDoctor = `Tells which versions and settings are in force, and what was found where; lints nothing

Examples:
  daprlint doctor
  daprlint doctor --preset production deploy/

Usage:
  daprlint doctor [paths..] [options]

  Exit status: 0 it could be told, 2 the call, the config or the input cannot be used.`;

const forInit = `Looks at what is there, and writes a small daprlint.yaml to start with

Examples:
  daprlint init
  daprlint init --hook --workflow

Usage:
  daprlint init [options]

  No file that is there is changed: where one is that is asked for, nothing is written, and the exit status is 2.`;

const forCompletion = `Prints what makes a shell complete commands, options, their values and the ids of rules

Examples:
  daprlint completion bash > ~/.local/share/bash-completion/completions/daprlint
  daprlint completion zsh > "\${fpath[1]}/_daprlint"
  daprlint completion fish > ~/.config/fish/completions/daprlint.fish

Usage:
  daprlint completion <${shells.join('|')}>`;

/** What stands above the options in the help of a command. */
export const usages: Readonly<Record<Command, string>> = {
  lint: forLint,
  audit: forAudit,
  graph: forGraph,
  init: forInit,
  doctor: forDoctor,
  completion: forCompletion,
  explain:
    'Tells what a rule is about\n\nExamples:\n  daprlint explain unquoted-string\n\nUsage:\n  daprlint explain <id..>',
  rules:
    'Lists all rules\n\nExamples:\n  daprlint rules --preset strict\n  daprlint rules --format json\n\nUsage:\n  daprlint rules',
  schema:
    'Prints one JSON Schema for all Dapr manifests, for the YAML server of an editor\n\nExamples:\n  daprlint schema > dapr.schema.json\n  daprlint schema --dapr-version 1.16\n\nUsage:\n  daprlint schema',
};

const text = (group: string, description: string, more: Omit<Option, 'type'> = {}): Option => ({
  type: 'string',
  group,
  description,
  ...more,
});
const flag = (group: string, description: string, more: Omit<Option, 'type'> = {}): Option => ({
  type: 'boolean',
  group,
  description,
  ...more,
});

const plain: Readonly<Record<string, Option>> = {
  help: flag('Other:', 'Show this help', { alias: 'h' }),
  version: flag('Other:', 'Show the version'),
};
const shared: Readonly<Record<string, Option>> = {
  color: text('Other:', 'auto, always or never [default: auto]', { suggests: colorChoices }),
  ...plain,
};

/** How manifests are judged: the same wherever they are. */
const judging: Readonly<Record<string, Option>> = {
  'stdin-filename': text('Input:', 'The file that is read from stdin (-), for its config, its ignores and the report', {
    suggests: 'file',
  }),
  preset: text('Rules:', 'minimal, recommended, production, strict or todo-chatbot [default: recommended]', {
    suggests: presetNames,
  }),
  rule: text('Rules:', 'ID=off, ID=info, ID=warning or ID=error; may be repeated', {
    array: true,
    suggests: 'rule=level',
  }),
  'dapr-version': text('Rules:', 'Version of Dapr that the manifests are for', { suggests: 'dapr-version' }),
  namespace: text('Rules:', 'Namespace of objects that name none'),
  'closed-world': flag('Rules:', 'The input is all there is: what is missing in it is missing'),
  'no-ignores': flag('Rules:', 'Lint what the config, comments and annotations ignore'),
};
const {
  'closed-world': _closed,
  'stdin-filename': _filename,
  ...judgingExports
}: Readonly<Record<string, Option>> = judging;
const configured: Readonly<Record<string, Option>> = {
  config: text('Config:', 'Config file [default: daprlint.yaml, searched upward to the git root]', {
    alias: 'c',
    suggests: 'file',
  }),
  'no-config': flag('Config:', 'Use no config file'),
};

const baselines: Readonly<Record<string, Option>> = {
  baseline: text('Known findings:', 'File with findings to live with [default: daprlint-baseline.json]', {
    suggests: 'file',
  }),
  'no-baseline': flag('Known findings:', 'Show what the baseline knows, too'),
};

/** The options of each command, in the order of the help. */
export const options: Readonly<Record<Command, Readonly<Record<string, Option>>>> = {
  lint: {
    ...judging,
    format: text('Output:', `${oneOf(formatNames)} [default: pretty]`, { alias: 'f', suggests: formatNames }),
    output: text(
      'Output:',
      'FORMAT=FILE writes one more report; FILE alone takes the one of --format; may be repeated',
      { alias: 'o', array: true, suggests: { reports: formatNames } },
    ),
    'fail-on': text('Output:', 'Exit with 1 from this severity on: error, warning, info or never [default: error]', {
      suggests: thresholds,
    }),
    'max-warnings': text('Output:', 'Exit with 1 if there are more warnings'),
    quiet: flag('Output:', 'Show errors only'),
    'show-suppressed': flag('Output:', 'Tell in SARIF what is suppressed, with the reason'),
    ...baselines,
    'update-baseline': flag('Known findings:', 'Write what is found to the baseline, and take out what is fixed'),
    changed: flag('Known findings:', 'Show only what concerns changed lines, or is new because of a change'),
    since: text('Known findings:', 'With --changed: a commit, branch or tag [default: the base in CI, or else HEAD]'),
    fix: flag('Fix:', 'Put right what has one right repair, and report the rest'),
    'fix-dry-run': flag('Fix:', 'Print what --fix would change as a diff, and change nothing'),
    'unsafe-fixes': flag('Fix:', 'Fix as well where a manifest may come to mean something else'),
    ...configured,
    'print-config': flag('Config:', 'Show the settings in force, and lint nothing'),
    ...shared,
  },
  audit: {
    ...judgingExports,
    format: text('Output:', `${oneOf(formatNames)} [default: pretty]`, { alias: 'f' }),
    output: text(
      'Output:',
      'FORMAT=FILE writes one more report; FILE alone takes the one of --format; may be repeated',
      { alias: 'o', array: true },
    ),
    'fail-on': text('Output:', 'Exit with 1 from this severity on: error, warning, info or never [default: error]'),
    ...configured,
    ...shared,
  },
  graph: {
    app: text('Picture:', 'An app-id: draw only this app and what it touches'),
    'only-namespace': text('Picture:', 'Draw only what is in this namespace, and what that touches'),
    workspace: text('Picture:', 'Draw this one where the input is several: an overlay, a chart'),
    'no-findings': flag('Picture:', 'Mark nothing: do not lint'),
    ...judging,
    format: text('Output:', 'mermaid, dot or json [default: mermaid]', { alias: 'f', suggests: graphFormats }),
    output: text('Output:', 'FILE, or FORMAT=FILE for one more picture; may be repeated', {
      alias: 'o',
      array: true,
      suggests: { reports: graphFormats },
    }),
    ...configured,
    ...plain,
  },
  doctor: { ...judging, ...baselines, ...configured, ...shared },
  init: {
    hook: flag('First steps:', 'Write the hook to .pre-commit-config.yaml as well'),
    workflow: flag('First steps:', 'Write the workflow to .github/workflows/daprlint.yml as well'),
    ...plain,
  },
  completion: plain,
  explain: shared,
  rules: {
    preset: text('Rules:', 'The preset whose levels are shown [default: recommended]', { suggests: presetNames }),
    format: text('Output:', 'pretty or json [default: pretty]', { alias: 'f', suggests: ['pretty', 'json'] }),
    ...shared,
  },
  schema: {
    'dapr-version': text('Rules:', 'Version of Dapr that the manifests are for [default: the newest]', {
      suggests: 'dapr-version',
    }),
    ...shared,
  },
};
