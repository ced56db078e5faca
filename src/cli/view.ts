import type { View } from '../report/report.ts';
import type { ColorChoice } from './call.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** How what is printed is going to be looked at. */
export const viewOf = (
  choice: ColorChoice,
  { env, terminal }: { readonly env: Environment; readonly terminal: { readonly columns: number } | undefined },
): View => ({
  color: choice === 'auto' ? wantsColor(env, terminal !== undefined) : choice === 'always',
  width: terminal?.columns ?? 80,
  links: terminal !== undefined && choice !== 'never' && knowsLinks(env),
});

/** A report in a file has no colours and no terminal. */
export const fileView: View = { color: false, width: 80, links: false };

/** Whether reports are coloured where nobody says so: https://no-color.org, https://force-color.org; where both are set the second wins, as in Node itself. */
export const wantsColor = ({ FORCE_COLOR, NO_COLOR, TERM }: Environment, isTerminal: boolean): boolean => {
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  return isTerminal && TERM !== 'dumb';
};

/** Terminals that make links of OSC 8 sequences; others print them as garbage. */
const knowsLinks = ({ CI, TERM, TERM_PROGRAM, VTE_VERSION, WT_SESSION, KONSOLE_VERSION }: Environment): boolean => {
  if (CI || TERM === 'dumb') return false;
  return (
    Boolean(WT_SESSION || KONSOLE_VERSION) ||
    Number(VTE_VERSION ?? 0) >= 5000 ||
    /^(?:iTerm\.app|WezTerm|vscode|ghostty|Hyper)$/.test(TERM_PROGRAM ?? '') ||
    /kitty|alacritty|ghostty|foot/.test(TERM ?? '')
  );
};
