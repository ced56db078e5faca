import { describe, expect, it } from 'vitest';
import { parseAllDocuments, stringify } from 'yaml';
import { outlineOfJson } from '../../src/export/json-splitter.ts';
import { kindsNeeded } from '../../src/export/kinds.ts';
import { keptText } from '../../src/export/withheld.ts';
import { lint, resolveSettings, rules, type Source } from '../../src/index.ts';
import { search } from '../../src/read/exports.ts';
import type { JsonReport } from '../../src/report/json.ts';
import { json } from '../formats.ts';
import { marksIn } from '../marks.ts';
import { cluster, listOfAll } from './cluster.ts';
import type { Fields } from './defaults.ts';
import { readExport } from './read.ts';

const settings = resolveSettings({ rules, flags: { closedWorld: true, preset: 'strict' } });
const marker = 'PlantedMarker7';
const start = { line: 1, column: 1 };

const streamed = async (text: string): Promise<readonly Source[]> => {
  const open = async function* (): AsyncIterable<Uint8Array> {
    yield Uint8Array.from(Buffer.from(text));
  };
  return (await readExport({ path: 'export.yaml', open, isNamed: true }, kindsNeeded(rules))).sources;
};

const aboutTransport = (sources: readonly Source[]): readonly string[] =>
  lint(sources, rules, settings, { today: '2026-11-23' })
    .findings.filter(({ rule }) => /tls/.test(rule))
    .map(
      ({ rule, severity, resource, field, message }) => `${rule} (${severity}) ${resource?.kind} ${field}: ${message}`,
    );

/** Where everything is that is found, at a Secret or elsewhere. */
const placesIn = (sources: readonly Source[]): readonly string[] => {
  const report = JSON.parse(json(lint(sources, rules, settings, { today: '2026-11-23' }))) as JsonReport;
  return report.findings.map(({ rule, line, column, endColumn }) => `${rule} ${line}:${column}-${endColumn}`);
};

const app: Fields = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'orders', namespace: 'shop' },
  spec: {
    selector: { matchLabels: { app: 'orders' } },
    template: {
      metadata: { labels: { app: 'orders' }, annotations: { 'dapr.io/enabled': 'true', 'dapr.io/app-id': 'orders' } },
      spec: { containers: [{ name: 'orders', image: 'shop/orders:1.0.0' }] },
    },
  },
};

/** A component that takes an item from a Secret which says nothing of Dapr. */
const exportOf = (type: string, version: string, item: string, value: string, others: Fields = {}): readonly Fields[] =>
  cluster([
    app,
    {
      apiVersion: 'dapr.io/v1alpha1',
      kind: 'Component',
      metadata: { name: 'store', namespace: 'shop' },
      spec: {
        type,
        version,
        metadata: [
          { name: item, secretKeyRef: { name: 'backend', key: 'value' } },
          ...Object.entries(others).map(([name, text]) => ({ name, value: text })),
        ],
      },
      auth: { secretStore: 'kubernetes' },
    },
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'backend', namespace: 'shop' },
      stringData: { value, other: marker, short: '1x' },
    },
  ]);

const user = `${marker}:${marker}`;
type Case = readonly [
  type: string,
  version: string,
  item: string,
  value: string,
  verdict: RegExp | undefined,
  others?: Fields,
];
const cases: readonly Case[] = [
  [
    'state.postgresql',
    'v2',
    'connectionString',
    `host=db.shop.svc user=${marker} password=${marker} sslmode=disable`,
    /missing-tls/,
  ],
  [
    'state.postgresql',
    'v2',
    'connectionString',
    `postgres://${user}@db.example.com/${marker}?sslmode=require`,
    /insecure-tls/,
  ],
  [
    'state.postgresql',
    'v2',
    'connectionString',
    `postgres://${user}@db.example.com/${marker}?sslmode=verify-full`,
    undefined,
  ],
  ['state.postgresql', 'v2', 'connectionString', `postgres://${user}@localhost/${marker}?sslmode=disable`, undefined],
  ['state.mysql', 'v1', 'connectionString', `${user}@tcp(db.example.com:3306)/${marker}`, /missing-tls/],
  ['state.mysql', 'v1', 'connectionString', `${user}@tcp(db.example.com:3306)/${marker}?tls=true`, undefined],
  ['pubsub.rabbitmq', 'v1', 'connectionString', `amqp://${user}@rabbitmq.example.com:5672/${marker}`, /missing-tls/],
  ['pubsub.rabbitmq', 'v1', 'connectionString', `amqps://${user}@rabbitmq.example.com:5671/${marker}`, undefined],
  [
    'state.sqlserver',
    'v1',
    'connectionString',
    `Server=db.example.com;User Id=${marker};Password=${marker};Encrypt=true;TrustServerCertificate=true`,
    /insecure-tls/,
  ],
  ['state.redis', 'v1', 'enableTLS', 'false', /missing-tls/, { redisHost: 'redis.example.com:6379' }],
  ['state.redis', 'v1', 'enableTLS', 'true', undefined, { redisHost: 'redis.example.com:6379' }],
  ['state.redis', 'v1', 'redisHost', 'redis.example.com:6379', /missing-tls/],
  [
    'pubsub.kafka',
    'v1',
    'caCert',
    `{"ca":"${marker}"}`,
    undefined,
    { brokers: 'kafka.example.com:9093', authType: 'certificate' },
  ],
];

