import { describe, expect, test } from 'vitest';
import { refreshed } from '../scripts/catalog-refresh.ts';
import type { ComponentsData } from '../src/model/catalog/data.ts';

const known: ComponentsData = {
  dapr: '1.18.3',
  componentsContrib: '1.18.4',
  minors: ['1.17', '1.18'],
  categories: { state: {}, middleware: {} },
  pluggable: [],
  runtime: { state: [{ name: 'keyPrefix' }] },
  profiles: { 'cloud#0': [{ name: 'token', sensitive: true }] },
  components: {
    'state.ledger': {
      metadata: {
        v1: {
          fields: [{ name: 'address', required: true, aliases: ['host'] }, { name: 'pages' }, { name: 'ink' }],
          profiles: [{ name: 'token', use: 'cloud#0' }],
          since: { '1.18': ['pages'] },
        },
      },
    },
  },
  removed: {},
};
const field = (name: string, more: object = {}): object => ({ name, ...more });
const bundle = (...components: readonly object[]) => ({
  path: 'bundle.json',
  text: JSON.stringify({ schemaVersion: 'v1', components }),
});
const ledger = (
  metadata: readonly object[],
  token: readonly object[] = [field('token', { sensitive: true })],
): object => ({
  type: 'state',
  name: 'ledger',
  version: 'v1',
  metadata,
  authenticationProfiles: [{ title: 'Token', metadata: token }],
});
const release = { dapr: '1.19.0', componentsContrib: '1.19.2' };
const same = [field('address', { required: true }), field('pages'), field('ink')];

describe('a new release', () => {
  test('that says the same changes nothing but its number', () => {
    const { data, notes } = refreshed(known, bundle(ledger(same)), release);
    expect(data).toEqual({ ...known, ...release, minors: ['1.17', '1.18', '1.19'] });
    expect(notes).toEqual([]);
  });

  test('adds its fields with their minor, those of profiles too, and none that daprd reads', () => {
    const token = [field('token', { sensitive: true }), field('realm')];
    const { data, notes } = refreshed(
      known,
      bundle(ledger([...same, field('margin', { type: 'number' }), field('keyPrefix')], token)),
      release,
    );
    expect(data.components['state.ledger']?.metadata.v1).toMatchObject({
      fields: [{ name: 'address', aliases: ['host'] }, {}, {}, { name: 'margin', type: 'number' }],
      profiles: [{ use: 'cloud#0', fields: [{ name: 'realm' }] }],
      since: { '1.18': ['pages'], '1.19': ['margin', 'realm'] },
    });
    expect(notes).toEqual(['state.ledger/v1: margin is new in 1.19', 'state.ledger/v1: realm is new in 1.19']);
  });

  test('keeps what a field was before, and what it no longer lists', () => {
    const { data, notes } = refreshed(
      known,
      bundle(ledger([field('address'), field('pages', { type: 'number' })])),
      release,
    );
    expect(data.components['state.ledger']?.metadata.v1).toMatchObject({
      fields: [{ name: 'address', aliases: ['host'] }, { name: 'pages', type: 'number' }, { name: 'ink' }],
      was: {
        '1.18': [
          { name: 'address', required: true },
          { name: 'pages', type: 'string' },
        ],
      },
    });
    expect(notes).toEqual([
      'state.ledger/v1: address (string, required) is now address (string)',
      'state.ledger/v1: pages (string) is now pages (number)',
      'state.ledger/v1: ink is no longer listed; does the code still read it?',
    ]);
  });

  test('leaves types that are not registered to a person', () => {
    const { notes } = refreshed(known, bundle({ type: 'middleware', name: 'stamp', version: 'v1' }), release);
    expect(notes).toEqual([
      'middleware.http.stamp is not registered here: look it up in cmd/daprd/components, and add it',
    ]);
  });
});
