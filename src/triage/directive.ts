/** A rule id as it is written, by offsets into the text of the directive. */
export interface WrittenId {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

/** What a directive says: `<id>[, <id>]: reason until 2027-03-01`. One that is malformed names no rule. */
export interface Directive {
  readonly ids: readonly WrittenId[];
  readonly reason?: string;
  /** The last day on which it holds, as `2027-03-01`. */
  readonly until?: string;
  /** What is wrong with it. */
  readonly invalid?: string;
}

const form = 'write ids with commas between them, then a colon and the reason';

/** Reads what follows `daprlint-ignore`, or stands in the annotation. */
export const readDirective = (text: string): Directive => {
  const { before, until } = splitUntil(text.trimEnd());
  const colon = before.indexOf(':');
  const ids = [...writtenIds(colon < 0 ? before : before.slice(0, colon))];
  const reason = colon < 0 ? '' : before.slice(colon + 1).trim();
  const invalid =
    invalidIds(ids) ??
    (until === undefined || isDate(until) ? undefined : `"${until}" is no date; write it as 2027-03-01`);
  if (invalid !== undefined) return { ids: [], invalid };
  return { ids, ...(reason !== '' && { reason }), ...(until !== undefined && { until }) };
};

/** A last word that begins with a digit is meant for a date; `until the migration is done` is a reason. */
const splitUntil = (text: string): { readonly before: string; readonly until?: string } => {
  const at = text.toLowerCase().lastIndexOf('until');
  const match = at < 0 ? null : /^until[ \t]+([0-9][^\s\]]*)\]?\.?$/i.exec(text.slice(at));
  if (!match || !/^$|[\s:[]/.test(text.charAt(at - 1))) return { before: text };
  return { before: text.slice(0, at).trimEnd().replace(/\[$/, ''), until: (match[1] ?? '').replace(/\.$/, '') };
};

const isDate = (text: string): boolean => {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  // 30 February is a day in March to `Date`.
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
};

function* writtenIds(list: string): Generator<WrittenId> {
  let start = 0;
  for (const part of list.split(',')) {
    const id = part.trim();
    const from = start + (part.length - part.trimStart().length);
    yield { id, start: from, end: from + id.length };
    start += part.length + 1;
  }
}

const invalidIds = (ids: readonly WrittenId[]): string | undefined => {
  if (ids.every(({ id }) => id === '')) return `it names no rule; ${form}`;
  if (ids.some(({ id }) => id === '')) return `a rule id is missing beside a comma; ${form}`;
  const bad = ids.find(({ id }) => !/^[a-z0-9]+(?:-[a-z0-9]+)*$/i.test(id));
  if (!bad) return undefined;
  return `"${bad.id.length > 40 ? `${bad.id.slice(0, 39)}…` : bad.id}" is no rule id; ${form}`;
};
