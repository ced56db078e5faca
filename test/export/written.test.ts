import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Document, isMap, isScalar, isSeq, visit } from 'yaml';
import { kindsNeeded } from '../../src/export/kinds.ts';
import { lint, resolveSettings, rules, type Source } from '../../src/index.ts';
import type { SecretMarks } from '../../src/model/secrets/marks.ts';
import type { JsonReport } from '../../src/report/json.ts';
import { json } from '../formats.ts';
import { type ReadExport, readExport } from './read.ts';

const needed = kindsNeeded(rules);
const settings = resolveSettings({ rules, flags: { closedWorld: true, preset: 'strict' } });

const findingsOf = (sources: readonly Source[], withheld?: SecretMarks): JsonReport['findings'] => {
  const report = lint(sources, rules, settings, { today: '2026-11-23', ...(withheld && { withheld }) });
  return (JSON.parse(json(report)) as JsonReport).findings;
};

const objectOf = (apiVersion: string, kind: string, name: string, more: object, own: object = {}): object => ({
  apiVersion,
  kind,
  metadata: { name, namespace: 'shop', labels: { app: 'orders' }, ...own },
  ...more,
});
const template = {
  metadata: { labels: { app: 'orders' }, annotations: { 'dapr.io/enabled': 'true', 'dapr.io/app-id': 'orders' } },
  spec: { serviceAccountName: 'orders', containers: [{ name: 'orders', image: 'shop/orders:1.0.0' }] },
};
const ownedBy = (kind: string): object => ({
  ownerReferences: [{ apiVersion: 'v1', kind, name: 'orders', controller: true }],
});
const said = 'one\ntwo: three\n- four\n# five\n';

const objects: readonly object[] = [
  objectOf('dapr.io/v1alpha1', 'Component', 'store', {
    spec: {
      type: 'state.redis',
      version: 'v1',
      metadata: [
        { name: 'redisHost', secretKeyRef: { name: 'redis', key: 'host' } },
        { name: 'redisPassword', secretKeyRef: { name: 'owned', key: 'password' } },
      ],
    },
  }),
  objectOf('apps/v1', 'Deployment', 'orders', { spec: { selector: { matchLabels: { app: 'orders' } }, template } }),
  objectOf('v1', 'Secret', 'redis', { data: { host: 'cmVkaXM6NjM3OQ==', other: 'cGxhbnRlZC1tYXJrZXItOTk=' } }),
  objectOf('v1', 'Secret', 'owned', { stringData: { password: said, empty: '' } }, ownedBy('SealedSecret')),
  objectOf('v1', 'ConfigMap', 'settings', { data: { 'a.yaml': said, b: 'true' } }, { annotations: { said } }),
  objectOf('v1', 'ServiceAccount', 'orders', { automountServiceAccountToken: false }),
  objectOf('networking.k8s.io/v1', 'NetworkPolicy', 'orders', {
    spec: { podSelector: { matchLabels: { app: 'orders' } }, policyTypes: ['Ingress', 'Egress'] },
    status: { said },
  }),
  objectOf('v1', 'Pod', 'orders-0', { spec: template.spec }, ownedBy('ReplicaSet')),
];

const scalarStyles = ['PLAIN', 'QUOTE_SINGLE', 'QUOTE_DOUBLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED'] as const;

/** A list of the objects, each node in a style of its own. */
const anyList = fc
  .record({
    order: fc.shuffledSubarray([...objects.keys()], { minLength: 3, maxLength: objects.length }),
    styles: fc.infiniteStream(fc.nat(999)),
    calm: fc.constantFrom(1, 10, 100),
    indentSeq: fc.boolean(),
    lineWidth: fc.constantFrom(20, 40, 80, 0),
    isDocuments: fc.boolean(),
    ending: fc.constantFrom('\n', '\r\n'),
  })
  .map(({ order, styles, calm, indentSeq, lineWidth, isDocuments, ending }) => {
    const style = (): number => styles.next().value ?? 999;
    const write = (value: object): string => {
      const document = new Document(value, { aliasDuplicateObjects: false });
      visit(document, (key, node) => {
        const chance = style();
        if (style() % calm !== 0) return;
        if (isScalar(node)) {
          if (chance < 200 && (key !== 'key' || chance < 60))
            node.type = scalarStyles[chance % (key === 'key' ? 3 : scalarStyles.length)] ?? 'PLAIN';
          if (chance > 950) node.comment = ' said: beside';
        } else if ((isMap(node) || isSeq(node)) && key !== null) {
          if (chance < 25) node.flow = true;
          if (chance > 950) node.commentBefore = ' said: above';
          if (isMap(node) && chance > 700 && chance < 800) node.items.reverse();
        }
      });
      return document.toString({ indentSeq, lineWidth });
    };
    const chosen = order.map((at) => objects[at] ?? {});
    const text = isDocuments
      ? chosen.map(write).join('---\n')
      : write({ apiVersion: 'v1', items: chosen, kind: 'List', metadata: { resourceVersion: '' } });
    return text.replaceAll('\n', ending);
  });

const streamed = (text: string, size: number): Promise<ReadExport> => {
  const bytes = Buffer.from(text);
  const open = async function* (): AsyncIterable<Uint8Array> {
    for (let at = 0; at < bytes.length; at += size) yield Uint8Array.from(bytes.subarray(at, at + size));
  };
  return readExport({ path: 'export.yaml', open, isNamed: true }, needed);
};

describe('however a list is written', () => {
  const component =
    'apiVersion: dapr.io/v1alpha1\n    kind: Component\n    metadata:\n      name: store\n      namespace: shop';
  const lists: Readonly<Record<string, string>> = {
    'a comment behind its kind': `apiVersion: v1\nitems:\n  - ${component}\nkind: List # all of it\n`,
    'its kind in the next line': `apiVersion: v1\nitems:\n  - ${component}\nkind:\n  List\n`,
    'its kind in a block': `apiVersion: v1\nkind: >-\n  List\nitems:\n  - ${component}\n`,
    'an item in braces over several lines': `apiVersion: v1\nkind: List\nitems:\n  - ${component}\n  - {\n      a: b\n    }\n`,
    'an item below its dash': `apiVersion: v1\nkind: List\nitems:\n  - ${component}\n  -\n    ${component}\n`,
  };
  it.each(Object.keys(lists))('with %s', async (name) => {
    const text = lists[name] ?? '';
    const whole = findingsOf([{ path: 'export.yaml', text, named: true }]);
    expect(whole.length).toBeGreaterThan(0);
    const read = await streamed(text, 4_000_000);
    expect(read.troubles).toEqual([]);
    expect(findingsOf(read.sources, read.withheld)).toEqual(whole);
  });

  it('its objects, read one by one, give what the whole of it gives', async () => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(anyList, fc.constantFrom(300, 4_000_000), async (text, size) => {
        const read = await streamed(text, size);
        if (read.counts) count += 1;
        expect(read.troubles).toEqual([]);
        const whole = findingsOf([{ path: 'export.yaml', text, named: true }]);
        expect(findingsOf(read.sources, read.withheld)).toEqual(whole);
      }),
      { numRuns: Number(process.env.DAPRLINT_RUNS ?? 60) },
    );
    // Many of them are as kubectl may have written them.
    expect(count).toBeGreaterThan(5);
  });
});
