import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { argumentsOf, flagOf } from '../../src/model/app/sidecar-arguments.ts';
import type { Field } from '../../src/yaml/field.ts';
import { parse } from '../../src/yaml/parse.ts';
import { listOf, pathIn } from '../export/defaults.ts';
import { injected } from '../export/injected.ts';

interface Sidecar {
  /** The annotations of the pod, without `dapr.io/`. */
  readonly set: Readonly<Record<string, string>>;
  /** The arguments that the injector gives its sidecar. */
  readonly words: readonly string[];
}

const sidecars = readFileSync(new URL('sidecars.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Sidecar);

const image = 'docker.io/daprio/daprd:1.18.3';
const wordsOfOurs = ({ set }: Sidecar): readonly unknown[] => {
  const annotations = Object.fromEntries(Object.entries(set).map(([name, text]) => [`dapr.io/${name}`, text]));
  const given = { 'dapr.io/enabled': 'true', 'dapr.io/app-id': 'orders', ...annotations };
  const pod = { metadata: { name: 'orders', annotations: given }, spec: { containers: [{ name: 'app' }] } };
  const after = injected(pod, { image, namespace: 'shop' });
  const all = [...listOf(pathIn(after, 'spec', 'containers')), ...listOf(pathIn(after, 'spec', 'initContainers'))];
  return listOf(
    pathIn(
      all.find((each) => pathIn(each, 'name') === 'daprd'),
      'args',
    ),
  );
};

const startedWith = ({ words }: Sidecar): ReadonlyMap<string, string> => {
  const [document] = parse({ path: 'daprd.json', text: JSON.stringify({ args: words }) });
  return argumentsOf(document?.root as Field);
};

describe(`the sidecars of ${sidecars.length} pods, as the injector of Dapr makes them`, () => {
  it('are what the exports of our tests have', () => {
    expect(sidecars.length).toBeGreaterThan(50);
    expect(sidecars.map((each) => [each.set, wordsOfOurs(each)])).toEqual(
      sidecars.map(({ set, words }) => [set, words]),
    );
  });

  it('run with what we say that their annotations ask for', () => {
    const wrong = sidecars.flatMap((each) =>
      Object.entries(each.set).flatMap(([name, text]) => {
        const flag = flagOf(name, text, startedWith(each));
        return flag && flag.wanted !== flag.running ? [{ name, text, ...flag }] : [];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('are judged by their flags for most annotations that have one', () => {
    const judged = new Set(
      sidecars.flatMap(({ set }) => Object.keys(set).filter((name) => flagOf(name, '1', new Map()))),
    );
    expect(judged.size).toBeGreaterThan(20);
  });
});
