import { github } from './github.ts';
import { json } from './json.ts';
import { pretty } from './pretty.ts';
import type { Reporter } from './report.ts';
import { sarif } from './sarif.ts';

export { jobSummary } from './github.ts';
export type { JsonEdit, JsonFinding, JsonFix, JsonRelated, JsonReport, JsonSummary } from './json.ts';
export type { Report, Reporter, Summary, View } from './report.ts';

export const formatNames = ['pretty', 'json', 'sarif', 'github', 'none'] as const;
export type FormatName = (typeof formatNames)[number];

/** Every format, by the name that `--format` and `--output` know it by. */
export const reporters: Readonly<Record<FormatName, Reporter>> = { pretty, json, sarif, github, none: () => '' };
