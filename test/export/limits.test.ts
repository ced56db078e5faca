import { setTimeout as rest } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { kindsNeeded } from '../../src/export/kinds.ts';
import { lint, resolveSettings, rules } from '../../src/index.ts';
import type { Stream } from '../../src/read/stream.ts';
import { type ReadExport, readExport } from './read.ts';

const needed = kindsNeeded(rules);
const mega = 1024 * 1024;

/** A text that is made while it is read: chunks of what kubectl, a disk or a pipe gives at once. */
const streamOf = (parts: () => Iterable<string | Uint8Array>, more: Partial<Stream> = {}): Stream => ({
  path: 'export.yaml',
  isNamed: true,
  open: async function* () {
    for (const part of parts()) {
      yield typeof part === 'string' ? Buffer.from(part) : Uint8Array.from(part);
      await Promise.resolve();
    }
  },
  ...more,
});

const component = (name: string): string => `apiVersion: dapr.io/v1alpha1
kind: Component
metadata:
  name: ${name}
  namespace: shop
  uid: 7d1f
spec:
  type: state.redis
  version: v1
`;
const itemOf = (document: string): string => `- ${document.trimEnd().replaceAll('\n', '\n  ')}\n`;
const namesIn = ({ sources }: ReadExport): readonly string[] =>
  sources.flatMap(({ text }) => [...text.matchAll(/^ *name: (.*)$/gm)].map(([, name = '']) => name));

function* repeated(text: string | Uint8Array, times: number): Iterable<string | Uint8Array> {
  for (let count = 0; count < times; count += 1) yield text;
}

/** The most memory that a reading takes beyond what there was before, in MB. */
const memoryOf = async (reading: () => Promise<ReadExport>): Promise<{ most: number; result: ReadExport }> => {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let most = before;
  let isDone = false;
  const watch = (async () => {
    for (; !isDone; await rest(5)) most = Math.max(most, process.memoryUsage().rss);
  })();
  const result = await reading();
  isDone = true;
  await watch;
  return { most: (most - before) / mega, result };
};

describe('an export of any size', () => {
  it('of 2 GB is read in bounded memory', async () => {
    const foreign = `- apiVersion: example.com/v1
  kind: Gadget
  metadata:
    name: gadget
    namespace: shop
  spec:
${'    some: text that nobody needs to know of, and that there is much of\n'.repeat(230)}`;
    const megabyte = Buffer.from(foreign.repeat(64));
    const times = Math.ceil((2 * 1024 * mega) / megabyte.length);
    const { most, result } = await memoryOf(() =>
      readExport(
        streamOf(function* () {
          yield 'apiVersion: v1\nitems:\n';
          yield itemOf(component('first'));
          yield* repeated(megabyte, times);
          yield itemOf(component('last'));
          yield 'kind: List\nmetadata:\n  resourceVersion: ""\n';
        }),
        needed,
      ),
    );
    expect(result.troubles).toEqual([]);
    expect(namesIn(result)).toEqual(['first', 'last']);
    expect(result.counts).toEqual(
      new Map([
        ['Component', 2],
        ['Gadget', times * 64],
      ]),
    );
    expect(result.bytes).toBeGreaterThan(2 * 1024 * mega);
    expect(most).toBeLessThan(200);
  }, 60_000);

  it('with a million tiny documents is read in bounded memory', async () => {
    const tiny = 'kind: Gadget\n---\n'.repeat(1000);
    const { most, result } = await memoryOf(() =>
      readExport(
        streamOf(function* () {
          yield* repeated(tiny, 1000);
          yield component('last');
        }),
        needed,
      ),
    );
    expect(result.troubles).toEqual([]);
    expect(result.counts?.get('Gadget')).toBe(1_000_000);
    expect(namesIn(result)).toEqual(['last']);
    expect(most).toBeLessThan(200);
  }, 30_000);

  it('with a million empty documents holds nothing', async () => {
    const result = await readExport(
      streamOf(() => repeated('---\n'.repeat(1000), 1000)),
      needed,
    );
    expect(result).toMatchObject({ sources: [], troubles: [] });
  }, 30_000);
});

