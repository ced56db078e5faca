import { describe, expect, it } from 'vitest';
import { folderGlobs, nameGlobs, pathGlobs } from '../../src/triage/globs.ts';

const paths = [
  'pubsub.yaml',
  'legacy/pubsub.yaml',
  'apps/legacy/state.yml',
  'apps/cart/.dapr/state.yaml',
  'apps/cart/legacy.md',
];
const matched = (...patterns: string[]): readonly string[] => paths.filter((path) => pathGlobs(patterns).matches(path));

describe('globs over paths', () => {
  it('match in every folder when they have no slash', () => {
    expect(matched('*.yml')).toEqual(['apps/legacy/state.yml']);
    expect(matched('*.{yaml,yml}')).toHaveLength(4);
  });

  it('may be written with the slashes of Windows, beside signs that stand for themselves', () => {
    expect(matched('apps\\cart\\**')).toEqual(matched('apps/cart/**'));
    expect(matched('.\\legacy', '!legacy\\*.yml')).toEqual(['legacy/pubsub.yaml']);
    expect(pathGlobs(['a/\\[b\\]/c.yaml']).matches('a/[b]/c.yaml')).toBe(true);
    expect(folderGlobs(['env\\*']).matches('env/dev')).toBe(true);
  });

  it('match all that is in the folder they name', () => {
    expect(matched('legacy')).toEqual(['legacy/pubsub.yaml', 'apps/legacy/state.yml']);
    expect(matched('legacy/')).toEqual(['legacy/pubsub.yaml', 'apps/legacy/state.yml']);
    expect(matched('apps/cart')).toEqual(['apps/cart/.dapr/state.yaml', 'apps/cart/legacy.md']);
  });

  it('match from the folder of the config when they begin with a slash', () => {
    expect(matched('/legacy')).toEqual(['legacy/pubsub.yaml']);
    expect(matched('./legacy')).toEqual(['legacy/pubsub.yaml']);
    expect(matched('/*.yaml')).toEqual(['pubsub.yaml']);
  });

  it('match everything as a dot, a slash or two stars', () => {
    for (const all of ['.', '/', './', '**', '*']) expect(matched(all)).toEqual(paths);
  });

  it('take away what follows an exclamation mark, in any order', () => {
    expect(matched('**', '!legacy')).toEqual(['pubsub.yaml', 'apps/cart/.dapr/state.yaml', 'apps/cart/legacy.md']);
    expect(matched('!legacy', '**')).toEqual(matched('**', '!legacy'));
    expect(matched('!apps')).toEqual(['pubsub.yaml', 'legacy/pubsub.yaml']);
  });

  it('match nothing when there are none', () => {
    expect(matched()).toEqual([]);
    expect(matched('!')).toEqual([]);
    expect(matched('')).toEqual([]);
  });

  it('keep their text for --print-config', () => {
    expect(pathGlobs(['/legacy', '!*.md']).patterns).toEqual(['/legacy', '!*.md']);
  });
});

describe('globs over names', () => {
  it('match whole names, letter by letter', () => {
    expect(nameGlobs(['kafka-*']).matches('kafka-orders')).toBe(true);
    expect(nameGlobs(['kafka']).matches('kafka-orders')).toBe(false);
    expect(nameGlobs(['deployment']).matches('Deployment')).toBe(false);
    expect(nameGlobs(['{Deployment,StatefulSet}']).matches('StatefulSet')).toBe(true);
  });

  it('know the extended negation apart from exclusion', () => {
    expect(nameGlobs(['!(kube-system|dapr-system)']).matches('dapr-system')).toBe(false);
    expect(nameGlobs(['!(kube-system|dapr-system)']).matches('shop')).toBe(true);
    expect(nameGlobs(['!kube-*']).matches('kube-system')).toBe(false);
  });
});
