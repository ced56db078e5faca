import { describe, expect, it } from 'vitest';
import { policiesOf, policyKinds, targetsOf } from '../../../src/model/resiliency.ts';
import { mayShare, type Resource } from '../../../src/model/resource.ts';
import type { ResiliencyShape } from '../../../src/model/shapes.ts';
import { Workspace } from '../../../src/model/workspace.ts';
import { defaultSettings } from '../../../src/triage/settings.ts';
import { parse } from '../../../src/yaml/parse.ts';

/** A stream of numbers that is the same in each run. */
const dice = (seed: number): ((sides: number) => number) => {
  let state = seed;
  return (sides) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * sides);
  };
};

const namespaces = ['', '  namespace: shop\n', '  namespace: "{{ .namespace }}"\n'];
const scopes = ['', 'scopes: [a1]\n', 'scopes: [a1, a2]\n', 'scopes: ["{{ .app }}"]\n', 'scopes: [a3]\n'];
const policies = [
  '{}',
  '{ timeouts: { p1: 5s } }',
  '{ timeouts: { p1: 9s, p2: 1s }, retries: { p1: { maxRetries: 1 } } }',
];
const targets = [
  '{}',
  '{ apps: { orders: { timeout: p1, retry: p1 } } }',
  '{ apps: { orders: { timeout: "{{ .p }}" } } }',
];

const random = (seed: number): Workspace => {
  const roll = dice(seed);
  const one = <Item>(items: readonly Item[]): Item => items[roll(items.length)] as Item;
  const text = Array.from(
    { length: 12 },
    (_, index) =>
      `apiVersion: dapr.io/v1alpha1\nkind: Resiliency\nmetadata:\n  name: r${index}\n${one(namespaces)}spec:\n  policies: ${one(policies)}\n  targets: ${one(targets)}\n${one(scopes)}`,
  ).join('---\n');
  return new Workspace(parse({ path: 'all.yaml', text }), defaultSettings([]).world);
};

/** The app ids of an object; `*` is any other. */
const idsOf = ({ scopes: ids }: Resource<ResiliencyShape>): readonly string[] =>
  ids?.every(({ resolved }) => resolved) ? ids.map(({ text = '' }) => text) : ['*'];
const isSeen = (object: Resource<ResiliencyShape>, appId: string): boolean =>
  idsOf(object).some((id) => id === '*' || id === appId);

describe('which app sees which policy', () => {
  it('is the same as when every pair is tried', () => {
    let found = 0;
    for (let seed = 1; seed <= 60; seed += 1) {
      const workspace = random(seed);
      const all = workspace.daprResources<ResiliencyShape>('Resiliency');
      for (const resiliency of all) {
        const near = all.filter(({ namespace }) => mayShare(namespace, resiliency.namespace));
        for (const kind of policyKinds) {
          for (const name of ['p1', 'p2', 'p3']) {
            const holders = near.filter((each) =>
              policiesOf(each).some((one) => one.kind === kind && one.name === name),
            );
            const named = workspace.policies.named(kind, name, resiliency.namespace);
            expect(named.map((policy) => policy.resiliency)).toEqual(holders);
            const blind = idsOf(resiliency).filter((id) => !holders.some((holder) => isSeen(holder, id)));
            const told = workspace.policies.blindTo(resiliency, kind, name).map((id) => id ?? '*');
            expect(told).toEqual(blind);
            const users = near.filter((each) =>
              targetsOf(each).some(({ field }) => {
                const use = field.get(kind);
                return use.exists && (use.text === name || !use.resolved);
              }),
            );
            const uses = workspace.policies.uses({ kind, name }, resiliency.namespace);
            expect(new Set(uses.map((use) => use.resiliency))).toEqual(new Set(users));
            found += holders.length + blind.length + users.length;
          }
        }
        const same = near.filter((each) => each.body.get('spec').get('targets').get('apps').get('orders').exists);
        expect(
          workspace.policies.targets('apps', 'orders', resiliency.namespace).map((each) => each.resiliency),
        ).toEqual(same);
      }
    }
    // That the worlds are worth trying.
    expect(found).toBeGreaterThan(2000);
  });

  it('knows what an entry replaces, told once for each pair', () => {
    const text = ['scopes: [a1]', 'scopes: [a2]', '', 'scopes: [a2]']
      .map(
        (line, index) =>
          `apiVersion: dapr.io/v1alpha1\nkind: Resiliency\nmetadata: { name: r${index} }\nspec: { policies: { timeouts: { p1: ${index}s } }, targets: {} }\n${line}\n`,
      )
      .join('---\n');
    const workspace = new Workspace(parse({ path: 'all.yaml', text }), defaultSettings([]).world);
    const all = workspace.daprResources<ResiliencyShape>('Resiliency');
    const before = all.map((resiliency) =>
      workspace.policies
        .in(resiliency)
        .map((entry) => [...workspace.policies.before(entry)].map((each) => each.resiliency.name)),
    );
    expect(before).toEqual([[[]], [[]], [['r0', 'r1']], [['r1', 'r2']]]);
  });
});
