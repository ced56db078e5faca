import { daprVersions } from '../model/catalog.ts';
import { isAtLeast } from '../model/values.ts';
import type { RuleMeta } from '../rule.ts';

export { daprVersions };

/** The version to judge by where nobody says one. */
export const newestDaprVersion: string = daprVersions.at(-1) ?? '';

/** What a text has to look like to name a version that is known: `1.18`, `v1.18`, `1.17.3`. */
export const daprVersionPattern = `^v?(?:${daprVersions.join('|').replaceAll('.', '\\.')})(?:\\.(?:0|[1-9][0-9]{0,3}))?$`;

/** The version as the rest of the program writes it: without the `v` of a tag. */
export const withoutV = (version: string): string => version.replace(/^v/, '');

/** Whether what a rule says is true of a Dapr version. */
export const holdsIn = ({ since, until }: Pick<RuleMeta, 'since' | 'until'>, version: string): boolean =>
  (since === undefined || isAtLeast(version, since)) && (until === undefined || !isAtLeast(version, until));
