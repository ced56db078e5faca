import type { SecretMarks } from '../model/secrets/marks.ts';
import { longestReading, readings, shortestLine } from '../model/secrets/readings.ts';
import { contains, disjoint, firstEndingAfter, type Location, type Range, type Source } from '../yaml/location.ts';

/** What stands in a report in the place of a secret. */
export const concealed = '•••';

/** What the secrets of a source read like, so that a message that quotes one can be found out. */
export interface SecretTexts {
  readonly isEmpty: boolean;
  readonly all: ReadonlySet<string>;
  /** Of the texts that are long enough to be told from other words: their lengths by how they begin, the longest first. */
  readonly lengths: ReadonlyMap<string, readonly number[]>;
  /** Whether there is one that is found only where it is quoted. */
  readonly someShort: boolean;
  /** Secrets that are written like the name of a field that everyone sees: `name: password`, `value: password`. */
  readonly names: () => ReadonlySet<string>;
  /** Types of components of which a part reads like a secret: `pubsub.rabbitmq`, `amqp://rabbitmq:rabbitmq@…`. */
  readonly types: () => ReadonlySet<string>;
}

/** What is secret beside the ranges of a source. */
export interface Secrecy {
  /** The secrets of the object that a place belongs to. */
  readonly around: (location: Location) => SecretTexts;
  /** The secrets of the whole input, as far as they can be told from other words. */
  readonly marks: () => SecretMarks;
}

const shortestFound = 4;

const known = new WeakMap<Source, { readonly secrets: readonly Range[]; readonly texts: SecretTexts }>();

/** The texts of the secrets of a source, found once for the same array of ranges: rules and reports ask for them. */
export const secretTexts = (source: Source, secrets: readonly Range[]): SecretTexts => {
  const before = known.get(source);
  if (before?.secrets === secrets) return before.texts;
  const texts = textsAmong(source.text, secrets);
  known.set(source, { secrets, texts });
  return texts;
};

/** The same of a part of it; `secrets` are disjoint. */
export const secretTextsIn = ({ text }: Source, secrets: readonly Range[], { start, end }: Range): SecretTexts => {
  const parts: Range[] = [];
  for (let index = firstEndingAfter(secrets, start); index < secrets.length; index += 1) {
    const secret = secrets[index];
    if (!secret || secret.start >= end) break;
    parts.push({ start: Math.max(secret.start, start) - start, end: Math.min(secret.end, end) - start });
  }
  return textsAmong(text.slice(start, end), parts);
};

const textsAmong = (text: string, secrets: readonly Range[]): SecretTexts => {
  const all = new Set<string>();
  const lengths = new Map<string, Set<number>>();
  let names: ReadonlySet<string> | undefined;
  let types: ReadonlySet<string> | undefined;
  for (const { start, end } of secrets) {
    for (const secret of readings(text.slice(start, end))) {
      all.add(secret);
      const head = secret.slice(0, shortestFound);
      if (secret.length >= shortestFound) lengths.set(head, (lengths.get(head) ?? new Set()).add(secret.length));
    }
  }
  return {
    isEmpty: all.size === 0,
    all,
    someShort: [...all].some(({ length }) => length < shortestFound),
    lengths: new Map([...lengths].map(([head, of]) => [head, [...of].sort((a, b) => b - a)])),
    // Going through the whole text takes longer than all else, and few messages make it necessary.
    names: () => {
      names ??= new Set(openIn(text, named, secrets).filter((name) => all.has(name)));
      return names;
    },
    types: () => {
      types ??= new Set(openIn(text, typed, secrets).filter((type) => type.split('.').some((part) => all.has(part))));
      return types;
    },
  };
};

