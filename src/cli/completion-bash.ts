import type { OptionWords, Value, Vocabulary } from './completion.ts';

/** Completion for bash, from 3.2 on. */
export const bashScript = (vocabulary: Vocabulary): string => {
  const { commands, rules, levels } = vocabulary;
  const names = commands.map(({ name }) => name);
  const valued = new Set(commands.flatMap(({ options }) => options.filter(({ value }) => value).flatMap(spellings)));
  return `# What bash completes after daprlint, as daprlint completion bash prints it.

_daprlint_rules='${rules.join(' ')}'

# The words that begin with what was typed. Where none does, bash is not to offer files instead.
_daprlint_words() {
  compopt +o default 2>/dev/null
  COMPREPLY=($(compgen -W "$1" -- "$current"))
}

# The beginnings of a word that goes on after its =
_daprlint_beginnings() {
  COMPREPLY=($(compgen -W "$1" -- "$current"))
  compopt -o nospace 2>/dev/null
}

_daprlint() {
  local current=\${COMP_WORDS[COMP_CWORD]} before=$((COMP_CWORD - 1)) command= option= assigned= owner= prefix= skip= word index
  COMPREPLY=()

  for ((index = 1; index < COMP_CWORD; index++)); do
    word=\${COMP_WORDS[index]}
    if [[ $word == = ]]; then skip=1; continue; fi
    if [[ -n $skip ]]; then skip=; continue; fi
    case $word in
      --) return ;;
      ${[...valued].join('|')}) skip=1 ;;
      -?*) ;;
      ${names.join('|')}) command=$word; break ;;
      *) command=lint; break ;;
    esac
  done

  # bash takes an = for a word of its own, unless it was told not to.
  if [[ $current == = ]]; then
    current= assigned=1
  elif ((before > 0)) && [[ \${COMP_WORDS[before]} == = ]]; then
    before=$((before - 1)) assigned=1
  elif [[ $current == --*=* ]]; then
    option=\${current%%=*} prefix=$option= current=\${current#*=}
  fi
  [[ -n $option ]] || option=\${COMP_WORDS[before]}
  if [[ -n $assigned && $option != -* ]]; then
    owner=\${COMP_WORDS[before - 1]}
    [[ $owner == = ]] && owner=\${COMP_WORDS[before - 2]}
    case $owner in
      --rule) _daprlint_words '${levels.join(' ')}' ;;
    esac
    return
  fi

  case "\${command:-lint} $option" in
${commands.flatMap(({ name, options }) => options.flatMap((option) => valueCase(name, option, levels))).join('\n')}
    *)
      if [[ $current == -* ]]; then
        case \${command:-lint} in
${commands.map(({ name, options }) => `          ${name}) _daprlint_words '${options.flatMap(spellings).join(' ')}' ;;`).join('\n')}
        esac
        return
      fi
      case $command in
        '')
          local IFS=$'\\n'
          COMPREPLY=($(IFS=' ' compgen -W '${names.join(' ')}' -- "$current") $(compgen -f -- "$current"))
          compopt -o filenames 2>/dev/null
          return
          ;;
${commands
  .filter(({ operand }) => operand?.kind !== 'file')
  .map(({ name, operand }) => `        ${name}) ${operand ? offer(operand, levels) : "_daprlint_words ''"} ;;`)
  .join('\n')}
      esac
      return
      ;;
  esac

  if [[ -n $prefix ]]; then
    for index in "\${!COMPREPLY[@]}"; do COMPREPLY[index]=$prefix\${COMPREPLY[index]}; done
  fi
}

complete -o default -F _daprlint daprlint
`;
};

const spellings = ({ long, short }: OptionWords): readonly string[] => (short === undefined ? [long] : [short, long]);

const valueCase = (command: string, option: OptionWords, levels: readonly string[]): readonly string[] => {
  if (!option.value) return [];
  const patterns = spellings(option).map((spelling) => `'${command} ${spelling}'`);
  return [`    ${patterns.join('|')}) ${offer(option.value, levels)} ;;`];
};

/** Nothing is left to bash itself, which offers files then. */
const offer = (value: Value, levels: readonly string[]): string => {
  if (value.kind === 'words') return `_daprlint_words '${value.words.join(' ')}'`;
  if (value.kind === 'reports') return `_daprlint_beginnings '${value.words.map((word) => `${word}=`).join(' ')}'`;
  if (value.kind === 'rule') return '_daprlint_words "$_daprlint_rules"';
  if (value.kind === 'free') return "_daprlint_words ''";
  if (value.kind === 'file') return ':';
  return `if [[ $current == *=* ]]; then _daprlint_words "${levels.map((level) => `\${current%%=*}=${level}`).join(' ')}"; else _daprlint_beginnings "\${_daprlint_rules// /= }="; fi`;
};
