import { describe, expect, it } from 'vitest';
import {
  defaultSettings,
  defineRule,
  lint,
  parseConfig,
  RuleCrash,
  resolveSettings,
  rules,
  type Source,
} from '../src/index.ts';
import type { Locatable } from '../src/yaml/location.ts';

const fading = defineRule({
  id: 'deprecated-everything',
  severity: 'error',
  summary: 'Everything is found',
  why: 'For as long as it holds.',
  source: 'nowhere',
  docs: 'https://example.com',
  effect: 'wrong',
  since: '1.14',
  until: '1.17.3',
  each: 'resource',
  *check(resource) {
    yield { at: resource, message: 'found' };
  },
  examples: [],
});

const sources = [{ path: 'a.yaml', text: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n' }];

describe('a rule runs for the versions of Dapr in which it holds', () => {
  it.each([
    ['1.13', 0],
    ['1.14', 1],
    ['1.17.2', 1],
    ['1.17', 0],
    ['1.18', 0],
  ])('%s: %i findings', (daprVersion, count) => {
    const settings = resolveSettings({ rules: [fading], flags: { daprVersion } });
    expect(lint(sources, [fading], settings, { today: '2026-11-23' }).findings).toHaveLength(count);
  });
});

describe('what is found on suppressions', () => {
  const judge = (text: string) =>
    lint([{ path: 'a.yaml', text }], rules, resolveSettings({ rules }), { today: '2026-11-23' });
  const manifest =
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  # daprlint-ignore invalid-app-id: not yet\n  name: a\n';

  it('is a finding like any other', () => {
    expect(judge(manifest).findings.map(({ rule }) => rule)).toEqual(['unused-suppression']);
  });

  it('can be suppressed, and who does that is not blamed for it', () => {
    const { findings, suppressed } = judge(`# daprlint-ignore-file unused-suppression: a template\n${manifest}`);
    expect(findings).toEqual([]);
    expect(suppressed).toMatchObject([{ finding: { rule: 'unused-suppression' }, reason: 'a template' }]);
  });
});

describe('a rule that throws', () => {
  it('ends the run, and is named with the object and the line that it looked at', () => {
    const crashing = defineRule({
      id: 'fragile-everything',
      severity: 'error',
      summary: 'Everything breaks',
      why: 'It throws.',
      source: 'nowhere',
      docs: 'https://example.com',
      effect: 'wrong',
      each: 'resource',
      *check() {
        yield* [];
        throw new TypeError('x is undefined');
      },
      examples: [],
    });
    expect(() => lint(sources, [crashing], resolveSettings({ rules: [crashing] }), { today: '2026-11-23' })).toThrow(
      new RuleCrash('fragile-everything', 'ConfigMap "a" at a.yaml:4', new TypeError('x is undefined')),
    );
  });
});

describe('the report', () => {
  const report = (...given: readonly Source[]) => lint(given, rules, defaultSettings(rules), { today: '2026-11-23' });
  const annotations = (name: string): string =>
    `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\n  annotations:\n    dapr.io/enabled: yes\n    dapr.io/app-port: 80\n`;

  it('tells findings by path and then by place, whichever rule comes first', () => {
    const { findings } = report(
      { path: 'b.yaml', text: annotations('b') },
      { path: 'a.yaml', text: `${annotations('a')}spec: { b: 1, b: 2 }\n` },
    );
    const places = findings.map(({ location }) => [location.source.path, location.range.start] as const);
    const paths = places.map(([path]) => path);
    expect(paths).toEqual([...paths].sort());
    expect(new Set(paths)).toEqual(new Set(['a.yaml', 'b.yaml']));
    const starts = places.filter(([path]) => path === 'a.yaml').map(([, start]) => start);
    expect(new Set(starts).size).toBeGreaterThan(2);
    expect(starts).toEqual([...starts].sort((one, other) => one - other));
  });

  it('tells of what is around before what is in it', () => {
    const inward = defineRule({
      ...fading,
      id: 'fragile-order',
      each: 'resource',
      *check(resource) {
        yield { at: resource, message: 'in it' };
        yield { at: resource.body, message: 'around' };
      },
    });
    const settings = resolveSettings({ rules: [inward], flags: { daprVersion: '1.16' } });
    const { findings } = lint(sources, [inward], settings, { today: '2026-11-23' });
    expect(findings.map(({ message }) => message)).toEqual(['around', 'in it']);
  });

  it('says that a file which is named is broken, even if nothing in it looks like an object', () => {
    const broken = { path: 'a.yaml', text: 'a: [1,\n' };
    expect(report({ ...broken, named: true }).findings.map(({ rule }) => rule)).toEqual(['invalid-yaml']);
    expect(report(broken).findings).toEqual([]);
  });
});

describe('a finding', () => {
  const telltale = defineRule({
    id: 'plain-text-everything',
    severity: 'error',
    summary: 'Everything is told',
    why: 'It repeats what it sees.',
    source: 'nowhere',
    docs: 'https://example.com',
    effect: 'wrong',
    each: 'component',
    *check({ resource }) {
      const { items } = resource.body.get('spec').get('metadata');
      for (const item of items) {
        const value = item.get('value') as Locatable & { readonly text: string | undefined };
        const fix = { title: 'Empty it', edits: [{ at: value.location, text: '""' }] };
        const said = `it is ${value.text}`;
        yield { at: value, message: said, help: said, related: [{ at: item, message: said }], fix };
      }
    },
    examples: [],
  });
  const found = (metadata: string) => {
    const text = `apiVersion: dapr.io/v1alpha1\nkind: Component\nmetadata: { name: a }\nspec:\n  type: state.redis\n  version: v1\n  metadata:\n${metadata}`;
    const settings = resolveSettings({ rules: [telltale] });
    return lint([{ path: 'a.yaml', text }], [telltale], settings, { today: '2026-11-23' }).findings;
  };

  it('repeats no secret, even before a report is made of it', () => {
    const [finding] = found('  - { name: redisPassword, value: "correct-horse" }\n');
    expect(finding).toMatchObject({ message: 'it is •••', help: 'it is •••', related: [{ message: 'it is •••' }] });
  });

  it('is told from one of the same words at the same path', () => {
    const [one, other] = found('  - { name: redisHost, value: a }\n  - { name: redisHost, value: a }\n');
    expect(one?.fingerprint).not.toBe(other?.fingerprint);
  });

  it('is the same in a list of objects and by itself', () => {
    const object = '{ apiVersion: dapr.io/v1alpha1, kind: Component, metadata: { name: a }, spec: { type: a.b } }';
    const [alone, listed] = [object, `{ apiVersion: v1, kind: List, items: [${object}] }`].map((text) => {
      const { findings } = lint([{ path: 'a.yaml', text }], rules, defaultSettings(rules), { today: '2026-11-23' });
      return findings.map(({ rule, field, fingerprint }) => ({ rule, field, fingerprint }));
    });
    expect(alone?.length).toBeGreaterThan(1);
    expect(listed).toEqual(alone);
  });

  it('comes without its fix at an alias, and where one leads: the text belongs to other places too', () => {
    const shared = found('  - &host { name: redisHost, value: a }\n  - *host\n');
    expect(shared.map(({ fix }) => fix)).toEqual([undefined, undefined]);
    const [alone] = found('  - &host { name: redisHost, value: a }\n');
    expect(alone?.fix).toBeDefined();
  });
});

describe('a rule that is off in a place', () => {
  const found = (overrides: string, text: string) => {
    const config = parseConfig({ path: 'daprlint.yaml', text: `overrides: [${overrides}]` }, rules);
    return lint([{ path: 'a.yaml', text }], rules, resolveSettings({ config, rules }), { today: '2026-11-23' })
      .findings;
  };
  const component = 'apiVersion: dapr.io/v1alpha1\nkind: Component\nmetadata: { name: a }\n';
  const spec = 'spec: { type: secretstores.kubernetes, version: v1, metadata: [] }\n';

  it('is off for objects of a kind, even if it looks at whole documents', () => {
    const twice = `${component}${spec}scopes: [a]\nscopes: [b]\n`;
    expect(found('', twice).map(({ rule }) => rule)).toEqual(['duplicate-key']);
    expect(found('{ kinds: Component, rules: { duplicate-key: off } }', twice)).toEqual([]);
    expect(found('{ kinds: Pod, rules: { duplicate-key: off } }', twice)).toHaveLength(1);
  });

  it('leaves the word to the more general one there', () => {
    const misplaced = `${component}spec: { type: secretstores.kubernetes, version: v1, metadata: [], scopes: [a] }\n`;
    expect(found('', misplaced).map(({ rule }) => rule)).toEqual(['misplaced-field']);
    const isOff = '{ files: a.yaml, rules: { misplaced-field: off } }';
    expect(found(isOff, misplaced).map(({ rule }) => rule)).toEqual(['unknown-field']);
  });
});