const named =
  /(?:^|[\s{,[])(?:(?:["']?name["']?)[ \t]*:[ \t]*["']?([\w./-]{1,200})|["']?([\w./-]{1,200})["']?[ \t]*:(?=\s|$))/g;

const typed = /(?:^|[\s{,])["']?type["']?[ \t]*:[ \t]*["']?([a-z]{1,40}(?:\.[\w-]{1,80}){1,6})(?![\w.-])/g;

/** Keys and names, or types, that stand in the open. */
const openIn = (text: string, form: RegExp, secrets: readonly Range[]): readonly string[] => {
  const ranges = disjoint(secrets);
  let next = 0;
  return Array.from(text.matchAll(form)).flatMap(({ index, 0: { length }, 1: name, 2: key }) => {
    const end = index + length;
    while ((ranges[next]?.end ?? end) <= index) next += 1;
    const isOpen = (ranges[next]?.start ?? end) >= end;
    return isOpen ? [name ?? key ?? ''] : [];
  });
};

/** A text with a sign in the place of every secret that it repeats: of some objects, and of those known by their marks. */
export const withoutSecrets = (text: string, secrets: readonly SecretTexts[], marks?: SecretMarks): string => {
  if (secrets.some(({ all }) => all.has(text.trim()))) return concealed;
  const rest = marks ? withoutMarks(text, marks) : text;
  return secrets.length === 0 ? rest : withoutQuoted(withoutLong(rest, secrets), secrets);
};

const withoutMarks = (text: string, marks: SecretMarks): string => {
  let result = '';
  let from = 0;
  for (const { start, end } of marks.in(text)) {
    result += text.slice(from, start) + concealed;
    from = end;
  }
  return result + text.slice(from);
};

const withoutLong = (text: string, secrets: readonly SecretTexts[]): string => {
  if (!secrets.some((of) => mayHold(text, of))) return text;
  let result = '';
  let from = 0;
  for (let at = 0; at + shortestFound <= text.length; at += 1) {
    const length = Math.max(0, ...secrets.map((of) => lengthAt(text, at, of)));
    if (length === 0) continue;
    if (isOwnWord(text, { start: at, end: at + length }, secrets)) {
      at += length - 1;
      continue;
    }
    result += text.slice(from, at) + concealed;
    // Of a very long secret only the beginning is known: all that follows may be the rest of it.
    from = length < longestReading ? at + length : text.length;
    at = from - 1;
  }
  return result + text.slice(from);
};

/** Beyond so many beginnings it is faster to go through the text. */
const mostTried = 32;

/** Whether a text has the beginning of a secret in it: the fast way to find that it has not, as nearly all. */
const mayHold = (text: string, { lengths }: SecretTexts): boolean => {
  if (lengths.size > mostTried) return true;
  for (const head of lengths.keys()) if (text.includes(head)) return true;
  return false;
};

/** A message names a field as it is, and quotes what is written: of the same word the name is no secret. */
const isOwnWord = (text: string, { start, end }: Range, secrets: readonly SecretTexts[]): boolean => {
  const word = text.slice(start, end);
  const [before, behind] = [text.charAt(start - 1), text.charAt(end)];
  if (isLetters.test(word) && (isLetters.test(behind) || (isLetters.test(before) && text.charAt(start - 2) !== '\\')))
    return true;
  if (isLetters.test(word) && inType.test(text.slice(Math.max(0, start - 60), start))) return true;
  if (secrets.some(({ types }) => [...types()].some((type) => isWithin(text, { start, end }, type)))) return true;
  return !/["'`]/.test(before + behind) && secrets.some(({ names }) => names().has(word));
};

const isWithin = (text: string, { start, end }: Range, longer: string): boolean => {
  const at = text.indexOf(longer, Math.max(0, end - longer.length));
  return at >= 0 && at <= start && at + longer.length >= end && !/[\w.]/.test(text.charAt(at - 1));
};

/** What precedes the last part of a component's type, which may be written under another name: `configuration.` */
const inType =
  /(?<![\w.-])(?:bindings|configuration|conversation|crypto|lock|middleware|nameresolution|pubsub|secretstores|state)\.(?:\w+\.)*$/;

/** A secret that is a word is found in longer words, and is none there. */
const isLetters = /^[A-Za-z]+$/;

/** How much of a text is a secret from an offset on; the beginning of one counts where the message cuts it short. */
const lengthAt = (text: string, at: number, { all, lengths }: SecretTexts): number => {
  const known = lengths.get(text.slice(at, at + shortestFound));
  if (!known) return 0;
  const whole = known.find((size) => all.has(text.slice(at, at + size)));
  if (whole !== undefined) return whole;
  const cut = text.indexOf('…', at);
  const begun = cut < at + shortestLine ? undefined : text.slice(at, cut);
  return begun !== undefined && [...all].some((secret) => secret.startsWith(begun)) ? begun.length : 0;
};

/**
 * Where a text repeats its secrets: in a comment, or wherever they are too long to be there by chance. `hidden` are disjoint
 * ranges in which nothing is shown anyway: what lies within them is not told.
 */
export const repeatsIn = (text: string, secrets: SecretTexts, hidden: readonly Range[] = []): readonly Range[] => {
  const ranges: Range[] = [];
  for (const start of beginnings(text, secrets)) {
    const size = secrets.lengths
      .get(text.slice(start, start + shortestFound))
      ?.find((length) => secrets.all.has(text.slice(start, start + length)));
    if (size === undefined) continue;
    const range = { start, end: start + size };
    const around = hidden[firstEndingAfter(hidden, start)];
    if (around && contains(around, range)) continue;
    const isCounted = size >= shortestLine || isInComment(text, start);
    if (isCounted && !isOwnWord(text, range, [secrets])) ranges.push(range);
  }
  return ranges;
};

/** The offsets at which a secret may begin. */
function* beginnings(text: string, { lengths }: SecretTexts): Generator<number> {
  if (lengths.size > mostTried) {
    for (let at = 0; at + shortestFound <= text.length; at += 1) yield at;
    return;
  }
  for (const head of lengths.keys())
    for (let at = text.indexOf(head); at >= 0; at = text.indexOf(head, at + 1)) yield at;
}

const isInComment = (text: string, offset: number): boolean =>
  /(?:^|\s)#/.test(text.slice(Math.max(text.lastIndexOf('\n', offset - 1) + 1, offset - longestReading), offset));

/** Shorter secrets are found in many words: they count only where they are quoted. */
const withoutQuoted = (text: string, secrets: readonly SecretTexts[]): string => {
  if (!secrets.some(({ someShort }) => someShort)) return text;
  return text.replace(/(["'`])([^"'`]{1,3})\1/g, (whole, quote: string, inner: string) =>
    secrets.some(({ all }) => all.has(inner)) ? quote + concealed + quote : whole,
  );
};
