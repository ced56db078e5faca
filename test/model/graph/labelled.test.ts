import { expect, test } from 'vitest';
import { mayShare } from '../../../src/model/resource.ts';
import { Workspace } from '../../../src/model/workspace.ts';
import { defaultSettings } from '../../../src/triage/settings.ts';
import { parse } from '../../../src/yaml/parse.ts';

const service = (name: string, namespace: string, labels: string): string =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: ${name}, namespace: ${namespace}, labels: { ${labels} } }\n`;

test('Services are found by all of some labels, as when each is looked at', () => {
  const labels = ['a: "1"', 'a: "1", b: "2"', 'a: "2", b: "2"', 'b: "2"', ''];
  const text = labels
    .flatMap((each, index) => ['shop', 'bank', '"{{ .n }}"'].map((namespace) => service(`s${index}`, namespace, each)))
    .join('---\n');
  const workspace = new Workspace(parse({ path: 'all.yaml', text }), defaultSettings([]).world);
  for (const wanted of [{ a: '1' }, { a: '1', b: '2' }, { b: '2' }, { c: '3' }, { a: '1', c: '3' }]) {
    for (const namespace of ['shop', 'bank', 'other', undefined]) {
      const naive = workspace.resourcesOf('Service').filter(
        (resource) =>
          mayShare(resource.namespace, namespace) &&
          Object.entries(wanted).every(([key, value]) => {
            const label = (resource.metadata.value as { labels?: Record<string, string> }).labels?.[key];
            return label === value;
          }),
      );
      expect(workspace.servicesWithLabels(new Map(Object.entries(wanted)), namespace)).toEqual(naive);
    }
  }
  expect(workspace.servicesWithLabels(new Map(), 'shop')).toEqual([]);
});
