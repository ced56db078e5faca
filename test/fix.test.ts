import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rules } from '../rules/index.ts';
import type { Finding } from '../src/finding.ts';
import { type Fixed, fixAll, groupsIn } from '../src/fix.ts';
import { lint } from '../src/lint.ts';
import { isFixable } from '../src/triage/fixes.ts';
import { resolveSettings } from '../src/triage/settings.ts';
import type { Field } from '../src/yaml/field.ts';
import { overlaps, type Range, type Source } from '../src/yaml/location.ts';
import { parse } from '../src/yaml/parse.ts';
import { marksIn } from './marks.ts';

const settings = resolveSettings({ rules, flags: { preset: 'strict' } });
const judge = (sources: readonly Source[]) => lint(sources, rules, settings, { today: '2026-11-23' });
const fix = (sources: readonly Source[], unsafe = true): Fixed =>
  fixAll(sources, judge(sources), { unsafe, wants: () => true, judge, parse });

/** Each leaf of a document with its place, by its path. */
const leavesOf = (field: Field, path = '', leaves = new Map<string, { value: unknown; range: Range }>()) => {
  const children: readonly (readonly [string, Field])[] = field.isList
    ? field.items.map((item, index) => [String(index), item as Field])
    : (field.entries as readonly (readonly [string, Field])[]);
  for (const [key, child] of children) leavesOf(child, `${path}/${key}`, leaves);
  if (children.length === 0) leaves.set(path, { value: field.value, range: field.extent });
  return leaves;
};

/** The values that have changed although no fix was about them. */
const strays = (before: Source, after: Source, fixed: readonly Finding[]): readonly string[] => {
  const edits = fixed.flatMap(({ fix: made }) => made?.edits ?? []).filter(({ at }) => at.source === before);
  const documents = parse(after);
  return parse(before).flatMap((document, index) => {
    const now = leavesOf(documents[index]?.root as Field);
    const then = leavesOf(document.root);
    if (now.size !== then.size) return [`${then.size} values have become ${now.size}`];
    return [...then].flatMap(([path, { value, range }]) => {
      const isTouched = edits.some(({ at }) => overlaps({ start: at.range.start, end: at.range.end + 1 }, range));
      // A key that is spelt anew takes along what it holds.
      const isMoved = edits.some(({ at }) => range.start >= at.range.start && !now.has(path));
      return isTouched || isMoved || Object.is(JSON.stringify(now.get(path)?.value), JSON.stringify(value))
        ? []
        : [path];
    });
  });
};

