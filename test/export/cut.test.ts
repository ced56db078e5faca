import { describe, expect, it } from 'vitest';
import { parseAllDocuments, stringify } from 'yaml';
import { clusterExport } from '../../bench/cluster-export.ts';
import { lint, resolveSettings, rules } from '../../src/index.ts';
import { type ReadExport, readExport } from './read.ts';

const read = (text: string, size = 4096): Promise<ReadExport> => {
  const bytes = Buffer.from(text);
  const open = async function* (): AsyncIterable<Uint8Array> {
    for (let at = 0; at < bytes.length; at += size) yield Uint8Array.from(bytes.subarray(at, at + size));
  };
  return readExport({ path: 'export', open, isNamed: true });
};

const written = (kind: string, name: string, spec: object): object => ({
  apiVersion: 'dapr.io/v1alpha1',
  kind,
  metadata: { creationTimestamp: '2026-03-01T10:00:00Z', name, namespace: 'shop', uid: '7d1f' },
  spec,
});
const objects = [
  written('Component', 'cache', { metadata: [{ name: 'redisHost', value: 'redis:6379' }], type: 'state.redis' }),
  written('Configuration', 'tracing', { tracing: { samplingRate: '1' } }),
  written('Component', 'queue', { type: 'pubsub.kafka', version: 'v1' }),
];
const list = { apiVersion: 'v1', items: objects, kind: 'List', metadata: { resourceVersion: '' } };
const { apiVersion, kind, ...rest } = list;

const exports: Readonly<Record<string, string>> = {
  'a YAML list': stringify(list, { indentSeq: false, lineWidth: 0 }),
  'a YAML list, indented': stringify(list, { lineWidth: 0 }),
  'a YAML list that tells its kind first': stringify({ apiVersion, kind, ...rest }, { indentSeq: false }),
  documents: objects.map((object) => stringify(object)).join('---\n'),
  'a JSON list': JSON.stringify(list, undefined, 4),
  'a JSON list in one line': JSON.stringify(list),
  'a stream of JSON': objects.map((object) => JSON.stringify(object, undefined, 2)).join('\n'),
};

/** What is found, by rule, object and field. */
const findingsOf = ({ sources, withheld }: ReadExport, closedWorld: boolean): readonly string[] => {
  const settings = resolveSettings({ rules, flags: { closedWorld, preset: 'strict' } });
  const { findings } = lint(sources, rules, settings, { today: '2026-11-23', ...(withheld && { withheld }) });
  return findings.map(({ rule, resource, field }) => `${rule} ${resource?.kind} ${resource?.name} ${field}`);
};

/** What the objects of some sources are. */
const objectsIn = ({ sources }: ReadExport): readonly unknown[] =>
  sources.flatMap(({ text }) => parseAllDocuments(text).map((document) => document.toJS() as unknown));

/** Where nothing tells that more was to come. */
const isSilent = (name: string, prefix: string): boolean => {
  if (prefix.trim() === '') return true;
  if (name === 'documents') {
    // Between lines; in what is left of a mark; in the first object before a cluster has signed it.
    const isFirst = !prefix.includes('creationTimestamp: "');
    return prefix.endsWith('\n') || /(?:^|\n)-{1,3}$/.test(prefix) || (isFirst && /\nmetadata:/.test(prefix));
  }
  if (name === 'a stream of JSON') return prefix.trimEnd().endsWith('\n}') || prefix.trimEnd() === '';
  if (name.startsWith('a YAML list that')) return prefix.endsWith('\n') || /\nmetadata:/.test(prefix);
  return /^(?:kind: List)(?:\n|$)/m.test(prefix);
};

describe('an export that is cut off anywhere', () => {
  it.each(Object.keys(exports))('%s', async (name) => {
    const text = exports[name] ?? '';
    expect(objectsIn(await read(text))).toEqual(objects);
    for (let end = 0; end < text.length; end += 1) {
      const prefix = text.slice(0, end);
      const { troubles, ...result } = await read(prefix);
      const where = JSON.stringify(prefix.slice(-40));
      const isTold = troubles.length > 0;
      if (!isSilent(name, prefix)) expect(`${where} ${isTold}`).toBe(`${where} true`);
      if (!isTold) continue;
      expect(troubles).toEqual([
        expect.stringMatching(/^export ends in the middle of an object or a list, at line \d+ \(byte \d+\)$/),
      ]);
      expect(troubles[0]).toContain(`line ${prefix.split('\n').length} (byte ${end})`);
      const found = objectsIn({ troubles, ...result });
      expect({ where, found }).toEqual({ where, found: objects.slice(0, found.length) });
    }
  });
});

describe('what is said of an export that is cut off', () => {
  const text = [...clusterExport(150_000)].join('');

  it('is true of the whole of it', async () => {
    const whole = new Set(findingsOf(await read(text), true));
    expect(whole.size).toBeGreaterThan(1);
    for (let end = 211; end < text.length; end += 4999) {
      const part = await read(text.slice(0, end));
      expect(part.troubles).toHaveLength(1);
      expect(findingsOf(part, false).filter((finding) => !whole.has(finding))).toEqual([]);
    }
  });
});
