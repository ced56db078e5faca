import type { Finding, ResourceIdentity } from '../finding.ts';
import type { Location } from '../yaml/location.ts';
import { codeFrame, digitsOf, type Mark } from './code-frame.ts';
import { widthOf } from './columns.ts';
import { gathered, type Shown } from './equal.ts';
import { clipped, harmless, withoutCommands } from './harmless.ts';
import { type Palette, paletteOf } from './palette.ts';
import { presentable } from './redaction.ts';
import { regionOf } from './region.ts';
import type { Report, Reporter, View } from './report.ts';
import { counted, fixableLine, groupingLine, summaryLine } from './summary.ts';
import { whereabouts } from './whereabouts.ts';
import { wrap } from './wrap.ts';

const narrowest = 40;
const widest = 1000;
/** A related place so many lines away or nearer is shown in the frame of the finding. */
const near = 8;
const mostRelated = 5;
const mostListed = 20;

/** What all findings of one report share. */
interface Page {
  readonly report: Report;
  readonly view: View;
  readonly width: number;
  readonly palette: Palette;
  /** The page of each rule. */
  readonly docs: ReadonlyMap<string, string>;
  /** Rules whose page has been named: once is enough. */
  readonly documented: Set<string>;
}

/** For people: each finding with its code, its related places, help and documentation, and a summary at the end. */
export const pretty: Reporter = (given, view) => {
  const report = presentable(given);
  const width = Number.isNaN(view.width) ? 80 : Math.min(Math.max(view.width, narrowest), widest);
  const docs = new Map(report.rules.map((rule) => [rule.id, rule.docs]));
  const page: Page = { report, view, width, palette: paletteOf(view), docs, documented: new Set() };
  const blocks = gathered(report.findings).map((shown) => block(shown, page).join('\n'));
  const paint = report.findings.length > 0 || report.summary.dapr === 0 ? page.palette.strong : page.palette.good;
  const asides = [fixableLine(report), groupingLine(report)].filter((line) => line !== undefined);
  const summary = [
    ...wrap(summaryLine(report), width).map((line) => paint(line)),
    ...asides.flatMap((aside) => wrap(harmless(aside), width).map((line) => page.palette.faint(line))),
  ].join('\n');
  return `${withoutCommands([...blocks, summary].join('\n\n'))}\n`;
};

const block = ({ finding, elsewhere }: Shown, page: Page): readonly string[] => {
  const { palette } = page;
  const related = finding.related.slice(0, mostRelated);
  const here = related.filter(({ location }) => isNear(location, finding.location));
  const apart = related.filter(({ location }) => !isNear(location, finding.location));
  const digits = digitsOf([finding.location, ...related.map(({ location }) => location)]);
  const primary: Mark = { range: finding.location.range, primary: true };
  const marks = [primary, ...here.map(({ location, message }) => ({ range: location.range, label: message }))];
  const notes = notesOf(finding, elsewhere, page);
  return [
    ...header(finding, page),
    ...arrow(finding.location, finding.resource, digits, page),
    frame(finding.location, marks, digits, finding, page),
    ...apart.flatMap(({ location, message }) => [
      palette.frame(`${' '.repeat(digits)} |`),
      ...arrow(location, undefined, digits, page),
      frame(location, [{ range: location.range, label: message }], digits, finding, page),
    ]),
    ...(notes.length > 0 ? [palette.frame(`${' '.repeat(digits)} |`)] : []),
    ...notes.flatMap(([label, text]) => note(label, text, digits, page)),
    ...elsewhere.slice(0, mostListed).map(({ location }) => `${' '.repeat(digits + 5)}${placeOf(location)}`),
  ];
};

const isNear = (location: Location, { source, range }: Location): boolean => {
  if (location.source !== source) return false;
  const distance = regionOf(location).startLine - regionOf({ source, range }).startLine;
  return Math.abs(distance) <= near;
};

const header = ({ severity, rule, message }: Finding, { docs, view, width, palette }: Page): readonly string[] => {
  const name = harmless(rule);
  const head = `${severity}[${name}]:`;
  const page = docs.get(rule);
  const linked = view.links && page !== undefined ? hyperlink(name, page) : name;
  const [first = '', ...rest] = wrap(message, width - 2, width - widthOf(head) - 1);
  return [
    `${palette.severity[severity](`${severity}[${linked}]`)}${palette.strong(first === '' ? ':' : `: ${first}`)}`,
    ...rest.map((text) => `  ${palette.strong(text)}`),
  ];
};

/** The OSC 8 sequence, if nothing in the address can end it early. */
const hyperlink = (text: string, address: string): string =>
  /^https?:\/\/[\x21-\x7e]+$/.test(address) ? `\u001b]8;;${address}\u001b\\${text}\u001b]8;;\u001b\\` : text;

const placeOf = (location: Location): string => {
  const { startLine, startColumn } = regionOf(location);
  return `${harmless(location.source.path)}:${startLine}:${startColumn}`;
};

const arrow = (
  location: Location,
  resource: ResourceIdentity | undefined,
  digits: number,
  { width, palette }: Page,
): readonly string[] => {
  const place = placeOf(location);
  const line = `${' '.repeat(digits)}${palette.frame('-->')} ${place}`;
  if (!resource) return [line];
  const subject = palette.faint(`(${nameOf(resource)})`);
  const fits = digits + 4 + widthOf(place) + 3 + widthOf(nameOf(resource)) <= width;
  return fits ? [`${line} ${subject}`] : [line, `${' '.repeat(digits + 4)}${subject}`];
};

const nameOf = ({ kind, namespace, name }: ResourceIdentity): string =>
  clipped(harmless(`${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`), 120);

const frame = (
  { source }: Location,
  marks: readonly Mark[],
  digits: number,
  { severity }: Finding,
  { report, width, palette }: Page,
): string =>
  codeFrame(source, marks, {
    width,
    digits,
    secrets: report.secrets(source),
    paint: { gutter: palette.frame, primary: palette.severity[severity], secondary: palette.related },
  });

/** Label and text of each line below the frame. */
const notesOf = (
  finding: Finding,
  elsewhere: readonly Finding[],
  page: Page,
): readonly (readonly [string, string])[] => {
  const { rule, help, related } = finding;
  const shared = whereabouts(finding);
  const { documented, view } = page;
  const docs = view.links || documented.has(rule) ? undefined : page.docs.get(rule);
  documented.add(rule);
  const more = related.length - mostRelated;
  const unlisted = elsewhere.length - mostListed;
  return [
    ...(more > 0 ? [['note', `${counted(more, 'more related place')}; --format json lists them`] as const] : []),
    ...(shared === undefined ? [] : [['in', shared] as const]),
    ...(help === undefined || help === '' ? [] : [['help', help] as const]),
    ...(docs === undefined ? [] : [['docs', harmless(docs)] as const]),
    ...(elsewhere.length > 0
      ? [
          [
            'also',
            `the same at ${counted(elsewhere.length, 'more place')}${unlisted > 0 ? `; --format json lists all, the first ${mostListed} are:` : ':'}`,
          ] as const,
        ]
      : []),
  ];
};

const note = (label: string, text: string, digits: number, { width, palette }: Page): readonly string[] => {
  const indent = digits + 3 + label.length + 2;
  const [first = '', ...rest] = wrap(text, width - indent);
  return [
    `${' '.repeat(digits)} ${palette.frame('=')} ${palette.strong(`${label}:`)} ${first}`,
    ...rest.map((line) => ' '.repeat(indent) + line),
  ];
};
