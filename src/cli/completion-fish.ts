import type { OptionWords, Value, Vocabulary } from './completion.ts';

/** Completion for fish. */
export const fishScript = ({ commands, rules, levels }: Vocabulary): string => {
  const others = commands.map(({ name }) => name).filter((name) => name !== 'lint');
  const conditionOf = (name: string): string =>
    name === 'lint' ? `not __fish_seen_subcommand_from ${others.join(' ')}` : `__fish_seen_subcommand_from ${name}`;
  const isFirst = `not __fish_seen_subcommand_from ${commands.map(({ name }) => name).join(' ')}`;
  const lines = commands.flatMap(({ name, operand, options }) => {
    const start = `complete -c daprlint -n ${quoted(conditionOf(name))}`;
    return [
      ...(operand?.kind === 'file' ? [] : [`${start} ${operand ? offer(operand) : '-f'}`]),
      ...options.map((option) => `${start} ${optionOf(option)}`),
    ];
  });
  const named = commands.map(
    ({ name, summary }) => `complete -c daprlint -n ${quoted(isFirst)} -a ${name} -d ${quoted(summary)}`,
  );
  return `# What fish completes after daprlint, as daprlint completion fish prints it.

set -g __daprlint_rules ${rules.join(' ')}

function __daprlint_levels
    for level in ${levels.join(' ')}
        string join \\n -- $__daprlint_rules=$level
    end
end

function __daprlint_reports
    set -l typed (string replace -r '^(--output=|-o)' '' -- (commandline -ct))
    for format in $argv
        if string match -q -- "$format=*" $typed
            for file in (__fish_complete_path (string replace -- "$format=" '' $typed))
                echo $format=$file
            end
        else
            echo $format=
        end
    end
end

${[...named, ...lines].join('\n')}
`;
};

const optionOf = ({ long, short, description, value }: OptionWords): string =>
  [
    `-l ${long.slice(2)}`,
    ...(short === undefined ? [] : [`-s ${short.slice(1)}`]),
    ...(value ? [offer(value)] : []),
    `-d ${quoted(description)}`,
  ].join(' ');

const offer = (value: Value): string => {
  if (value.kind === 'words') return `-x -a ${quoted(value.words.join(' '))}`;
  if (value.kind === 'reports') return `-r -a ${quoted(`(__daprlint_reports ${value.words.join(' ')})`)}`;
  if (value.kind === 'rule') return `-x -a ${quoted('$__daprlint_rules')}`;
  if (value.kind === 'rule=level') return `-x -a ${quoted('(__daprlint_levels)')}`;
  return value.kind === 'file' ? '-r -F' : '-x';
};

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