const examples = rules.flatMap(({ id, examples: all }) =>
  all.flatMap((example) => ('bad' in example ? [{ id, text: marksIn(example.bad).text }] : [])),
);
/** What a text may be written as without meaning anything else. */
const shapes: Readonly<Record<string, (text: string) => string>> = {
  'as it is': (text) => text,
  'with CRLF': (text) => text.replaceAll('\n', '\r\n'),
  'with comments': (text) => text.replace(/(?<=[\w"'}\]])$/gm, ' # stays').replace(/^/, '# at the top\n'),
  'after another document': (text) => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n---\n${text}`,
  'indented more': (text) => text.replace(/^ +/gm, (space) => space + space),
  'in double quotes': (text) => text.replace(/(?<=: )([A-Za-z][\w./-]*)$/gm, '"$1"'),
  'in single quotes': (text) => text.replace(/(?<=: )([A-Za-z][\w./-]*)$/gm, "'$1'"),
};

const check = (before: Source): void => {
  const first = judge([before]).findings.filter((finding) => isFixable(finding, true));
  const fixed = fix([before]);
  const [after = before] = fixed.sources;
  // One pass at a time can be traced to its edits.
  const once: readonly Finding[] = fixed.made.map(({ finding }) => finding);
  if (once.every((finding) => first.some((other) => other === finding)))
    expect(strays(before, after, once)).toEqual([]);
  expect(parse(after).map(({ isBroken }) => isBroken)).toEqual(parse(before).map(({ isBroken }) => isBroken));
  expect(fixed.report.summary.errors).toBeLessThanOrEqual(judge([before]).summary.errors);
  expect(fix([after]).sources[0]?.text).toBe(after.text);
  const comments = (text: string) => text.match(/# (?:stays|at the top)/g)?.length ?? 0;
  expect(comments(after.text)).toBe(comments(before.text));
  expect(/(?<!\r)\n/.test(after.text)).toBe(/(?<!\r)\n/.test(before.text));
};

describe('a fix', () => {
  it('changes nothing but its place, keeps comments and line ends, and needs no second run', () => {
    // What is written behind a comment that suppresses is its reason.
    const fixable = examples
      .filter(({ text }) => !text.includes('# daprlint-ignore'))
      .filter(({ text }) => judge([{ path: 'a.yaml', text }]).findings.some((finding) => isFixable(finding, true)));
    expect(fixable.length).toBeGreaterThan(60);
    fc.assert(
      fc.property(fc.constantFrom(...fixable), fc.subarray(Object.keys(shapes)), ({ text }, names) => {
        const shaped = names.reduce((shown, name) => shapes[name]?.(shown) ?? shown, text);
        check({ path: 'a.yaml', text: shaped });
      }),
      { numRuns: 100 },
    );
  }, 120_000);

  it('of JSON leaves JSON', () => {
    let count = 0;
    for (const { id, text } of examples) {
      const [document, ...others] = parse({ path: 'a.yaml', text });
      if (!document || others.length > 0 || document.isBroken) continue;
      const source: Source = { path: 'a.json', text: JSON.stringify(document.root.value, undefined, 2) };
      const [after = source] = fix([source]).sources;
      if (after === source) continue;
      count += 1;
      expect(() => JSON.parse(after.text), `${id}: ${after.text}`).not.toThrow();
    }
    expect(count).toBeGreaterThan(30);
  }, 120_000);

  it.each(readdirSync('fixtures').filter((name) => !name.includes('.')))('does so in the fixture %s', (theme) => {
    const sources = readdirSync(join('fixtures', theme), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:ya?ml|json)$/.test(name) && !name.endsWith('daprlint.yaml'))
      .map((name): Source => ({ path: name, text: readFileSync(join('fixtures', theme, name), 'utf8') }));
    const before = judge(sources);
    const { sources: after, report, made } = fix(sources);
    expect(report.summary.errors).toBeLessThanOrEqual(before.summary.errors);
    const first = new Set(before.findings);
    const firstMade = made.map(({ finding }) => finding).filter((finding) => first.has(finding));
    if (firstMade.length === made.length)
      expect(sources.flatMap((source, index) => strays(source, after[index] as Source, firstMade))).toEqual([]);
    expect(fix(after).sources.map(({ text }) => text)).toEqual(after.map(({ text }) => text));
  });
});

describe('fixes that do harm', () => {
  it('are not made, and said to be so; the others are', () => {
    const pod = (name: string, port: string): Source => ({
      path: `${name}.yaml`,
      text: `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\n  annotations:\n    dapr.io/enabled: "true"\n    dapr.io/app-id: ${name}\n    dapr.io/app-port: ${port}\n`,
    });
    const ports = ['8080', '8081', '3500', '8082', '8083'];
    const sources = ports.map((port, index) => pod(`app-${index}`, port));
    const { sources: after, refusals, made, report } = fix(sources);
    expect(after.map(({ text }, index) => text.includes(`"${ports[index]}"`))).toEqual([true, true, false, true, true]);
    expect(refusals.map(({ finding, harm }) => [finding.rule, harm])).toEqual([
      ['unquoted-string', expect.stringMatching(/^raise [a-z-]+ at app-2\.yaml:8: /)],
    ]);
    expect(made).toHaveLength(4);
    expect(report.findings.filter(({ rule, fix: left }) => rule === 'unquoted-string' && left)).toEqual([]);
  });

  it('break no file', () => {
    const source: Source = { path: 'a.yaml', text: 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n' };
    const at = { source, range: { start: source.text.indexOf('v1'), end: source.text.indexOf('v1') + 2 } };
    const finding = {
      ...({
        rule: 'invalid-field',
        severity: 'error',
        effect: 'wrong',
        message: '',
        field: '',
        fingerprint: 'f',
      } as const),
      location: at,
      related: [],
      fix: { title: 'Break it', edits: [{ at, text: '[' }] },
    };
    const report = { ...judge([source]), findings: [finding] };
    const outcome = fixAll([source], report, { unsafe: false, wants: () => true, judge, parse });
    expect([outcome.sources[0], outcome.made]).toEqual([source, []]);
    expect(outcome.refusals).toEqual([{ finding, harm: 'break the file' }]);
  });
});

describe('files that one fix changes together', () => {
  it('are one group', () => {
    const made = [[0], [1, 2], [3], [2, 4]].map((sources) => ({ finding: {} as Finding, sources }));
    expect(groupsIn({ made })).toEqual([[0], [2, 1, 4].sort(), [3]]);
  });
});
