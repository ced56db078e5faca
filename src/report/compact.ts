import { harmless, withoutCommands } from './harmless.ts';
import { paletteOf } from './palette.ts';
import { presentable } from './redaction.ts';
import { regionOf } from './region.ts';
import type { Reporter } from './report.ts';
import { whereabouts } from './whereabouts.ts';

/** One line for each finding, which terminals and editors make a link of: `path:line:column: severity message [rule]`. */
export const compact: Reporter = (given, view) => {
  const { findings } = presentable(given);
  const { severity: paint, faint } = paletteOf(view);
  const text = findings.map((finding) => {
    const { severity, message, rule, location } = finding;
    const { startLine, startColumn } = regionOf(location);
    const shared = whereabouts(finding);
    const place = `${harmless(location.source.path)}:${startLine}:${startColumn}`;
    const told = shared === undefined ? message : `${message} (in ${shared})`;
    return `${place}: ${paint[severity](severity)}: ${told} ${faint(`[${harmless(rule)}]`)}\n`;
  });
  return withoutCommands(text.join(''));
};
