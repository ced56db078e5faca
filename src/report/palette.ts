import { Chalk } from 'chalk';
import type { Severity } from '../finding.ts';
import type { View } from './report.ts';

type Paint = (text: string) => string;

/** The colours of the terminal report; without colour every one of them leaves the text as it is. */
export interface Palette {
  readonly severity: Readonly<Record<Severity, Paint>>;
  readonly strong: Paint;
  readonly faint: Paint;
  readonly frame: Paint;
  readonly related: Paint;
  readonly good: Paint;
}

export const paletteOf = ({ color }: View): Palette => {
  // Level 1, the sixteen colours that every terminal lets its user choose.
  const chalk = new Chalk({ level: color ? 1 : 0 });
  return {
    severity: { error: chalk.bold.red, warning: chalk.bold.yellow, info: chalk.bold.cyan },
    strong: chalk.bold,
    faint: chalk.dim,
    frame: chalk.blue,
    related: chalk.magenta,
    good: chalk.green,
  };
};
