/**
 * Cron schedules as Dapr reads them: five fields or six with seconds in front, descriptors, `@every`, a time zone in front.
 * Source: dapr/kit v0.18.3 cron/parser.go; components-contrib v1.18.4 bindings/cron/cron.go:57.
 */
import { parseDuration } from './duration.ts';

interface Bounds {
  readonly title: string;
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const fields: readonly Bounds[] = [
  { title: 'second', min: 0, max: 59 },
  { title: 'minute', min: 0, max: 59 },
  { title: 'hour', min: 0, max: 23 },
  { title: 'day of the month', min: 1, max: 31 },
  { title: 'month', min: 1, max: 12, names: months },
  { title: 'day of the week', min: 0, max: 6, names: days },
];

const descriptors = new Set(['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly']);

/** The characters that Go takes for space. */
const space = /[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;

/** What is wrong with a schedule, as the end of a sentence about it; undefined where Dapr takes it. */
export const faultOfSchedule = (text: string): string | undefined => {
  if (text === '') return 'is empty';
  const zone = /^(?:CRON_)?TZ=/.exec(text)?.[0];
  if (zone === undefined) return faultOfSpec(text);
  const end = text.search(space);
  if (end === -1) return 'has a time zone and nothing after it';
  const name = text.slice(zone.length, end);
  if (!isTimeZone(name)) return `has a time zone that does not exist: ${name}`;
  const spec = trimmed(text.slice(end));
  return spec.startsWith('@every ') ? 'has a time zone, which @every cannot have' : faultOfSpec(spec);
};

const trimmed = (text: string): string => text.split(space).filter(Boolean).join(' ');

const faultOfSpec = (text: string): string | undefined => {
  if (text.startsWith('@')) return faultOfDescriptor(text);
  const parts = text.split(space).filter(Boolean);
  if (parts.length < 5 || parts.length > 6) return `has ${parts.length} fields where five or six are wanted`;
  const bounds = parts.length === 5 ? fields.slice(1) : fields;
  for (const [index, bound] of bounds.entries()) {
    for (const range of (parts[index] ?? '').split(',').filter(Boolean)) {
      const fault = faultOfRange(range, bound);
      if (fault !== undefined) return `has ${range} as ${bound.title}: ${fault}`;
    }
  }
  return undefined;
};

const faultOfDescriptor = (text: string): string | undefined => {
  if (descriptors.has(text)) return undefined;
  if (!text.startsWith('@every ')) return `has a word that is not known: ${text}`;
  const duration = text.slice('@every '.length);
  return parseDuration(duration) === undefined ? `repeats every ${duration}, which is no duration` : undefined;
};

/** `number | name | * | ?`, up to another one, and a step. */
const faultOfRange = (range: string, { min, max, names = [] }: Bounds): string | undefined => {
  const [extent = '', step, ...steps] = range.split('/');
  const [low = '', high, ...rest] = extent.split('-');
  const isStar = low === '*' || low === '?';
  if (steps.length > 0) return 'it has more than one slash';
  const numberOf = (word: string): number | undefined => {
    const name = names.indexOf(word.toLowerCase());
    // The first month is 1, the first day 0.
    return name === -1 ? wholeNumber(word) : name + min;
  };
  // What is behind a star and a hyphen is never looked at.
  if (!isStar && rest.length > 0) return 'it has more than one hyphen';
  const start = isStar ? min : numberOf(low);
  const stated = isStar ? max : high === undefined ? start : numberOf(high);
  const stride = step === undefined ? 1 : wholeNumber(step);
  if (start === undefined || stated === undefined || stride === undefined) return 'that is no number';
  const end = step !== undefined && high === undefined && rest.length === 0 ? max : stated;
  if (start < min) return `it begins at ${min}`;
  if (end > max) return `it ends at ${max}`;
  if (start > end) return 'it ends before it begins';
  return stride === 0 ? 'its step is zero' : undefined;
};

/** A whole number that is not negative: strconv.Atoi takes a sign, and `-0` is zero. */
const wholeNumber = (word: string): number | undefined => {
  if (!/^\+?[0-9]{1,400}$|^-0+$/.test(word)) return undefined;
  return BigInt(word.replace('+', '')) > 0x7fff_ffff_ffff_ffffn ? undefined : Math.abs(Number(word));
};

/** Names that only JavaScript's tables have. */
const foreign = new Set(
  'ACT AET AGT ART AST BET BST CAT CNT CST CTT EAT ECT IET IST JST MIT NET NST PLT PNT PRT PST SST VST'.split(' '),
);

let zones: ReadonlyMap<string, string> | undefined;

/**
 * Whether a name is a time zone that Go finds: by its exact letters, as a file has them. The aliases that JavaScript knows
 * are not listed by it, so that only the case of the others can be held against a name.
 */
const isTimeZone = (name: string): boolean => {
  if (name === '' || name === 'UTC' || name === 'Local') return true;
  zones ??= new Map(Intl.supportedValuesOf('timeZone').map((zone) => [zone.toLowerCase(), zone]));
  const known = zones.get(name.toLowerCase());
  if (known !== undefined) return known === name;
  try {
    // An offset such as +01:00 is a zone for JavaScript alone, too.
    return /^[A-Z]/.test(name) && !foreign.has(name) && new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
};