describe('one scalar of 300 MB', () => {
  const scalars: Readonly<Record<string, readonly [string, string]>> = {
    'in a YAML list': ['apiVersion: v1\nitems:\n- apiVersion: v1\n  kind: ConfigMap\n  data:\n    a: ', 'x'],
    'in a document': ['apiVersion: v1\nkind: ConfigMap\ndata:\n  a: |\n', '    line of a text\n'],
    'in a JSON list': ['{"apiVersion": "v1", "items": [{"kind": "ConfigMap", "data": {"a": "', 'x'],
  };

  it.each(Object.keys(scalars))(
    '%s is told by its place, with what stands before it',
    async (name) => {
      const [head, unit] = scalars[name] as readonly [string, string];
      const before = name.includes('JSON') ? '' : `${component('first')}---\n`;
      const chunk = unit.repeat(Math.floor((64 * 1024) / unit.length));
      for (const isOnce of [true, false]) {
        const { most, result } = await memoryOf(() =>
          readExport(
            streamOf(
              function* () {
                yield before + head;
                yield* repeated(chunk, 4800);
              },
              { isOnce },
            ),
            needed,
          ),
        );
        expect(result.troubles).toEqual([
          expect.stringMatching(
            /^export\.yaml is not read on from line \d+( \(byte \d+\))?: an object of more than 64 MiB, and it is too large to be read at once$/,
          ),
        ]);
        expect(namesIn(result)).toEqual(before === '' ? [] : ['first']);
        expect(most).toBeLessThan(700);
      }
    },
    60_000,
  );
});

describe('what is too large for one reading', () => {
  /** A list with an anchor, which only the whole of it explains. */
  const anchored = (size: number, isOnce: boolean): Stream =>
    streamOf(
      function* () {
        yield `${component('first')}---\nkind: ConfigMap\nmetadata: &all { name: settings }\n---\n...\n`;
        yield* repeated(`# ${'comment '.repeat(8000)}\n`, Math.ceil(size / 64_003));
      },
      { isOnce },
    );

  it('is read as a whole up to 256 MiB, and to where it is unusual beyond that', async () => {
    for (const isOnce of [true, false]) {
      const small = await readExport(anchored(mega, isOnce), needed);
      expect(small).toMatchObject({ counts: undefined, troubles: [] });
      const large = await readExport(anchored(257 * mega, isOnce), needed);
      expect(large.troubles).toEqual([
        'export.yaml is not read on from line 14 (byte 197): a document ends with "...", and it is too large to be read at once',
      ]);
      expect(namesIn(large)).toContain('first');
    }
  }, 60_000);
});

describe('a list that says behind its items what they are', () => {
  const typed = (before: number, isOnce: boolean, behind = 0): Stream =>
    streamOf(
      function* () {
        yield `${component('first')}---\n`;
        yield* repeated(`kind: Gadget\ntext: ${'text '.repeat(13_000)}\n---\n`, Math.ceil(before / 65_000));
        yield 'apiVersion: dapr.io/v1alpha1\nitems:\n- metadata:\n    name: second\n    namespace: shop\n';
        yield* repeated(
          `- metadata:\n    name: other\n  text: ${'text '.repeat(13_000)}\n`,
          Math.ceil(behind / 65_000),
        );
        yield 'kind: ComponentList\nmetadata:\n  resourceVersion: "1"\n';
      },
      { isOnce },
    );

  it('is read where the text can be heard twice', async () => {
    for (const stream of [typed(mega, true), typed(mega, false), typed(65 * mega, false), typed(0, true, 65 * mega)]) {
      const result = await readExport(stream, needed);
      expect(result.troubles).toEqual([]);
      expect(namesIn(result).slice(0, 2)).toEqual(['first', 'second']);
    }
  }, 60_000);

  it('is told to be written to a file where it cannot, after what stands before it', async () => {
    for (const stream of [typed(65 * mega, true), typed(0, true, 257 * mega)]) {
      const result = await readExport(stream, needed);
      expect(result.troubles).toEqual([
        expect.stringMatching(
          /^export\.yaml is not read on from line \d+ \(byte \d+\): the list says what its items are behind them, .*; write it to a file, and audit that$/,
        ),
      ]);
      expect(namesIn(result)).toEqual(['first']);
    }
  }, 60_000);
});

describe('a stream that fails', () => {
  const failing = (parts: readonly string[], code: string): Stream =>
    streamOf(function* () {
      yield* parts;
      throw Object.assign(new Error(code), { code });
    });

  it('is told with its byte, after what could be read', async () => {
    const text = ['apiVersion: v1\nitems:\n', itemOf(component('first')), itemOf(component('second'))];
    const result = await readExport(failing(text, 'EIO'), needed);
    expect(namesIn(result)).toEqual(['first']);
    expect(result.troubles).toEqual([
      `export.yaml is not read on from byte ${text.join('').length}: the device reports an error`,
    ]);
    expect((await readExport(failing([], 'EACCES'), needed)).troubles).toEqual([
      'export.yaml is not read at all: permission is denied',
    ]);
  });

  it('by a fault of our own is a crash', async () => {
    const broken = streamOf(() => {
      throw new TypeError('x is not a function');
    });
    await expect(readExport(broken, needed)).rejects.toThrow('x is not a function');
  });

  it('is told when it fails in the second reading', async () => {
    let opened = 0;
    const parts = function* (): Iterable<string> {
      opened += 1;
      yield `a: &x 1\n...\n`;
      yield 'b: *x\n'.repeat(100);
      if (opened > 1) throw Object.assign(new Error('EIO'), { code: 'EIO' });
    };
    const result = await readExport(streamOf(parts), needed);
    expect(result.troubles).toEqual([expect.stringContaining('the device reports an error')]);
  });
});

