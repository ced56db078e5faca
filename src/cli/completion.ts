import { severities } from '../finding.ts';
import type { Shell } from './call.ts';
import { bashScript } from './completion-bash.ts';
import { fishScript } from './completion-fish.ts';
import { zshScript } from './completion-zsh.ts';
import { type Option, operands, options, type Suggestion, summaries } from './options.ts';

/** Names that options and commands take, and that no option knows itself. */
export interface Names {
  /** Their ids. */
  readonly rules: readonly string[];
  readonly daprVersions: readonly string[];
}

/** What may stand where, for a script of any shell. */
export interface Vocabulary {
  readonly commands: readonly CommandWords[];
  readonly rules: readonly string[];
  readonly levels: readonly string[];
}

interface CommandWords {
  readonly name: string;
  readonly summary: string;
  readonly operand: Value | undefined;
  readonly options: readonly OptionWords[];
}

export interface OptionWords {
  readonly long: string;
  readonly short: string | undefined;
  readonly description: string;
  readonly isRepeatable: boolean;
  /** Undefined for a flag. */
  readonly value: Value | undefined;
}

/** What a value may be; `free` where nobody but the user knows. */
export type Value =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'reports'; readonly words: readonly string[] }
  | { readonly kind: 'file' | 'rule' | 'rule=level' | 'free' };

const writers: Readonly<Record<Shell, (vocabulary: Vocabulary) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

/** The script that makes a shell complete the words of a call. */
export const completionScript = (shell: Shell, names: Names): string => writers[shell](vocabularyOf(names));

const vocabularyOf = ({ rules, daprVersions }: Names): Vocabulary => {
  const offered = (suggestion: Suggestion): Value => {
    if (suggestion === 'dapr-version') return { kind: 'words', words: daprVersions };
    if (typeof suggestion === 'string') return { kind: suggestion };
    return 'reports' in suggestion
      ? { kind: 'reports', words: suggestion.reports }
      : { kind: 'words', words: suggestion };
  };
  const wordsOf = ([name, option]: readonly [string, Option]): OptionWords => ({
    long: `--${name}`,
    short: option.alias === undefined ? undefined : `-${[option.alias].flat()[0]}`,
    description: (option.description ?? '').replace(/ \[default: .*\]$/, ''),
    isRepeatable: option.array === true,
    value: option.type === 'boolean' ? undefined : option.suggests ? offered(option.suggests) : { kind: 'free' },
  });
  const commands = (Object.keys(options) as (keyof typeof options)[]).map((name) => {
    const operand = operands[name];
    return {
      name,
      summary: summaries[name],
      operand: operand && offered(operand),
      options: Object.entries(options[name]).map(wordsOf),
    };
  });
  return { commands, rules: rules.toSorted(), levels: ['off', ...severities.toReversed()] };
};
