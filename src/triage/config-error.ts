import { UserError } from '../failure.ts';
import type { Location } from '../yaml/location.ts';

/** What is wrong with a config, and where; told as findings are. */
export interface ConfigProblem {
  readonly location: Location;
  readonly message: string;
  readonly help?: string;
}

/** The config cannot be used: everything that is wrong with it at once, in the order of the text. */
export class ConfigError extends UserError {
  constructor(
    path: string,
    readonly problems: readonly ConfigProblem[],
  ) {
    super(
      `${path} cannot be used: ${problems.length === 1 ? problems[0]?.message : `it has ${problems.length} problems`}`,
    );
  }
}
