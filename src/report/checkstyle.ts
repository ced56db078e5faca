import type { Finding } from '../finding.ts';
import { grouped } from './grouped.ts';
import { harmless } from './harmless.ts';
import { presentable } from './redaction.ts';
import { regionOf } from './region.ts';
import type { Reporter } from './report.ts';
import { whereabouts } from './whereabouts.ts';
import { type XmlElement, xmlDocument } from './xml.ts';

/** Many tools take only what says that it comes from a Checkstyle of about this version. */
const imitated = '4.3';

/** For Jenkins, reviewdog and others: the XML that Checkstyle writes. */
export const checkstyle: Reporter = (given) => {
  const { findings } = presentable(given);
  const files = [...grouped(findings, ({ location }) => location.source.path)];
  return xmlDocument({
    name: 'checkstyle',
    attributes: { version: imitated },
    content: files.map(([path, group]) => ({
      name: 'file',
      attributes: { name: harmless(path).replaceAll('\\', '/') },
      content: group.map(errorElement),
    })),
  });
};

const errorElement = (finding: Finding): XmlElement => {
  const { severity, rule, message, help, location } = finding;
  const { startLine, startColumn } = regionOf(location);
  const shared = whereabouts(finding);
  const told = [
    message,
    ...(shared === undefined ? [] : [`in: ${shared}`]),
    ...(help === undefined || help === '' ? [] : [`help: ${help}`]),
  ].join('; ');
  // What stands before the last dot is shown as a group, what follows as the kind of a warning.
  const source = `daprlint.${harmless(rule)}`;
  return { name: 'error', attributes: { line: startLine, column: startColumn, severity, message: told, source } };
};
