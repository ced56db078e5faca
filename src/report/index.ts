import { checkstyle } from './checkstyle.ts';
import { compact } from './compact.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { policyreport } from './policy-report.ts';
import { pretty } from './pretty.ts';
import type { Reporter } from './report.ts';
import { sarif } from './sarif.ts';

export type { JsonEdit, JsonFinding, JsonFix, JsonRelated, JsonReport, JsonSummary } from './json.ts';
export { jobSummary } from './markdown.ts';
export type { Report, Reporter, Summary, View } from './report.ts';

export const formatNames = [
  'pretty',
  'compact',
  'json',
  'sarif',
  'github',
  'gitlab',
  'junit',
  'checkstyle',
  'markdown',
  'policyreport',
  'none',
] as const;
export type FormatName = (typeof formatNames)[number];

/** Every format, by the name that `--format` and `--output` know it by. */
export const reporters: Readonly<Record<FormatName, Reporter>> = {
  pretty,
  compact,
  json,
  sarif,
  github,
  gitlab,
  junit,
  checkstyle,
  markdown,
  policyreport,
  none: () => '',
};
