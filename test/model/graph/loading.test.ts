import { describe, expect, it } from 'vitest';
import { mayShare } from '../../../src/model/resource.ts';
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

const namespaces = ['', '  namespace: shop\n', '  namespace: bank\n', '  namespace: "{{ .namespace }}"\n'];
const scopes = ['', 'scopes: [a1]\n', 'scopes: [a1, a2, a1]\n', 'scopes: ["{{ .app }}"]\n', 'scopes: [a9, ""]\n'];
const ids = [
  '',
  '        dapr.io/app-id: a1\n',
  '        dapr.io/app-id: a2\n',
  '        dapr.io/app-id: "{{ .id }}"\n',
];

const random = (seed: number): Workspace => {
  const roll = dice(seed);
  const one = <Item>(items: readonly Item[]): Item => items[roll(items.length)] as Item;
  const text = Array.from({ length: 40 }, (_, index) =>
    roll(2) === 0
      ? `apiVersion: dapr.io/v1alpha1\nkind: Component\nmetadata:\n  name: c${index}\n${one(namespaces)}spec:\n  type: ${one(['state.redis', 'pubsub.redis'])}\n${one(scopes)}`
      : `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: d${index}\n${one(namespaces)}spec:\n  template:\n    metadata:\n      annotations:\n        dapr.io/enabled: "true"\n${one(ids)}`,
  ).join('---\n');
  return new Workspace(parse({ path: 'all.yaml', text }), defaultSettings([]).world);
};

describe('which app loads which component', () => {
  it('is the same, and in the same order, as when every pair is tried', () => {
    let pairs = 0;
    for (let seed = 1; seed <= 60; seed += 1) {
      const workspace = random(seed);
      for (const component of workspace.components) {
        const naive = workspace.apps.filter((app) => workspace.loads(app, component));
        expect(workspace.appsOf(component)).toEqual(naive);
        pairs += naive.length;
      }
      for (const app of workspace.apps) {
        for (const block of ['state', 'pubsub', 'bindings']) {
          const naive = workspace.components.filter(
            (component) => component.block === block && workspace.loads(app, component),
          );
          expect(workspace.componentsFor(app, block)).toEqual(naive);
        }
        const shared = workspace.components.filter((component) => mayShare(component.namespace, app.namespace));
        expect(workspace.componentsIn(app.namespace)).toEqual(shared);
      }
    }
    // That the worlds are worth trying.
    expect(pairs).toBeGreaterThan(2000);
  });
});
