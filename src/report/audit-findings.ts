import { rank, type Severity, severities } from '../finding.ts';
import type { Shown } from './audit-shown.ts';
import { grouped } from './grouped.ts';
import { harmless } from './harmless.ts';
import type { Palette } from './palette.ts';
import { regionOf } from './region.ts';
import { countsOf } from './summary.ts';
import { wrap } from './wrap.ts';

/** What is found in so many namespaces and apps is told once, for all of them. */
const commonFrom = 6;
/** More groups, places or names are not read. */
const mostGroups = 100;
const mostPlaces = 4;
const mostNames = 8;

/** The findings of a cluster: first what is the same in many places, then the rest by namespace and app, worst first. */
export const findingsText = (shown: readonly Shown[], palette: Palette, width: number): readonly string[] => {
  const alike = [...grouped(shown, shapeOf).values()];
  const isCommon = (members: readonly Shown[]): boolean =>
    members.length >= commonFrom && new Set(members.map(titleOf)).size >= commonFrom;
  const common = alike.filter(isCommon);
  const told = new Set(common.flat());
  const groups = [
    ...grouped(
      shown.filter((each) => !told.has(each)),
      titleOf,
    ),
  ].sort(([a, first], [b, second]) => compareNumbers(first, second) || byName(a, b));
  const left = groups.length - mostGroups;
  return [
    ...(common.length > 0 ? [commonText(common, palette, width)] : []),
    ...groups.slice(0, mostGroups).map(([title, members]) => groupText(title, members, palette, width)),
    ...(left > 0 ? [palette.faint(`${left} more namespaces and apps are not shown: --format json tells all`)] : []),
  ];
};

/** What two findings share that differ only in names and numbers. */
const shapeOf = ({ finding: { rule, severity, message, help = '' } }: Shown): string =>
  `${severity} ${rule} ${[message, help]
    .join('\n')
    .replaceAll(/"[^"]*"/g, '""')
    .replaceAll(/\d+/g, '0')}`;

const titleOf = ({ concern: { namespace, app } }: Shown): string => {
  if (namespace === undefined) return app === undefined ? 'without a namespace' : `app ${harmless(app)}`;
  return `namespace ${harmless(namespace)}${app === undefined ? '' : `, app ${harmless(app)}`}`;
};

/** How many findings there are of each severity. */
export const numbersOf = (shown: readonly Shown[]): Readonly<Record<Severity, number>> => {
  const numbers = { error: 0, warning: 0, info: 0 };
  for (const { finding } of shown) numbers[finding.severity] += 1;
  return numbers;
};

/** Worse ones first. */
export const compareNumbers = (a: readonly Shown[], b: readonly Shown[]): number => {
  const [first, second] = [numbersOf(a), numbersOf(b)];
  for (const severity of severities) {
    const difference = second[severity] - first[severity];
    if (difference !== 0) return difference;
  }
  return 0;
};

const countsText = (shown: readonly Shown[]): string => {
  const { error: errors, warning: warnings, info: infos } = numbersOf(shown);
  return countsOf({ errors, warnings, infos });
};

const worstFirst = (alike: Iterable<readonly Shown[]>): readonly (readonly Shown[])[] =>
  [...alike].sort((a, b) => rankOf(a) - rankOf(b) || b.length - a.length);

const rankOf = ([first]: readonly Shown[]): number => (first ? rank(first.finding.severity) : severities.length);

const commonText = (common: readonly (readonly Shown[])[], palette: Palette, width: number): string =>
  [
    palette.strong(`the same in many places: ${countsText(common.flat())}`),
    ...worstFirst(common).flatMap((members) => {
      const namespaces = [...grouped(members, ({ concern }) => concern.namespace ?? '')];
      const names = namespaces.map(([name, { length }]) => (length > 1 ? `${name} (${length})` : name));
      const where =
        namespaces.length > 1
          ? `in ${namespaces.length} namespaces: ${few(names)}`
          : `in ${new Set(members.map(titleOf)).size} apps of ${titleOfNamespace(namespaces[0]?.[0])}`;
      return findingLines(members, [where], palette, width, 'for example ');
    }),
  ].join('\n');

const titleOfNamespace = (name: string | undefined): string => (name ? `namespace ${name}` : 'no namespace');

const groupText = (title: string, members: readonly Shown[], palette: Palette, width: number): string =>
  [
    palette.strong(`${title}: ${countsText(members)}`),
    ...worstFirst(grouped(members, shapeOf).values()).flatMap((alike) =>
      findingLines(alike, othersLine(alike), palette, width),
    ),
  ].join('\n');

const othersLine = ([first, ...others]: readonly Shown[]): readonly string[] => {
  if (!first || others.length === 0) return [];
  const places = others.slice(0, mostPlaces).map((other) => placeOf(other, first.finding.location.source.path));
  const left = others.length - places.length;
  return [`and alike: ${places.join('; ')}${left > 0 ? `; and ${left} more` : ''}`];
};

const placeOf = ({ finding: { location, resource } }: Shown, path?: string): string => {
  const { startLine, startColumn } = regionOf(location);
  const subject = resource ? `${resource.kind} ${resource.name}, ` : '';
  return location.source.path === path
    ? `${subject}line ${startLine}`
    : `${subject}${location.source.path}:${startLine}:${startColumn}`;
};

/** Findings that are alike: the first one, and how many more there are where. */
const findingLines = (
  members: readonly Shown[],
  where: readonly string[],
  palette: Palette,
  width: number,
  lead = '',
): readonly string[] => {
  const [first] = members;
  if (!first) return [];
  const { severity, rule, message, help } = first.finding;
  const times = members.length > 1 ? ` ${members.length} times` : '';
  const head = `${severity}[${rule}]${times}: `;
  const [start = '', ...rest] = wrap(message, width - 4, width - 2 - head.length);
  const hits = [...new Set(members.flatMap(({ concern }) => concern.hits))].sort(byName);
  const apps = hits.length > mostNames ? `${hits.length} apps: ` : '';
  const faint = [`${lead}${placeOf(first)}`, ...where];
  const notes = [...(hits.length > 0 ? [`hits: ${apps}${few(hits)}`] : []), ...(help ? [`help: ${help}`] : [])];
  const indented = (line: string): string => `    ${line}`;
  return [
    `  ${palette.severity[severity](head)}${start}`.trimEnd(),
    ...rest.map(indented),
    ...faint.flatMap((line) => wrap(harmless(line), width - 4)).map((line) => indented(palette.faint(line))),
    ...notes.flatMap((line) => wrap(harmless(line), width - 4)).map(indented),
  ];
};

/** `orders-9` before `orders-10`. */
export const byName = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });

const few = (names: readonly string[]): string => {
  const shown = names.slice(0, names.length > mostNames ? mostNames - 1 : mostNames);
  const left = names.length - shown.length;
  return left > 0 ? `${shown.join(', ')} and ${left} more` : shown.join(', ');
};
