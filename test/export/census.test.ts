import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { kindsNeeded } from '../../src/export/kinds.ts';
import { Selection } from '../../src/export/selection.ts';
import { rules } from '../../src/index.ts';
import { readText, search } from '../../src/read/exports.ts';
import { emptyNotes } from '../../src/read/notes.ts';
import type { JsonReport } from '../../src/report/json.ts';
import { daprlint } from '../cli/call.ts';
import { folderWith } from '../read/workspace.ts';
import { cluster, listOfAll } from './cluster.ts';
import type { Fields } from './defaults.ts';

const store = (type: string): Fields => ({
  apiVersion: 'dapr.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'store', namespace: 'shop' },
  spec: { type, version: 'v1', metadata: [] },
});
const secret: Fields = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'redis', namespace: 'shop' },
  stringData: { password: 'of-no-interest' },
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
const event: Fields = { apiVersion: 'v1', kind: 'Event', metadata: { name: 'pulled', namespace: 'shop' } };

const objects = cluster([store('state.in-memory'), secret, app, event]) as readonly Fields[];
const [component] = objects.filter(({ kind }) => kind === 'Component') as [Fields];
const uidOf = (object: Fields): string => String((object.metadata as Fields).uid);
const changed = (object: Fields, change: (copy: { [key: string]: unknown }) => void): Fields => {
  const copy = structuredClone(object);
  change(copy);
  return copy;
};
const asJson = (all: readonly Fields[]): string => JSON.stringify(listOfAll(all), undefined, 4);
const asYaml = (all: readonly Fields[]): string =>
  stringify(listOfAll(all), { indentSeq: false, aliasDuplicateObjects: false });
const asDocuments = (all: readonly Fields[]): string => all.map((each) => stringify(each)).join('---\n');

const needed = kindsNeeded(rules);

/** What comes of some texts of one cluster, read as files or as what comes only once. */
const readAll = async (texts: readonly string[]) => {
  const selection = new Selection(needed, search);
  for (const [index, text] of texts.entries()) {
    const open = async function* (): AsyncIterable<Uint8Array> {
      yield Uint8Array.from(Buffer.from(text));
    };
    await readText({ path: `${index}.yaml`, open }, selection, emptyNotes());
  }
  return { census: selection.census, sources: selection.sources() };
};

const audited = async (files: Readonly<Record<string, string>>, ...paths: readonly string[]) => {
  const folder = await folderWith(files);
  const [json, pretty] = await Promise.all(
    ['json', 'pretty'].map((format) => daprlint(folder, ['audit', ...paths, '-f', format, '--preset', 'strict'])),
  );
  const { findings } = JSON.parse(json?.stdout ?? '') as JsonReport;
  return {
    rules: findings.map(({ rule }) => rule).sort(),
    duplicates: findings.filter(({ rule }) => rule === 'duplicate-resource').map(({ message }) => message),
    pretty: (pretty?.stdout ?? '').replaceAll(/\s+/g, ' '),
  };
};

