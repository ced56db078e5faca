import { describe, expect, test } from 'vitest';
import { entriesOfList, environmentOf, mountsOf, secretOfEntry } from '../../../src/model/app/annotation-list.ts';

describe('an annotation with variables', () => {
  const pairs = (text: string): readonly string[] =>
    environmentOf(text).map(({ name = '?', value }) => `${name}→${value}`);

  test('is split at a comma before the next name only', () => {
    expect(pairs('A=b,c,D=e')).toEqual(['A→b,c', 'D→e']);
    expect(pairs('A=b, \n_B1=c')).toEqual(['A→b', '_B1→c']);
    expect(pairs('A=b,1C=d')).toEqual(['A→b,1C=d']);
  });

  test('has no variables where it is empty, and nameless ones where there is no equals sign', () => {
    expect(pairs('')).toEqual([]);
    expect(pairs('A')).toEqual(['?→']);
    expect(pairs('=b')).toEqual(['→b']);
  });

  test('tells where each of them stands', () => {
    const text = ' A=b , C=d';
    expect(environmentOf(text).map(({ from, to }) => text.slice(from, to))).toEqual(['A=b', 'C=d']);
  });

  test('names a Secret and its key, which is the name again where none is given', () => {
    expect(secretOfEntry(' database : password ')).toEqual({ name: 'database', key: 'password' });
    expect(secretOfEntry('database')).toEqual({ name: 'database', key: 'database' });
    expect(secretOfEntry('shop:database:password')).toBeUndefined();
  });
});

describe('an annotation with a list', () => {
  test('gives its entries without spaces, with their places', () => {
    expect(entriesOfList('a, b ,')).toEqual([
      { text: 'a', from: 0, to: 1 },
      { text: 'b', from: 3, to: 4 },
      { text: '', from: 6, to: 6 },
    ]);
  });

  test('of mounts has a volume only where there is one colon', () => {
    expect(mountsOf('a:/a,b,c:/c:ro,d:').map(({ volume, path }) => [volume, path])).toEqual([
      ['a', '/a'],
      [undefined, ''],
      [undefined, ''],
      ['d', ''],
    ]);
  });
});
