import { describe, expect, it } from 'vitest';
import { mayShare } from '../../../src/model/resource.ts';
import { Workspace } from '../../../src/model/workspace.ts';
import { defaultSettings } from '../../../src/triage/settings.ts';
import { parse } from '../../../src/yaml/parse.ts';

const namespaces = ['', 'namespace: shop', 'namespace: bank'];
const types = ['state.redis', 'state.Redis', 'pubsub.redis'];
const metadata = [
  '[{ name: redisHost, value: "redis:6379" }, { name: redisDB, value: "1" }]',
  '[{ name: redisDB, value: 1 }, { name: REDISHOST, value: "redis:6379" }]',
  '[{ name: redisHost, value: "redis:6379" }]',
  '[{ name: redisHost, secretKeyRef: { name: redis, key: host } }]',
  '[{ name: redisHost, secretKeyRef: { name: redis, key: hosts } }]',
  '[{ name: redisHost, value: "{{ .host }}" }]',
  '[]',
];
const like = (index: number): number => (index === 1 ? 0 : index);

const texts = namespaces.flatMap((namespace, place) =>
  types.flatMap((type, kind) =>
    metadata.map((items, index) => ({ namespace, type, items, key: `${kind === 1 ? 0 : kind}/${like(index)}`, place })),
  ),
);
const text = texts
  .map(
    ({ namespace, type, items }, index) =>
      `{ apiVersion: dapr.io/v1alpha1, kind: Component, metadata: { name: c${index}, ${namespace} }, spec: { type: ${type}, version: v1, metadata: ${items} } }\n`,
  )
  .join('---\n');

describe('components that differ by their name alone', () => {
  it('are those of one type with the same metadata in any order, where all of it is known', () => {
    const workspace = new Workspace(parse({ path: 'all.yaml', text }), defaultSettings([]).world);
    expect(workspace.components).toHaveLength(texts.length);
    for (const [index, component] of workspace.components.entries()) {
      const { key = '', items = '' } = texts[index] ?? {};
      const isKnown = items !== '[]' && !items.includes('{{');
      const naive = workspace.components.filter(
        (other, at) => texts[at]?.key === key && mayShare(other.namespace, component.namespace),
      );
      expect(workspace.twinsOf(component).map(({ name }) => name)).toEqual(
        isKnown ? naive.map(({ name }) => name) : [],
      );
    }
  });
});
