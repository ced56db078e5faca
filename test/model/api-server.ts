/**
 * What the API server says to the objects in test/model/api-server/. A line `#= name` begins a case; lines `#>` give the verdict,
 * that of Dapr 1.18.3 first, then those of other versions where they differ; a line `#!` says why daprlint objects to what the API
 * server accepts.
 *
 * The verdicts were made with the code of the API server itself: k8s.io/apiextensions-apiserver v0.33.4 for Dapr's kinds (decoding,
 * pruning, defaulting, the schema, list types and CEL, as its registry of custom resources does it) with charts/dapr/crds of the
 * tags v1.12.5, v1.13.6, v1.14.5, v1.15.14, v1.16.19, v1.17.1, v1.17.13, v1.18.0 and v1.18.3, k8s.io/kubernetes v1.33.4 for
 * workloads, and sigs.k8s.io/yaml v1.4.0 for the text, as kubectl reads it. Field validation is not strict there, as with
 * `kubectl apply --validate=warn`: what is not in the schema is dropped.
 */
import { readdirSync, readFileSync } from 'node:fs';

export interface Verdict {
  readonly refused: boolean;
  /** What is refused, or the paths that are dropped. */
  readonly reasons: readonly string[];
}

export interface Case {
  readonly name: string;
  readonly text: string;
  readonly verdict: Verdict;
  readonly before: ReadonlyMap<string, Verdict>;
  readonly objection?: string;
}

const verdictOf = (line: string): Verdict => {
  const [, word, list = ''] = /^(accepted|refused)(?:(?:, drops|:) (.*))?$/.exec(line) ?? [];
  if (word === undefined) throw new Error(`no verdict: ${line}`);
  return { refused: word === 'refused', reasons: list === '' ? [] : list.split(', ') };
};

const caseOf = (part: string, file: string): Case => {
  const [name = '', ...lines] = part.split('\n');
  const noted = (mark: string): readonly string[] =>
    lines.filter((line) => line.startsWith(mark)).map((line) => line.slice(mark.length));
  const [first = '', ...others] = noted('#> ');
  const before = others.flatMap((line) => {
    const [, versions = '', verdict = ''] = /^([\d. ]+) (.*)$/.exec(line) ?? [];
    return versions.split(' ').map((version) => [version, verdictOf(verdict)] as const);
  });
  const [objection] = noted('#! ');
  const text = lines.filter((line) => !/^#[>!] /.test(line)).join('\n');
  return {
    name: `${file}: ${name}`,
    text,
    verdict: verdictOf(first),
    before: new Map(before),
    ...(objection !== undefined && { objection }),
  };
};

const folder = new URL('api-server/', import.meta.url);

/** The versions of Dapr whose CRDs were asked, each at its newest patch unless it is named. */
export const askedVersions = ['1.12', '1.13', '1.14', '1.15', '1.16', '1.17.1', '1.17', '1.18.0', '1.18'] as const;

export const cases: readonly Case[] = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .flatMap((name) => {
    const [, ...parts] = readFileSync(new URL(name, folder), 'utf8').split(/^#= /m);
    return parts.map((part) => caseOf(part, name.replace('.txt', '')));
  });