describe('what stands between objects', () => {
  const denied = 'Error from server (Forbidden): secrets is forbidden: User "ann" cannot list resource "secrets"\n';
  const list = (...items: readonly string[]): string =>
    `apiVersion: v1\nitems:\n${items.join('')}kind: List\nmetadata:\n  resourceVersion: ""\n`;
  const [first, second] = [component('first'), component('second')];
  const exports: Readonly<Record<string, string>> = {
    'before a list': denied + list(itemOf(first), itemOf(second)),
    'between items': list(itemOf(first), denied, itemOf(second)),
    'behind a list': list(itemOf(first), itemOf(second)) + denied,
    'behind a list, without a line feed': list(itemOf(first), itemOf(second)) + denied.trimEnd(),
    'before documents': `${denied}${first}---\n${second}`,
    'between documents, behind the mark': `${first}---\n${denied}${second}`,
    'between documents, before the mark': `${first}${denied}---\n${second}`,
    'in a document of its own': `${first}---\n${denied}---\n${second}`,
    'behind documents': `${first}---\n${second}${denied}`,
    'several times': `${denied}${first}${denied}---\n${denied}${second}${denied}`,
    'before JSON': `${denied}${JSON.stringify({ apiVersion: 'dapr.io/v1alpha1', kind: 'Component', metadata: { name: 'first' } })}\n`,
  };

  it.each(Object.keys(exports))('a refusal of the server, %s', async (name) => {
    const text = exports[name] ?? '';
    for (const size of [1, 7, 64, 100_000]) {
      const parts = (): Iterable<Uint8Array> =>
        Array.from({ length: Math.ceil(text.length / size) }, (_, at) =>
          Buffer.from(text.slice(at * size, (at + 1) * size)),
        );
      const result = await readExport(streamOf(parts), needed);
      expect(result.troubles).toEqual([]);
      expect(result.asides.map((told) => told.replace(/^\d+: /, ''))).toEqual(
        Array.from({ length: text.split('Error from').length - 1 }, () => denied.trimEnd()),
      );
      for (const aside of result.asides)
        expect(text.split('\n')[Number.parseInt(aside, 10) - 1]).toMatch(/^Error from server/);
      if (name !== 'before JSON') expect(namesIn(result)).toEqual(['first', 'second']);
    }
  });
});

describe('what mixes forms', () => {
  const json = JSON.stringify({ apiVersion: 'dapr.io/v1alpha1', kind: 'Component', metadata: { name: 'second' } });
  const settings = resolveSettings({ rules, flags: { closedWorld: true } });
  const foundIn = ({ sources }: Pick<ReadExport, 'sources'>): readonly string[] =>
    lint(sources, rules, settings, { today: '2026-11-23' }).findings.map(
      ({ rule, resource }) => `${rule} ${resource?.name}`,
    );

  it.each([
    `${component('first')}---\n${json}\n`,
    `${component('first')}---\n${json}\n---\n${component('third')}`,
    `${json}\n---\n${component('first')}`,
    `---\n${json}\n---\n${component('first')}`,
    `${json}\n${json.replace('second', 'third')}\n`,
  ])('%j is read as the whole of it is', async (text) => {
    const plain = foundIn({ sources: [{ path: 'export.yaml', text, named: true }] });
    expect(plain.length).toBeGreaterThan(1);
    for (const size of [1, 16, 100_000]) {
      const parts = (): Iterable<string> =>
        Array.from({ length: Math.ceil(text.length / size) }, (_, at) => text.slice(at * size, (at + 1) * size));
      expect(foundIn(await readExport(streamOf(parts), needed))).toEqual(plain);
    }
  });
});

describe('hostile aliases', () => {
  it('expand to nothing', async () => {
    const levels = Array.from({ length: 30 }, (_, level) => `x${level + 1}: &x${level + 1} [*x${level}, *x${level}]`);
    const text = `${component('first')}---\napiVersion: v1\nkind: ConfigMap\nx0: &x0 dapr\n${levels.join('\n')}\n`;
    const started = performance.now();
    const { sources } = await readExport(
      streamOf(() => [text]),
      needed,
    );
    lint(sources, rules, resolveSettings({ rules, flags: {} }), { today: '2026-11-23' });
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
