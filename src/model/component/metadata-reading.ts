import { isGoFloat, parseGoInteger } from '../values/number.ts';
import {
  faultOfPattern,
  jsonIn,
  parseBoolean,
  parseDuration,
  parseInteger,
  parseQuantity,
  secondsOf,
} from '../values.ts';

/** How a component reads the text of one metadata field, as far as it refuses some: see schemas/values.json. */
export interface MetadataReading {
  readonly as: string;
  readonly min?: number;
  readonly max?: number;
  /** What a float must be above. */
  readonly above?: number;
  /** The least number that a duration may be where it has no unit. */
  readonly whole?: number;
  /** What comes of an empty text, where the reader would say otherwise. */
  readonly empty?: 'accepted' | 'refused';
  /** The words, and whether letter case matters. */
  readonly of?: readonly string[];
  readonly case?: 'any';
  readonly pattern?: string;
  readonly says?: string;
  /** The field beside which this one is not read. */
  readonly unless?: string;
}

/** What a component wants to see in the place of a text that it refuses; undefined for one that it takes. */
export const refusal = (reading: MetadataReading, text: string): string | undefined => {
  if (text === '') return isEmptyRefused(reading) ? wanted(reading) : undefined;
  return takes(reading, text) ? undefined : wanted(reading, text);
};

const isEmptyRefused = (reading: MetadataReading): boolean => {
  if (reading.empty) return reading.empty === 'refused';
  // Numbers and durations that are weakly read take an empty text for zero.
  if (/^u?int|^duration$|^float$/.test(reading.as)) return (reading.min ?? 0) > 0;
  return /^decimal|^strictBool$|^goDuration$|^quantity$|^match$|^json$/.test(reading.as);
};

const takes = (reading: MetadataReading, text: string): boolean => {
  const { as, of = [], pattern = '' } = reading;
  const integer = /^(u?)(int|decimal)(\d+)(u?)$/.exec(as);
  if (integer) {
    const [, before, kind, bits, after] = integer;
    const form = { bits: Number(bits), signed: before === '' && after === '', literals: kind === 'int' };
    return isWithin(reading, parseGoInteger(text, form));
  }
  switch (as) {
    case 'float':
      return isGoFloat(text) && !(Number(text) <= (reading.above ?? -Infinity));
    case 'duration':
      return isWithin(reading, secondsOf(text)) && !((parseInteger(text) ?? 0) < (reading.whole ?? -Infinity));
    case 'durations':
      return text.split(',').every((part) => part.trim() === '' || secondsOf(part.trim()) !== undefined);
    case 'goDuration':
      return parseDuration(text) !== undefined && isWithin(reading, secondsOf(text));
    case 'quantity':
      return parseQuantity(text) !== undefined;
    case 'strictBool':
      return parseBoolean(text) !== undefined;
    case 'word':
      return reading.case === 'any' ? of.some((word) => word.toLowerCase() === text.toLowerCase()) : of.includes(text);
    case 'match':
      return new RegExp(pattern, 's').test(text);
    case 'pem':
      // Where the text is a hole to be filled, it says nothing yet.
      return text.includes('-----BEGIN') || /^\s*(?:<.*>|\*+|\.{3}|\[.*\])\s*$/s.test(text);
    case 'json':
      return jsonIn(text) !== undefined;
    case 'jsonList':
      return Array.isArray(jsonIn(text)) || text.trim() === 'null';
    case 'pattern':
      return faultOfPattern(text) === undefined;
    default:
      return true;
  }
};

const isWithin = ({ min, max }: MetadataReading, value: bigint | number | undefined): boolean =>
  value !== undefined && (min === undefined || value >= min) && (max === undefined || value <= max);

/** In words, for a message: `a whole number from 0 to 7`. */
const wanted = (reading: MetadataReading, text = ''): string => {
  const { as, of = [], says = '' } = reading;
  if (/int|decimal/.test(as)) return `a whole number${range(reading)}`;
  switch (as) {
    case 'float':
      return reading.above === undefined ? 'a number' : `a number above ${reading.above}`;
    case 'duration':
      return `a duration such as 30s, or whole seconds${range(reading, 's')}`;
    case 'durations':
      return 'durations such as 1s,5s,1m';
    case 'goDuration':
      return `a duration with its unit, such as 30s${range(reading, 's')}`;
    case 'quantity':
      return 'a size such as 10Mi';
    case 'strictBool':
      return 'true or false';
    case 'word':
      return `${of.slice(0, -1).join(', ')} or ${of.at(-1)}${reading.case === 'any' ? '' : ', in this letter case'}`;
    case 'pem':
      return 'the PEM text itself';
    case 'json':
      return 'JSON';
    case 'jsonList':
      return 'a JSON list';
    case 'pattern':
      return `a pattern of Go: this one ${faultOfPattern(text)}`;
    default:
      return says;
  }
};

const range = ({ as, min, max, whole }: MetadataReading, unit = ''): string => {
  const bits = Number(/\d+/.exec(as)?.[0] ?? 64);
  const isUnsigned = as.includes('u') && as !== 'duration' && as !== 'goDuration';
  const least = min ?? whole ?? (isUnsigned ? 0 : undefined);
  const most = max ?? (bits < 32 ? 2 ** (isUnsigned ? bits : bits - 1) - 1 : undefined);
  if (least !== undefined && most !== undefined) return ` from ${least} to ${most}`;
  if (least !== undefined) return `, at least ${least}${unit}`;
  return most === undefined ? '' : ` of at most ${most}`;
};
