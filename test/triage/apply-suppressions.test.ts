import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/finding.ts';
import { applySuppressions, type JudgedSuppression, suppressionsIn } from '../../src/triage/suppressions.ts';
import type { Source } from '../../src/yaml/location.ts';
import { parse } from '../../src/yaml/parse.ts';

const today = '2026-11-23';

/** A finding of a rule at the first place where a text stands. */
const finding = (source: Source, rule: string, text: string): Finding => {
  const start = source.text.indexOf(text);
  const location = { source, range: { start, end: start + text.length } };
  return {
    rule,
    severity: 'warning',
    effect: 'wrong',
    message: `${text} is wrong`,
    location,
    field: '',
    related: [],
    fingerprint: '0',
  };
};

const apply = (
  text: string,
  found: readonly (readonly [string, string])[],
  day = today,
  known?: readonly string[],
  ran = known,
) => {
  const source = { path: 'orders.yaml', text };
  const rules = known && { known: new Set(known), ran: new Set(ran) };
  return applySuppressions(
    found.map(([rule, at]) => finding(source, rule, at)),
    suppressionsIn(parse(source)),
    day,
    rules,
  );
};

const idsOf = (mentions: readonly { readonly id: string }[]): readonly string[] => mentions.map(({ id }) => id);
const unusedIn = (judged: readonly JudgedSuppression[]): readonly (readonly string[])[] =>
  judged.map(({ unused }) => idsOf(unused));

describe('suppressions', () => {
  it('take out the findings of the rules they name, within what they cover', () => {
    const { kept, suppressed } = apply('# daprlint-ignore invalid-port: legacy\na: one\nb: two\n', [
      ['invalid-port', 'one'],
      ['unknown-broker', 'one'],
      ['invalid-port', 'two'],
    ]);
    expect(kept.map(({ rule, message }) => [rule, message])).toEqual([
      ['unknown-broker', 'one is wrong'],
      ['invalid-port', 'two is wrong'],
    ]);
    expect(suppressed).toMatchObject([{ by: 'comment', reason: 'legacy', finding: { rule: 'invalid-port' } }]);
  });

  it('leave a finding that is larger than what they cover', () => {
    expect(
      apply('# daprlint-ignore invalid-port\na: one\nb: two\n', [['invalid-port', 'a: one\nb: two']]).kept,
    ).toHaveLength(1);
  });

  it('say which ids did nothing, one by one', () => {
    const { judged } = apply(
      '# daprlint-ignore invalid-port, unknown-broker\na: one\nb: two # daprlint-ignore ignored-topic\n',
      [['invalid-port', 'one']],
    );
    expect(unusedIn(judged)).toEqual([['unknown-broker'], ['ignored-topic']]);
  });

  it('call the second of two equal ids unused', () => {
    const { judged } = apply('a: one # daprlint-ignore invalid-port, invalid-port\n', [['invalid-port', 'one']]);
    expect(judged[0]?.unused).toEqual([judged[0]?.rules[1]]);
  });

  it('credit the innermost of several, so that the others show as unused', () => {
    const text =
      '# daprlint-ignore-file invalid-port: file\n# daprlint-ignore-document invalid-port: document\na: one # daprlint-ignore invalid-port: line\n';
    const { suppressed, judged } = apply(text, [['invalid-port', 'one']]);
    expect(suppressed[0]?.reason).toBe('line');
    expect(unusedIn(judged)).toEqual([['invalid-port'], ['invalid-port'], []]);
  });

  it('hold on their last day, and not on the next', () => {
    const text = 'a: one # daprlint-ignore invalid-port: legacy until 2026-11-23\n';
    const onTheDay = apply(text, [['invalid-port', 'one']], '2026-11-23');
    expect(onTheDay.kept).toEqual([]);
    expect(onTheDay.judged[0]).toMatchObject({ isExpired: false, unused: [] });
    const after = apply(text, [['invalid-port', 'one']], '2026-11-24');
    expect(after.suppressed).toEqual([]);
    expect(after.judged[0]).toMatchObject({ isExpired: true, unused: [] });
  });

  it('do nothing when they are invalid', () => {
    const { kept, judged } = apply('a: one # daprlint-ignore invalid-port until 2027-02-30\n', [
      ['invalid-port', 'one'],
    ]);
    expect(kept).toHaveLength(1);
    expect(judged[0]).toMatchObject({ invalid: expect.stringContaining('is no date'), unused: [] });
  });

  it('are not unused for naming a rule that did not run', () => {
    const known = ['invalid-port', 'unknown-broker'];
    const { judged } = apply('a: one # daprlint-ignore invalid-port, unknown-broker\n', [], today, known, [
      'unknown-broker',
    ]);
    expect(unusedIn(judged)).toEqual([['unknown-broker']]);
  });

  it('tell rules that do not exist from those that found nothing, with what was probably meant', () => {
    const { judged } = apply('a: one # daprlint-ignore invalid-prot, something-else\n', [], today, [
      'invalid-port',
      'unknown-broker',
    ]);
    expect(judged[0]?.unknown.map(({ id, meant }) => [id, meant])).toEqual([
      ['invalid-prot', 'invalid-port'],
      ['something-else', undefined],
    ]);
    expect(judged[0]?.unused).toEqual([]);
  });

  it('of one file say nothing of another', () => {
    const source = { path: 'a.yaml', text: '# daprlint-ignore-file invalid-port\na: one\n' };
    const other = { path: 'b.yaml', text: '# a comment as long as the other one\na: one\n' };
    const { kept } = applySuppressions([finding(other, 'invalid-port', 'one')], suppressionsIn(parse(source)), today);
    expect(kept).toHaveLength(1);
  });

  it('in an annotation reach what their resource holds, and the place says so', () => {
    const text =
      'apiVersion: v1\nkind: Pod\nmetadata:\n  annotations: { daprlint.dev/ignore: "invalid-port: known" }\nspec: one\n---\nb: two\n';
    const { kept, suppressed } = apply(text, [
      ['invalid-port', 'one'],
      ['invalid-port', 'two'],
    ]);
    expect(kept.map(({ message }) => message)).toEqual(['two is wrong']);
    expect(suppressed).toMatchObject([{ by: 'annotation', reason: 'known' }]);
  });
});
