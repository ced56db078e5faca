import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { cases } from './model/api-server.ts';
import verdictsOfGo from './model/go-verdicts.json' with { type: 'json' };
import verdictsOfInit from './model/metadata-verdicts.json' with { type: 'json' };
import expressions from './model/monitoring/promql-verdicts.json' with { type: 'json' };
import network from './model/network-verdicts.json' with { type: 'json' };
import paths from './model/path-patterns.json' with { type: 'json' };
import authorities from './model/values/authorities.json' with { type: 'json' };
import { rowsOf } from './model/values/tables.ts';
import scalars from './yaml/kubectl-scalars.json' with { type: 'json' };

const linesOf = (name: string): number =>
  readFileSync(new URL(name, import.meta.url), 'utf8')
    .trim()
    .split('\n').length;
const count = (table: object): number => Object.keys(table).length;

const values = ['resiliencies', 'expressions', 'schedules', 'quantities', 'durations', 'patterns', 'urls'];
const tables: Readonly<Record<string, number>> = {
  'model/api-server/': cases.length,
  'injector/pods.jsonl': linesOf('injector/pods.jsonl'),
  'model/access-verdicts.jsonl': linesOf('model/access-verdicts.jsonl'),
  'component-verdicts.jsonl': linesOf('component-verdicts.jsonl'),
  'model/metadata-verdicts.json': verdictsOfInit.verdicts.reduce(
    (sum, { fields, refused, accepted }) => sum + fields.length * (refused.length + accepted.length),
    0,
  ),
  'model/network-verdicts.json':
    network.cases.reduce((sum, { traffic }) => sum + 2 * traffic.length, 0) +
    network.selectors.length * network.labels.length,
  'model/go-verdicts.json': count(verdictsOfGo.urls) + count(verdictsOfGo.patterns),
  'model/path-patterns.json': paths.cases.length,
  'model/monitoring/promql-verdicts.json': expressions.length,
  'model/values/authorities.json': authorities.rows.length,
  'yaml/kubectl-scalars.json': count(scalars),
  ...Object.fromEntries(
    [...values, 'host-ports', 'certificates', 'authorities'].map((name) => [
      `model/values/${name}.json`,
      rowsOf(name).length,
    ]),
  ),
};

it('schemas/README.md has all tables of verdicts, and counts them right', () => {
  const readme = readFileSync('schemas/README.md', 'utf8');
  const told = [...readme.matchAll(/^\| `([\w./-]+)` \| (\d+) \|/gm)].map(([, name = '', sum]) => [name, Number(sum)]);
  expect(Object.fromEntries(told)).toEqual(tables);
});
