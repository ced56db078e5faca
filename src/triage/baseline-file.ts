import { UserError } from '../failure.ts';
import type { Source } from '../yaml/location.ts';
import type { Baseline, BaselineEntry } from './baseline.ts';

/** Changes when a daprlint that knows only this one could not use the file. */
const version = 1;

/** The file of a baseline: JSON with an entry a line, so that a diff shows what came and went. */
export const printBaseline = ({ paths, entries }: Baseline): string => {
  const lines = entries.map((entry) => `    ${printEntry(entry)}`).join(',\n');
  return `{
  "version": ${version},
  "paths": [${paths.map((path) => JSON.stringify(path)).join(', ')}],
  "findings": [${lines === '' ? '' : `\n${lines}\n  `}]
}
`;
};

const texts = ['kind', 'namespace', 'name', 'file', 'path', 'rule'] as const;

const printEntry = (entry: BaselineEntry): string => {
  const parts = texts.flatMap((key) => (entry[key] === undefined ? [] : `"${key}": ${JSON.stringify(entry[key])}`));
  return `{ ${[...parts, ...(entry.count > 1 ? [`"count": ${entry.count}`] : [])].join(', ')} }`;
};

/** Reads the file of a baseline. Throws a `UserError` that says what is wrong with it, and quotes nothing of it. */
export const parseBaseline = ({ path, text }: Source): Baseline => {
  const refuse = (
    message: string,
    help = 'restore it, or remove it and write it anew with --update-baseline',
  ): never => {
    throw new UserError(`the baseline ${path} ${message}`, help);
  };
  const content = parsed(text);
  if (content === undefined)
    return refuse(/^<{7} /m.test(text) ? 'holds a merge conflict' : 'cannot be used: it is no JSON');
  if (!isObject(content) || content.version === undefined) return refuse('cannot be used: it has no version');
  if (content.version !== version) {
    const isLater = typeof content.version === 'number' && content.version > version;
    return isLater
      ? refuse(`is of version ${content.version}, and this daprlint knows ${version}`, 'update daprlint')
      : refuse(`cannot be used: its version is not ${version}`);
  }
  const { paths, findings } = content;
  if (!isTexts(paths) || paths.length === 0) return refuse('cannot be used: paths is no list of texts');
  if (!Array.isArray(findings)) return refuse('cannot be used: findings is no list');
  const entries = (findings as readonly unknown[]).map((entry, index) => {
    const fault = faultOf(entry);
    return fault === undefined ? read(entry as Written) : refuse(`cannot be used: findings[${index}] ${fault}`);
  });
  return { paths, entries };
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

type Unchecked = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Unchecked =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');

type Written = Omit<BaselineEntry, 'count'> & { readonly count?: number };

const faultOf = (entry: unknown): string | undefined => {
  if (!isObject(entry)) return 'is no object';
  if (typeof entry.rule !== 'string') return 'has no rule';
  if (entry.kind === undefined && entry.file === undefined) return 'has neither kind nor file';
  const wrong = texts.find((key) => entry[key] !== undefined && typeof entry[key] !== 'string');
  if (wrong !== undefined) return `has a ${wrong} that is no text`;
  const { count = 1 } = entry;
  return Number.isSafeInteger(count) && (count as number) > 0 ? undefined : 'has a count that is no positive number';
};

const read = (entry: Written): BaselineEntry => ({
  ...Object.fromEntries(texts.flatMap((key) => (entry[key] === undefined ? [] : [[key, entry[key]]]))),
  rule: entry.rule,
  count: entry.count ?? 1,
});
