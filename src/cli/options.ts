import type { Options } from 'yargs';
import type { Command } from './call.ts';

const forLint = `daprlint, the linter for Dapr on Kubernetes

Examples:
  daprlint                                lint all manifests in this folder
  daprlint deploy/ components/pubsub.yaml
  helm template ./chart | daprlint -
  kubectl get all,components,configurations -A -o yaml | daprlint -
  daprlint --preset production --output sarif=daprlint.sarif
  daprlint explain unquoted-string        tell what a rule is about
  daprlint rules                          list all rules
  daprlint schema > dapr.schema.json      a JSON Schema for editors

Usage:
  daprlint [lint] [paths..] [options]

  A path is a file, a folder, a pattern ("deploy/**/*.yaml") or - for stdin.
  Exit status: 0 nothing found, 1 findings, 2 the call or the input cannot be used.`;

/** What stands above the options in the help of a command. */
export const usages: Readonly<Record<Command, string>> = {
  lint: forLint,
  explain:
    'Tells what a rule is about\n\nExamples:\n  daprlint explain unquoted-string\n\nUsage:\n  daprlint explain <id..>',
  rules:
    'Lists all rules\n\nExamples:\n  daprlint rules --preset strict\n  daprlint rules --format json\n\nUsage:\n  daprlint rules',
  schema:
    'Prints one JSON Schema for all Dapr manifests, for the YAML server of an editor\n\nExamples:\n  daprlint schema > dapr.schema.json\n  daprlint schema --dapr-version 1.16\n\nUsage:\n  daprlint schema',
};

const text = (group: string, description: string, more: Options = {}): Options => ({
  type: 'string',
  group,
  description,
  ...more,
});
const flag = (group: string, description: string, more: Options = {}): Options => ({
  type: 'boolean',
  group,
  description,
  ...more,
});

const shared: Readonly<Record<string, Options>> = {
  color: text('Other:', 'auto, always or never [default: auto]'),
  help: flag('Other:', 'Show this help', { alias: 'h' }),
  version: flag('Other:', 'Show the version'),
};

/** The options of each command, in the order of the help. */
export const options: Readonly<Record<Command, Readonly<Record<string, Options>>>> = {
  lint: {
    'stdin-filename': text(
      'Input:',
      'The file that is read from stdin (-), for its config, its ignores and the report',
    ),
    preset: text('Rules:', 'minimal, recommended, production, strict or todo-chatbot [default: recommended]'),
    rule: text('Rules:', 'ID=off, ID=info, ID=warning or ID=error; may be repeated', { array: true }),
    'dapr-version': text('Rules:', 'Version of Dapr that the manifests are for'),
    namespace: text('Rules:', 'Namespace of objects that name none'),
    'closed-world': flag('Rules:', 'The input is all there is: what is missing in it is missing'),
    'no-ignores': flag('Rules:', 'Lint what the config, comments and annotations ignore'),
    format: text('Output:', 'pretty, json, sarif, github or none [default: pretty]', { alias: 'f' }),
    output: text(
      'Output:',
      'FORMAT=FILE writes one more report; FILE alone takes the one of --format; may be repeated',
      { alias: 'o', array: true },
    ),
    'fail-on': text('Output:', 'Exit with 1 from this severity on: error, warning, info or never [default: error]'),
    'max-warnings': text('Output:', 'Exit with 1 if there are more warnings'),
    quiet: flag('Output:', 'Show errors only'),
    config: text('Config:', 'Config file [default: daprlint.yaml, searched upward to the git root]', { alias: 'c' }),
    'no-config': flag('Config:', 'Use no config file'),
    'print-config': flag('Config:', 'Show the settings in force, and lint nothing'),
    ...shared,
  },
  explain: shared,
  rules: {
    preset: text('Rules:', 'The preset whose levels are shown [default: recommended]'),
    format: text('Output:', 'pretty or json [default: pretty]', { alias: 'f' }),
    ...shared,
  },
  schema: {
    'dapr-version': text('Rules:', 'Version of Dapr that the manifests are for [default: the newest]'),
    ...shared,
  },
};
