import type { ReportingConfiguration, ReportingDescriptor } from 'sarif';
import { effects, type Severity } from '../finding.ts';
import type { RuleMeta } from '../rule.ts';
import { clipped } from './harmless.ts';
import { sentence } from './sentence.ts';

/** GitHub refuses longer descriptions. */
const longestDescription = 1024;

export const sarifLevels = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Record<
  Severity,
  string
>;

const problemSeverities = { error: 'error', warning: 'warning', info: 'recommendation' } as const satisfies Record<
  Severity,
  string
>;

/** A rule as SARIF describes it. */
export const sarifRule = (rule: RuleMeta): ReportingDescriptor => ({
  id: rule.id,
  name: nameOf(rule.id),
  shortDescription: { text: described(rule.summary) },
  fullDescription: { text: described(rule.why) },
  help: { text: helpText(rule), markdown: helpMarkdown(rule) },
  helpUri: rule.docs,
  defaultConfiguration: configuration(rule),
  properties: {
    tags: ['dapr', rule.effect, ...(rule.securitySeverity === undefined ? [] : ['security'])],
    precision: 'high',
    // Only a rule about security has a score: GitHub makes a security alert of whatever has one.
    ...(rule.securitySeverity === undefined
      ? { 'problem.severity': problemSeverities[rule.severity === 'off' ? 'warning' : rule.severity] }
      : { 'security-severity': rule.securitySeverity.toFixed(1) }),
  },
});

/** The id in Pascal case; a name that differs from its id in case alone would count as the same. */
const nameOf = (id: string): string => {
  const words = id.split(/[^A-Za-z0-9]+/).map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return words.length > 1 ? words.join('') : `${words.join('')}Rule`;
};

const described = (text: string): string => clipped(sentence(text), longestDescription);

const configuration = ({ severity }: RuleMeta): ReportingConfiguration =>
  severity === 'off' ? { enabled: false, level: 'warning' } : { level: sarifLevels[severity] };

const versionsOf = ({ since, until }: RuleMeta): string | undefined => {
  if (since === undefined && until === undefined) return undefined;
  return `Holds for Dapr ${[since && `from ${since}`, until && `before ${until}`].filter(Boolean).join(' and ')}.`;
};

const helpText = (rule: RuleMeta): string =>
  [
    sentence(rule.summary),
    sentence(rule.why),
    `Effect: ${rule.effect} (${effects[rule.effect]}).`,
    versionsOf(rule),
    `See ${rule.docs}`,
  ]
    .filter((part) => part !== undefined)
    .join(' ');

const helpMarkdown = (rule: RuleMeta): string =>
  [
    `**${sentence(rule.summary)}**`,
    sentence(rule.why),
    `Effect: \`${rule.effect}\` (${effects[rule.effect]}).`,
    versionsOf(rule),
    `[Documentation](${rule.docs})`,
    `To live with one case, write \`# daprlint-ignore ${rule.id}: reason\` above the line.`,
  ]
    .filter((part) => part !== undefined)
    .join('\n\n');
