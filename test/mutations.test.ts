import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { lint, parseConfig, resolveSettings, rules, type Source } from '../src/index.ts';

/** One way to break the system: test/mutations/README.md tells what the keys are. */
interface Mutation {
  readonly breaks: string;
  readonly file: string;
  readonly find: string;
  readonly by?: string;
  readonly line?: string;
  readonly in?: string;
  readonly rules?: readonly string[];
  readonly missed?: string;
}

/** What a mutation makes of the system, and where that should be noticed. */
interface Broken {
  readonly sources: readonly Source[];
  readonly path: string;
  readonly line: number;
}

const folder = new URL('mutations/', import.meta.url);
const system = new URL('../fixtures/todo-chatbot/compliant/', import.meta.url).pathname;
const known = new Set(rules.map(({ id }) => id));

const mutations: readonly Mutation[] = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .flatMap((file): readonly Mutation[] => parse(readFileSync(new URL(file, folder), 'utf8')));

const whole: readonly Source[] = readdirSync(system, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.yaml'))
  .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(join(system, path), 'utf8') }))
  .sort((a, b) => (a.path < b.path ? -1 : 1));

const config = parseConfig({ path: 'daprlint.yaml', text: 'preset: todo-chatbot\nclosedWorld: true\n' }, rules);
const settings = resolveSettings({ rules, config });
const findingsIn = (sources: readonly Source[]) => lint(sources, rules, settings, { today: '2026-11-23' }).findings;

const textOf = (sources: readonly Source[], path: string): string =>
  sources.find((source) => source.path === path)?.text ?? '';
const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;
const count = (text: string, part: string): number => text.split(part).length - 1;

/** The number of the first line in which two texts differ. */
const firstNewLine = (text: string, old: string): number => {
  const lines = old.split('\n');
  return text.split('\n').findIndex((line, index) => line !== lines[index]) + 1;
};

const breakIt = ({ breaks, file, find, by = '', line, in: path = file }: Mutation): Broken => {
  const old = textOf(whole, file);
  if (count(old, find) !== 1) throw new Error(`${breaks}: the text stands ${count(old, find)} times in ${file}`);
  const text = old.replace(find, () => by);
  const sources = whole.map((source) => (source.path === file ? { path: file, text } : source));
  if (line === undefined) return { sources, path, line: firstNewLine(text, old) };
  const target = textOf(sources, path);
  if (count(target, line) !== 1) throw new Error(`${breaks}: the line stands ${count(target, line)} times in ${path}`);
  return { sources, path, line: lineOf(target, target.indexOf(line) + line.search(/\S/)) };
};

const isNoticed = (mutation: Mutation): boolean => {
  const { sources, path, line } = breakIt(mutation);
  return findingsIn(sources).some(
    ({ rule, location: { source, range } }) =>
      source.path === path && lineOf(source.text, range.start) === line && mutation.rules?.includes(rule),
  );
};

describe('fixtures/todo-chatbot/compliant, broken in one place after the other', () => {
  let unnoticed: readonly Mutation[] = [];

  beforeAll(() => {
    unnoticed = mutations.filter((mutation) => !isNoticed(mutation));
  }, 120_000);

  it('has no finding before', () => {
    expect(findingsIn(whole)).toEqual([]);
  });

  it('is noticed, but for what the tables say', () => {
    const missed = mutations.filter((mutation) => mutation.missed !== undefined);
    expect(unnoticed.map(({ breaks }) => breaks)).toEqual(missed.map(({ breaks }) => breaks));
  });

  it('is noticed in 95 of 100 places, of at least 80', () => {
    expect(mutations.length).toBeGreaterThanOrEqual(80);
    expect(1 - unnoticed.length / mutations.length).toBeGreaterThanOrEqual(0.95);
  });

  it('is told of by rules that exist, in mutations that differ', () => {
    const ids = mutations.flatMap(({ rules: named = [] }) => named);
    expect(ids.filter((id) => !known.has(id))).toEqual([]);
    expect(mutations.filter(({ rules: named, missed }) => (named === undefined) === (missed === undefined))).toEqual(
      [],
    );
    expect(new Set(mutations.map(({ file, find, by }) => `${file}\n${find}\n${by}`)).size).toBe(mutations.length);
  });
});
