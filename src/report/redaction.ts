import type { Finding, Fix, Suppressed } from '../finding.ts';
import { disjoint, firstEndingAfter, type Location, type Range, type Source } from '../yaml/location.ts';
import { clipped, harmless, longestText } from './harmless.ts';
import type { Report } from './report.ts';
import { concealed, repeatsIn, secretTexts, withoutSecrets } from './secret-texts.ts';

/** The parts of a source within a range, each either a secret or none. */
export interface Part {
  readonly range: Range;
  readonly secret: boolean;
}

/** Cuts a range into secrets and the rest; `secrets` are disjoint. */
export const partsOf = (secrets: readonly Range[], { start, end }: Range): readonly Part[] => {
  const parts: Part[] = [];
  let at = start;
  for (let index = firstEndingAfter(secrets, start); index < secrets.length; index += 1) {
    const secret = secrets[index];
    if (!secret || secret.start >= end) break;
    const from = Math.max(secret.start, at);
    const to = Math.min(secret.end, end);
    if (from > at) parts.push({ range: { start: at, end: from }, secret: false });
    if (to > from) parts.push({ range: { start: from, end: to }, secret: true });
    at = Math.max(at, to);
  }
  if (at < end) parts.push({ range: { start: at, end }, secret: false });
  return parts;
};

/** The text of a range with every secret concealed. */
export const excerpt = ({ text }: Source, range: Range, secrets: readonly Range[]): string => {
  const next = secrets[firstEndingAfter(secrets, range.start)];
  if (!next || next.start >= range.end) return text.slice(range.start, range.end);
  return partsOf(secrets, range)
    .map(({ range: { start, end }, secret }) => (secret ? concealed : text.slice(start, end)))
    .join('');
};

/** Calls a function once for each source, and remembers what it said. */
const once = <Result>(compute: (source: Source) => Result): ((source: Source) => Result) => {
  const known = new Map<Source, Result>();
  return (source) => {
    const found = known.get(source);
    if (found !== undefined) return found;
    const made = compute(source);
    known.set(source, made);
    return made;
  };
};

/** What no report and no diff shows of a source, in order and disjoint: its secrets, and what repeats one. */
export const concealedIn = (
  source: Source,
  { secrets, secrecy }: Pick<Report, 'secrets' | 'secrecy'>,
): readonly Range[] => {
  const given = secrets(source);
  const own = disjoint(given);
  const texts = secretTexts(source, given);
  const repeats = [
    ...(texts.isEmpty ? [] : repeatsIn(source.text, texts, own)),
    ...(secrecy?.marks().in(source.text) ?? []),
  ];
  return repeats.length === 0 ? own : disjoint([...own, ...repeats]);
};

/**
 * The report as every format may print it: each message, help and title is one harmless line without a secret, the
 * ranges of secrets are disjoint, and a fix that would write a secret has lost its edits.
 */
export const presentable = (report: Report): Report => {
  const before = presented.get(report);
  if (before) return before;
  const secrets = once((source) => concealedIn(source, report));
  const made = { ...report, secrets, findings: report.findings.map(speaking(report)) };
  presented.set(report, made);
  return made;
};

/** One run may write several reports. */
const presented = new WeakMap<Report, Report>();

/** The same for what is suppressed, which few formats ever print. */
export const presentableSuppressed = (report: Report): readonly Suppressed[] => {
  const speak = speaking(report);
  const conceal = concealing(report);
  return report.suppressed.map(({ finding, by, reason }) => ({
    finding: speak(finding),
    by,
    ...(reason !== undefined && { reason: lineOf(reason, conceal([finding.location])) }),
  }));
};

/** Takes the secrets out of a text about some places. */
const concealing = ({ secrets, secrecy }: Report): ((places: readonly Location[]) => (text: string) => string) => {
  const around = secrecy?.around ?? (({ source }: Location) => secretTexts(source, secrets(source)));
  return (places) => {
    // Not before there is something to tell: to collect them takes longer than all else that a report without findings needs.
    const marks = secrecy?.marks();
    const texts = [...new Set(places.map(around))].filter(({ isEmpty }) => !isEmpty);
    return texts.length === 0 && (marks?.isEmpty ?? true) ? asItIs : (text) => withoutSecrets(text, texts, marks);
  };
};

const asItIs = (text: string): string => text;

const lineOf = (text: string, conceal: (text: string) => string): string =>
  harmless(clipped(conceal(text.slice(0, 32 * longestText)), longestText)).trim();

const placesOf = ({ location, related, fix }: Finding): readonly Location[] => [
  location,
  ...related.map((place) => place.location),
  ...(fix?.edits ?? []).map(({ at }) => at),
];

const speaking = (report: Report): ((finding: Finding) => Finding) => {
  const concealed = concealing(report);
  return (finding) => {
    const conceal = concealed(placesOf(finding));
    const line = (text: string): string => lineOf(text, conceal);
    const { message, help, related, fix } = finding;
    // Nearly all can be told as they are: thousands of copies take longer than to look.
    const isAsItIs =
      line(message) === message &&
      (help === undefined || line(help) === help) &&
      related.every((place) => line(place.message) === place.message) &&
      (fix === undefined || (line(fix.title) === fix.title && mayBeWritten(fix, conceal)));
    if (isAsItIs) return finding;
    return {
      ...finding,
      message: line(message),
      ...(help !== undefined && { help: line(help) }),
      related: related.map((place) => ({ location: place.location, message: line(place.message) })),
      ...(fix && { fix: { ...fix, title: line(fix.title), edits: mayBeWritten(fix, conceal) ? fix.edits : [] } }),
    };
  };
};

/** An edit with the secret replaced would destroy it when a program applies the report. */
const mayBeWritten = ({ edits }: Fix, conceal: (text: string) => string): boolean =>
  edits.every(({ text }) => conceal(text) === text);