describe('what a Secret says of a connection', () => {
  it.each(cases.map((each) => [each.slice(0, 4).join(' '), each] as const))('%s', async (_, each) => {
    const [type, version, item, value, verdict, others] = each;
    const list = listOfAll(exportOf(type, version, item, value, others));
    const yaml = stringify(list, { indentSeq: false, aliasDuplicateObjects: false });
    const plain = aboutTransport([{ path: 'export.yaml', text: yaml, named: true }]);
    if (verdict) expect(plain.join('\n')).toMatch(verdict);
    else expect(plain.filter((line) => !/trust-bundle/.test(line))).toEqual([]);
    for (const text of [yaml, JSON.stringify(list, undefined, 4), JSON.stringify(list)]) {
      const sources = await streamed(text);
      expect(aboutTransport(sources)).toEqual(plain);
      expect(placesIn(sources)).toEqual(placesIn([{ path: 'export.yaml', text, named: true }]));
      const kept = sources.map((source) => source.text).filter((text) => /kind"?: ?"?Secret/.test(text));
      expect(kept.length).toBeGreaterThan(0);
      // As it is written, and in base64, wherever in the text it begins.
      for (const sign of [marker, 'UGxhbnRlZE1hcmtlcj', 'xhbnRlZE1hcmtlc', 'BsYW50ZWRNYXJrZX', 'hbnRlZE1hcmtlcj'])
        for (const secret of kept) expect(secret).not.toContain(sign);
    }
  });
});

describe('what is not kept of a JSON object', () => {
  it.each([
    ['{"kind":"Secret","data":{"a":"YQ==","b":"","c":null},"metadata":{"managedFields":[{"a":1}],"name":"x"}}'],
    [
      '{\n "data": {\n  "a": "YWFhYWFhYWFhYWFh",\n  "b": null\n },\n "metadata": {\n  "managedFields": [\n   {}\n  ],\n  "name": "x"\n }\n}',
    ],
    ['{"metadata":{"managedFields":[],"name":"x"},"status":{}}'],
  ])('leaves everything else where it is: %s', (text) => {
    for (const extent of ['keys', 'reduced', 'whole'] as const) {
      const bytes = new TextEncoder().encode(text);
      const object = { bytes, entries: outlineOfJson(bytes), offset: 0, indent: 0, form: 'json', start } as const;
      const kept = keptText(object, extent, search);
      const lineAndColumn = (whole: string): readonly number[] => {
        const before = whole.slice(0, whole.indexOf('"name"')).split('\n');
        return [before.length, before.at(-1)?.length ?? 0];
      };
      expect(kept.split('\n')).toHaveLength(text.split('\n').length);
      expect(lineAndColumn(kept)).toEqual(lineAndColumn(text));
      expect(() => JSON.parse(kept) as unknown).not.toThrow();
    }
  });
});

describe('what a trust bundle is, without the key that it holds', () => {
  const bundleRules = rules.filter(({ each }) => each === 'trustBundle');
  const told = (sources: readonly Source[]): readonly string[] =>
    (JSON.parse(json(lint(sources, bundleRules, settings, { today: '2026-11-23' }))) as JsonReport).findings.map(
      ({ rule, message, line, column, endColumn }) => `${rule} ${line}:${column}-${endColumn}: ${message}`,
    );
  const examples = bundleRules.flatMap(({ id, examples }) =>
    examples.map(
      (example, at) => [`${id} ${at}`, 'bad' in example ? marksIn(example.bad).text : example.good] as const,
    ),
  );
  /** The objects as a cluster gives them out, whose Secrets have `data` alone. */
  const exportedFrom = (text: string, coded: (value: string) => string): readonly Fields[] =>
    cluster(
      parseAllDocuments(text).map((document) => {
        const { stringData, ...object } = document.toJS() as Fields;
        if (stringData === undefined) return object;
        const data = Object.entries(stringData as Fields).map(([key, value]) => [key, coded(String(value))]);
        return { ...object, data: { ...(object.data as Fields), ...Object.fromEntries(data) } };
      }),
    );

  it.each(examples)('is told as it is of all of it: %s', async (_, text) => {
    for (const coded of [
      (value: string) => Buffer.from(value).toString('base64'),
      (value: string) => `${Buffer.from(value).toString('base64').slice(0, -3)}!`,
    ]) {
      const objects = exportedFrom(text, coded);
      const list = listOfAll(objects);
      for (const written of [
        stringify(list, { indentSeq: false, aliasDuplicateObjects: false, lineWidth: 0 }),
        JSON.stringify(list, undefined, 4),
      ]) {
        const sources = await streamed(written);
        expect(told(sources)).toEqual(told([{ path: 'export.yaml', text: written, named: true }]));
        const keys = objects.flatMap(({ kind, data }) =>
          kind === 'Secret' ? [(data as Fields | undefined)?.['issuer.key']] : [],
        );
        for (const key of keys.filter((each) => typeof each === 'string' && /LS0tLS1CRUdJTiB/.test(each)))
          for (const source of sources) expect(source.text).not.toContain(key);
      }
    }
  });

  it('is told of at least once', () => {
    expect(examples.length).toBeGreaterThan(10);
    const all = examples.flatMap(([, text]) => {
      const list = listOfAll(exportedFrom(text, (value) => Buffer.from(value).toString('base64')));
      return told([{ path: 'export.yaml', text: stringify(list, { aliasDuplicateObjects: false }), named: true }]);
    });
    expect(new Set(all.map((line) => line.split(' ')[0])).size).toBeGreaterThan(3);
  });
});
