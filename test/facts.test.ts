import { describe, expect, it } from 'vitest';
import { rules } from '../rules/index.ts';
import semantics from '../schemas/semantics.json' with { type: 'json' };
import { areaOf, areas, type Fact, facts, factsDocument, rulesOf } from '../scripts/generate-facts.ts';
import { rulesReference } from '../scripts/generate-rules-reference.ts';

const idsWhere = (isOne: (fact: Fact) => boolean): readonly string[] => facts.filter(isOne).map(({ id }) => id);
const isTold = (fact: Fact): boolean => rulesOf(fact).length > 0;
const isExcused = ({ unseen }: Fact): boolean => unseen !== undefined;

describe('the ledger: every fact about Dapr has a place', () => {
  it('a rule tells it, or a reason says why none does', () => {
    expect(idsWhere((fact) => !isTold(fact) && !isExcused(fact))).toEqual([]);
  });

  it('nothing that a rule tells is excused', () => {
    expect(idsWhere((fact) => isTold(fact) && isExcused(fact))).toEqual([]);
  });

  it('comes to these figures', () => {
    const [told, unseen] = [idsWhere(isTold).length, idsWhere(isExcused).length];
    expect({ facts: facts.length, told, unseen }).toEqual({ facts: 258, told: 237, unseen: 21 });
  });

  it('has each fact once, in an area that has a title, with a source and a known outcome', () => {
    expect(new Set(facts.map(({ id }) => id)).size).toBe(facts.length);
    expect(idsWhere((fact) => !(areaOf(fact) in areas))).toEqual([]);
    expect(idsWhere(({ enforced }) => !(enforced in semantics.enforcedBy))).toEqual([]);
    expect(idsWhere(({ fact, source }) => !fact.endsWith('.') || source === '')).toEqual([]);
  });

  it('gives its reasons as sentences', () => {
    const reasons = facts.flatMap(({ unseen }) => unseen ?? []);
    expect(reasons.filter((reason) => !/^[A-Z].{20,}\.$/.test(reason))).toEqual([]);
  });

  it('names a fact once in a rule', () => {
    const twice = rules.filter(({ facts: ids = [] }) => new Set(ids).size !== ids.length);
    expect(twice.map(({ id }) => id)).toEqual([]);
  });
});

describe('docs/facts.md', () => {
  const text = factsDocument();

  it('has a row for each fact', () => {
    const rows = text
      .split('\n')
      .filter((line) => / \| (?:refused|logged|exits|silent)(?:, unless [^|]+)? \| /.test(line));
    expect(rows.length).toBe(facts.length);
  });

  it('has a place for each fact that rules/README.md links to', () => {
    const linked = [...rulesReference().matchAll(/docs\/facts\.md#([\w.-]+)\)/g)].map(([, id = '']) => id);
    expect(new Set(linked)).toEqual(new Set(idsWhere(isTold)));
    expect(linked.filter((id) => !text.includes(`<a id="${id}"></a>`))).toEqual([]);
  });

  it('links to sections that rules/README.md has', () => {
    const ids = new Set(rules.map(({ id }) => id));
    const linked = [...text.matchAll(/rules\/README\.md#([a-z-]+)\)/g)].map(([, id = '']) => id);
    expect(linked.length).toBeGreaterThan(facts.length / 2);
    expect(linked.filter((id) => !ids.has(id))).toEqual([]);
  });
});
