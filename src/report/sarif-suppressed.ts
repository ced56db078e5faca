import type { Suppression } from 'sarif';
import type { Finding, Suppressed } from '../finding.ts';
import { clipped, harmless } from './harmless.ts';
import { presentable } from './redaction.ts';
import type { Report } from './report.ts';
import { secretTexts, withoutSecrets } from './secret-texts.ts';

const longestReason = 1000;

/** What is suppressed, presentable, each with how SARIF tells it. */
export const sarifSuppressed = (report: Report): ReadonlyMap<Finding, Suppression> => {
  const { findings } = presentable({ ...report, findings: report.suppressed.map(({ finding }) => finding) });
  return new Map(
    report.suppressed.flatMap((suppressed, index) => {
      const finding = findings[index];
      return finding ? [[finding, suppressionOf(suppressed, report)] as const] : [];
    }),
  );
};

const suppressionOf = ({ finding, by, reason }: Suppressed, { secrets }: Report): Suppression => {
  const { source } = finding.location;
  const told = reason && withoutSecrets(reason, [secretTexts(source, secrets(source))]);
  return {
    kind: by === 'comment' || by === 'annotation' ? 'inSource' : 'external',
    status: 'accepted',
    ...(told && { justification: harmless(clipped(told, longestReason)) }),
  };
};
