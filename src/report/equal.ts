import type { Finding } from '../finding.ts';
import { grouped } from './grouped.ts';

/** A finding to show in full, and those that say the very same of other places. */
export interface Shown {
  readonly finding: Finding;
  readonly elsewhere: readonly Finding[];
}

/** From so many equal findings on, the later ones are listed with the last that is shown in full. */
const fewest = 6;
const shownInFull = 3;

/** Gathers findings that say the same, so that one mistake made a hundred times is not told a hundred times. */
export const gathered = (findings: readonly Finding[]): readonly Shown[] => {
  // Texts that can be shown have no line breaks.
  const groups = grouped(findings, ({ rule, severity, message, help = '\n' }) =>
    [rule, severity, message, help].join('\n'),
  );
  const elsewhere = new Map<Finding, readonly Finding[]>();
  const listed = new Set<Finding>();
  for (const group of groups.values()) {
    const last = group[shownInFull - 1];
    if (group.length < fewest || !last) continue;
    const rest = group.slice(shownInFull);
    elsewhere.set(last, rest);
    for (const finding of rest) listed.add(finding);
  }
  return findings
    .filter((finding) => !listed.has(finding))
    .map((finding) => ({ finding, elsewhere: elsewhere.get(finding) ?? [] }));
};
