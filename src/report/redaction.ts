import type { Finding, Fix, Suppressed } from '../finding.ts';
import { disjoint, firstEndingAfter, type Range, type Source } from '../yaml/location.ts';
import { clipped, harmless, longestText } from './harmless.ts';
import type { Report } from './report.ts';
import { concealed, repeatsIn, type SecretTexts, secretTexts, withoutSecrets } from './secret-texts.ts';

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

const textsIn = (report: Report): ((source: Source) => SecretTexts) =>
  once((source) => secretTexts(source, report.secrets(source)));

/** What no report and no diff shows of a source, in order and disjoint: its secrets, and what repeats one. */
export const concealedIn = (source: Source, secrets: readonly Range[]): readonly Range[] =>
  concealedRanges(source, secrets, secretTexts(source, secrets));

const concealedRanges = (source: Source, secrets: readonly Range[], texts: SecretTexts): readonly Range[] => {
  const ranges = disjoint(secrets);
  return texts.isEmpty ? ranges : disjoint([...ranges, ...repeatsIn(source.text, texts, ranges)]);
};

/**
 * The report as every format may print it: each message, help and title is one harmless line without a secret, the
 * ranges of secrets are disjoint, and a fix that would write a secret has lost its edits.
 */
export const presentable = (report: Report): Report => {
  const before = presented.get(report);
  if (before) return before;
  const made = presentableOf(report);
  presented.set(report, made);
  return made;
};

/** One run may write several reports. */
const presented = new WeakMap<Report, Report>();

const presentableOf = (report: Report): Report => {
  const texts = textsIn(report);
  const secrets = once((source) => concealedRanges(source, report.secrets(source), texts(source)));
  return { ...report, secrets, findings: report.findings.map((finding) => spoken(finding, texts)) };
};

/** The same for what is suppressed, which few formats ever print. */
export const presentableSuppressed = (report: Report): readonly Suppressed[] => {
  const texts = textsIn(report);
  return report.suppressed.map(({ finding, by, reason }) => ({
    finding: spoken(finding, texts),
    by,
    ...(reason !== undefined && { reason: lineOf(reason, [texts(finding.location.source)]) }),
  }));
};

const lineOf = (text: string, secrets: readonly SecretTexts[]): string =>
  harmless(clipped(withoutSecrets(text.slice(0, 32 * longestText), secrets), longestText)).trim();

/** The secrets that a finding may repeat: of each source that it names, as far as there are any. */
const textsAbout = (
  { location, related, fix }: Finding,
  textsOf: (source: Source) => SecretTexts,
): readonly SecretTexts[] => {
  const sources = new Set([location.source]);
  for (const place of related) sources.add(place.location.source);
  for (const { at } of fix?.edits ?? []) sources.add(at.source);
  return [...sources].map(textsOf).filter(({ isEmpty }) => !isEmpty);
};

const spoken = (finding: Finding, textsOf: (source: Source) => SecretTexts): Finding => {
  const texts = textsAbout(finding, textsOf);
  const line = (text: string): string => lineOf(text, texts);
  const { message, help, related, fix } = finding;
  // Nearly all can be told as they are: thousands of copies take longer than to look.
  const isAsItIs =
    line(message) === message &&
    (help === undefined || line(help) === help) &&
    related.every((place) => line(place.message) === place.message) &&
    (fix === undefined || (line(fix.title) === fix.title && mayBeWritten(fix, texts)));
  if (isAsItIs) return finding;
  return {
    ...finding,
    message: line(message),
    ...(help !== undefined && { help: line(help) }),
    related: related.map((place) => ({ location: place.location, message: line(place.message) })),
    ...(fix && { fix: { ...fix, title: line(fix.title), edits: mayBeWritten(fix, texts) ? fix.edits : [] } }),
  };
};

/** An edit with the secret replaced would destroy it when a program applies the report. */
const mayBeWritten = ({ edits }: Fix, texts: readonly SecretTexts[]): boolean =>
  edits.every(({ text }) => withoutSecrets(text, texts) === text);
