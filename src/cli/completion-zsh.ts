import type { OptionWords, Value, Vocabulary } from './completion.ts';

/** Completion for zsh: a file `_daprlint` in a folder of `fpath`, or a text to evaluate. */
export const zshScript = ({ commands, rules, levels }: Vocabulary): string => `#compdef daprlint
# What zsh completes after daprlint, as daprlint completion zsh prints it.

_daprlint_rules() {
  compadd "$@" -- ${rules.join(' ')}
}

_daprlint_levels() {
  if compset -P 1 '*='; then compadd -- ${levels.join(' ')}; else _daprlint_rules -S =; fi
}

_daprlint_reports() {
  if compset -P 1 '*='; then _files; else compadd -S = -- $=1; _files; fi
}

_daprlint_first() {
  local -a commands
  commands=(
${commands.map(({ name, summary }) => `    ${quoted(`${name}:${summary}`)}`).join('\n')}
  )
  _describe -t commands command commands
  _files
}

_daprlint() {
  local command=lint
  local -a first
  first=('1: :_daprlint_first')
  case $words[2] in
    (${commands.map(({ name }) => name).join('|')})
      if (( CURRENT > 2 )); then
        command=$words[2]
        first=()
        shift words
        (( CURRENT-- ))
      fi
      ;;
  esac
  case $command in
${commands.map((command) => commandCase(command)).join('\n')}
  esac
}

if [[ $funcstack[1] == _daprlint ]]; then _daprlint "$@"; else compdef _daprlint daprlint; fi
`;

const commandCase = ({ name, operand, options }: Vocabulary['commands'][number]): string => {
  const specs = [...options.map(optionSpec), ...(operand ? [quoted(`*: :${action(operand)}`)] : [])];
  const first = name === 'lint' ? ' $first' : '';
  return `    (${name})\n      _arguments -s -S${first} \\\n        ${specs.join(' \\\n        ')}\n      ;;`;
};

const optionSpec = ({ long, short, description, isRepeatable, value }: OptionWords): string => {
  const about = `[${description.replaceAll(/[[\]\\]/g, '\\$&')}]${value ? `: :${action(value)}` : ''}`;
  const spelt = value ? `${long}=` : long;
  if (short === undefined) return quoted(`${isRepeatable ? '*' : ''}${spelt}${about}`);
  const exclusion = isRepeatable ? "'*'" : quoted(`(${short} ${long})`);
  return `${exclusion}{${short}${value ? '+' : ''},${spelt}}${quoted(about)}`;
};

const action = (value: Value): string => {
  if (value.kind === 'words') return `(${value.words.join(' ')})`;
  if (value.kind === 'reports') return ` _daprlint_reports "${value.words.join(' ')}"`;
  if (value.kind === 'rule') return '_daprlint_rules';
  if (value.kind === 'rule=level') return ' _daprlint_levels';
  return value.kind === 'file' ? '_files' : '( )';
};

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