describe('an object that is in an export twice', () => {
  const forms: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'in two files': { 'all.json': asJson(objects), 'components.json': asJson([component]) },
    'in two forms': {
      'all.json': asJson(objects),
      'again.yaml': asYaml(objects),
      'velero/a.yaml': asDocuments(objects),
    },
    'in one file': { 'all.yaml': `${asYaml(objects)}---\n${asYaml(objects)}` },
    'as a stream of JSON': { 'all.json': asJson(objects) + asJson(objects) },
  };

  it.each(Object.keys(forms))('%s counts once', async (name) => {
    const once = await audited({ 'all.json': asJson(objects) }, '.');
    const twice = await audited(forms[name] ?? {}, '.');
    expect(twice.rules).toEqual(once.rules);
    for (const { pretty } of [once, twice]) expect(pretty).toContain(` ${objects.length} objects: 3 Secret, 2 Event, `);
    expect(once.pretty).not.toContain('met again');
    expect(twice.pretty).toMatch(
      / met again: (?:1 object|\d\d objects), each of which counts once, in its newest state /,
    );
  });

  it('is judged as it was last', async () => {
    const at = (version: string, type: string): Fields =>
      changed(component, (copy) => {
        copy.metadata = { ...(copy.metadata as Fields), resourceVersion: version };
        copy.spec = { ...(copy.spec as Fields), type };
      });
    const older = at('999', 'state.in-memory');
    const newer = at('1000', 'state.redis');
    for (const texts of [
      [asYaml([older]), asYaml([newer])],
      [asJson([newer]), asJson([older])],
      [asDocuments([older, newer])],
    ]) {
      const { sources, census } = await readAll(texts);
      expect(sources.map(({ text }) => (parse(text.replace(/^---\n/, '')) as Fields).spec)).toMatchObject([
        { type: 'state.redis' },
      ]);
      expect(census.repeated).toBe(1);
    }
  });

  it('is judged where it comes first, if neither is newer', async () => {
    const { sources } = await readAll([asYaml(objects), asYaml(objects)]);
    expect(new Set(sources.map(({ path }) => path))).toEqual(new Set(['0.yaml']));
    expect(sources).toHaveLength((await readAll([asYaml(objects)])).sources.length);
  });

  it('is known without a uid, or with a blackened one, word for word', async () => {
    for (const uid of [undefined, 'REDACTED', '00000000-0000-0000-0000-000000000000']) {
      const bare = objects.map((object) => changed(object, (copy) => Object.assign(copy.metadata as Fields, { uid })));
      const { census, sources } = await readAll([asDocuments(bare), asDocuments(bare.toReversed())]);
      expect(sources).toHaveLength((await readAll([asDocuments(bare)])).sources.length);
      // An event that says nothing of Dapr is read by no rule, so its text is not looked at.
      expect([...census.counts]).toEqual(
        expect.arrayContaining([
          ['Component', 1],
          ['Secret', 3],
          ['Event', 3],
        ]),
      );
    }
  });
});

describe('two objects of one name stay two', () => {
  const typed = (type: string, uid: string | undefined): Fields =>
    changed(component, (copy) => {
      copy.metadata = { ...(copy.metadata as Fields), uid };
      copy.spec = { ...(copy.spec as Fields), type };
    });
  const replaced = /is of type state.in-memory already/;

  it('where they have no uid, and are not the same word for word', async () => {
    const { duplicates } = await audited(
      {
        'a.yaml': asDocuments([typed('state.in-memory', undefined)]),
        'b.yaml': asDocuments([typed('pubsub.in-memory', undefined)]),
      },
      '.',
    );
    expect(duplicates).toEqual([expect.stringMatching(replaced)]);
  });

  it('where each has a uid of its own, as when it was made anew', async () => {
    const other = uidOf(component).replace(/^./, (digit) => (digit === 'f' ? '0' : 'f'));
    const { duplicates } = await audited(
      { 'a.yaml': asDocuments([component]), 'b.yaml': asDocuments([typed('pubsub.in-memory', other)]) },
      '.',
    );
    expect(duplicates).toEqual([expect.stringMatching(replaced)]);
  });

  it('where a blackened uid is all that they share', async () => {
    const { duplicates } = await audited(
      {
        'a.yaml': asDocuments([typed('state.in-memory', 'x')]),
        'b.yaml': asDocuments([typed('pubsub.in-memory', 'x')]),
      },
      '.',
    );
    expect(duplicates).toHaveLength(1);
  });

  it('in two clusters, each of which is one of its own', async () => {
    const { duplicates, pretty } = await audited(
      { 'a.yaml': asYaml(objects), 'b.yaml': asYaml(objects) },
      'a.yaml',
      'b.yaml',
    );
    expect(duplicates).toEqual([]);
    expect(pretty).not.toContain('met again');
    expect(pretty.match(/\d\d objects: /g)).toHaveLength(2);
  });

  it('under a uid that is of another object by mistake', async () => {
    const other = changed(component, (copy) => Object.assign(copy.metadata as Fields, { name: 'other' }));
    const { sources, census } = await readAll([asYaml([component, other])]);
    expect(sources).toHaveLength(2);
    expect(census.repeated).toBe(0);
  });
});
