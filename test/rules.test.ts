import { describe, expect, it } from 'vitest';
import { rules } from '../rules/index.ts';
import semantics from '../schemas/semantics.json' with { type: 'json' };
import specification from '../schemas/specification.json' with { type: 'json' };
import type { Finding } from '../src/finding.ts';
import { lint } from '../src/lint.ts';
import { type Example, presetNames, type Rule } from '../src/rule.ts';
import { parseConfig } from '../src/triage/config.ts';
import { applyFixes } from '../src/triage/fixes.ts';
import { resolveSettings } from '../src/triage/settings.ts';
import { marksIn, marksOf } from './marks.ts';
import { isAboutAnyKind, kindsRead } from './needs.ts';

/** Lints a text with the rule of the example as an error, and with all others as they usually are. */
const findingsIn = (
  text: string,
  rule: Rule,
  { options = {}, closedWorld = false, daprVersion }: Example,
): readonly Finding[] => {
  const config = {
    rules: { [rule.id]: { severity: 'error', ...options } },
    closedWorld,
    ...(daprVersion && { daprVersion }),
  };
  const settings = resolveSettings({
    rules,
    config: parseConfig({ path: 'daprlint.yaml', text: JSON.stringify(config) }, rules),
  });
  return lint([{ path: 'example.yaml', text }], rules, settings, { today: '2026-11-23' }).findings;
};

const adjectives =
  /^(?:invalid|unknown|missing|duplicate|unused|conflicting|ignored|misplaced|misspelt|unquoted|deprecated|unsupported|insecure|plain-text|expired|excessive|unbounded|fragile)-[a-z]+(?:-[a-z]+)*$/;

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  it('has an id of the grammar, and says what, why, from where and for whom', () => {
    expect(id).toMatch(adjectives);
    expect(rule.summary).toMatch(/^(?:[A-Z]|mTLS |scopes ).*[^.]$/);
    expect(rule.why).toMatch(/\.$/);
    expect(rule.source.length).toBeGreaterThan(10);
    expect(rule.docs).toMatch(/^https:\/\//);
  });

  it('has a bad example, and a near miss that says what it proves', () => {
    expect(rule.examples.some((example) => 'bad' in example)).toBe(true);
    expect(rule.examples.some((example) => 'good' in example && example.because.length > 10)).toBe(true);
  });

  it('covers only items that the specification has', () => {
    const known = new Set(specification.items.map((item) => item.id));
    expect((rule.covers ?? []).filter((item) => !known.has(item))).toEqual([]);
  });

  it('rests on facts that are written down', () => {
    const known = new Set(semantics.facts.map((fact) => fact.id));
    expect((rule.facts ?? []).filter((fact) => !known.has(fact))).toEqual([]);
  });

  it('names only rules and presets that exist', () => {
    const known = new Set(rules.map((each) => each.id));
    expect((rule.supersedes ?? []).filter((other) => !known.has(other))).toEqual([]);
    expect(Object.keys(rule.presets ?? {}).filter((name) => !presetNames.some((preset) => preset === name))).toEqual(
      [],
    );
  });

  it('needs the kinds that it reads, and no others', () => {
    const read = kindsRead(rule);
    const needs = (rule.needs ?? []).map((need) => [need].flat());
    if (isAboutAnyKind(rule)) return;
    expect([...read].filter((kind) => !needs.flat().includes(kind))).toEqual([]);
    expect(needs.filter((kinds) => !kinds.some((kind) => read.has(kind)))).toEqual([]);
  });

  it('rates its security where the effect is about it, and only there', () => {
    if (rule.effect === 'insecure') expect(rule.securitySeverity).toBeGreaterThan(0);
  });

  describe.each(rule.examples.map((example, index) => [index + 1, example] as const))('example %i', (_, example) => {
    if ('good' in example) {
      it(`is clean, because ${example.because}`, () => {
        const findings = findingsIn(example.good, rule, example);
        expect(marksOf(findings.filter((finding) => finding.rule === id)).found).toEqual([]);
        expect(
          findings
            .filter(({ severity }) => severity === 'error')
            .map((finding) => `${finding.rule}: ${finding.message}`),
        ).toEqual([]);
      });
      return;
    }
    const { text, found, related } = marksIn(example.bad);

    it('is found where the carets are, and nowhere else', () => {
      const findings = findingsIn(text, rule, example).filter((finding) => finding.rule === id);
      expect(found.length).toBeGreaterThan(0);
      expect(marksOf(findings)).toEqual({ found, related });
    });

    if (example.fixed === undefined) return;
    const { fixed } = example;
    it('is fixed as shown, and clean then', () => {
      const findings = findingsIn(text, rule, example).filter((finding) => finding.rule === id);
      const [result = text] = applyFixes(findings, true).values();
      expect(result).toBe(fixed);
      expect(findingsIn(result, rule, example).filter((finding) => finding.rule === id)).toEqual([]);
    });
  });
});

describe('the rules together', () => {
  it('have ids of their own', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  });
});
