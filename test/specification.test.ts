import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rules } from '../rules/index.ts';
import { lintFixture } from '../scripts/fixtures.ts';
import {
  contradictions,
  type Item,
  items,
  itemsBelow,
  rulesOn,
  specificationDocument,
} from '../scripts/generate-specification.ts';
import { lint } from '../src/lint.ts';
import { parseConfig } from '../src/triage/config.ts';
import { levelIn } from '../src/triage/presets.ts';
import { resolveSettings } from '../src/triage/settings.ts';

const idsWhere = (isOne: (item: Item) => boolean): readonly string[] => items.filter(isOne).map(({ id }) => id);
const isCovered = (item: Item): boolean => rulesOn(item).length > 0;
const known = new Set(rules.map(({ id }) => id));
const text = readFileSync('docs/dapr-infrastructure-spec.md', 'utf8').split('\n');

describe('every line of the specification has a place', () => {
  it('a rule covers it, a reason says why none does, or it is the heading of lines that have a place', () => {
    const hasPlace = (item: Item): boolean =>
      isCovered(item) || item.unseen !== undefined || (itemsBelow(item).length > 0 && itemsBelow(item).every(hasPlace));
    expect(idsWhere((item) => !hasPlace(item))).toEqual([]);
  });

  it('nothing that a rule covers is excused', () => {
    expect(idsWhere((item) => isCovered(item) && item.unseen !== undefined)).toEqual([]);
  });

  it('gives its reasons as sentences, each with the rules that come closest', () => {
    const excused = items.filter(({ unseen }) => unseen !== undefined);
    expect(excused.filter(({ unseen = '' }) => !/^[A-Z].{20,}\.$/.test(unseen))).toEqual([]);
    expect(excused.filter(({ closest = [] }) => closest.length === 0 || closest.some((id) => !known.has(id)))).toEqual(
      [],
    );
    expect(idsWhere(({ unseen, closest }) => unseen === undefined && closest !== undefined)).toEqual([]);
  });

  it('has every bullet and every line of YAML once, as it is written', () => {
    const lines = text.flatMap((line, index) =>
      /^\s*-\s/.test(line) || isYaml(index) ? [[index + 1, line.trim().replace(/^-\s+(?!name: )/, '')] as const] : [],
    );
    expect(items.map(({ line, text: said }) => [line, said])).toEqual(lines);
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
  });

  it('what covers it is on in the preset todo-chatbot', () => {
    const off = rules
      .filter(({ covers = [] }) => covers.length > 0)
      .filter((rule) => levelIn('todo-chatbot', rule).level === 'off');
    expect(off.map(({ id }) => id)).toEqual([]);
  });
});

/** Whether a line stands between the fences of a block of YAML. */
const isYaml = (index: number): boolean =>
  !text[index]?.startsWith('```') && text.slice(0, index).filter((line) => line.startsWith('```')).length % 2 === 1;

describe('where the specification contradicts itself, or Dapr', () => {
  const asWritten = new Set(lintFixture('todo-chatbot/as-written').findings.map(({ rule }) => rule));
  const settings = resolveSettings({
    rules,
    config: parseConfig({ path: 'daprlint.yaml', text: 'preset: todo-chatbot' }, rules),
  });
  const foundIn = (proof: readonly string[]): ReadonlySet<string> =>
    new Set(
      lint([{ path: 'proof.yaml', text: `${proof.join('\n')}\n` }], rules, settings, {
        today: '2026-11-23',
      }).findings.map(({ rule }) => rule),
    );

  it.each(contradictions.filter(({ proof }) => !proof).map((each) => [each.id, each] as const))(
    '%s is found in its own YAML',
    (_, { rules: ids }) => {
      expect(ids.filter((id) => !asWritten.has(id))).toEqual([]);
    },
  );

  it.each(contradictions.flatMap(({ id, rules: ids, proof }) => (proof ? [[id, ids, proof] as const] : [])))(
    '%s is found where it is used',
    (_, ids, proof) => {
      const found = foundIn(proof);
      expect(ids.filter((id) => !found.has(id))).toEqual([]);
    },
  );

  it('each is about lines that there are', () => {
    const ids = new Set(items.map(({ id }) => id));
    expect(contradictions.flatMap((each) => each.items.filter((id) => !ids.has(id)))).toEqual([]);
    expect(contradictions.filter((each) => each.items.length === 0)).toEqual([]);
  });

  it('what no YAML can say is about lines that are not visible in YAML', () => {
    const unseen = new Set(idsWhere((item) => item.unseen !== undefined));
    const silent = contradictions.filter((each) => each.rules.length === 0);
    expect(silent.filter((each) => each.items.some((id) => !unseen.has(id))).map(({ id }) => id)).toEqual([]);
  });
});

describe('docs/specification.md', () => {
  const document = specificationDocument();

  it('has a row for each line', () => {
    expect(items.filter(({ id }) => !document.includes(`| <a id="${id}"></a>`))).toEqual([]);
  });

  it('links to sections that rules/README.md has', () => {
    const linked = [...document.matchAll(/rules\/README\.md#([a-z-]+)\)/g)].map(([, id = '']) => id);
    expect(linked.length).toBeGreaterThan(items.length);
    expect(linked.filter((id) => !known.has(id))).toEqual([]);
  });
});
