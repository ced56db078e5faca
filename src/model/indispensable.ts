import requiredJson from '../../schemas/required.json' with { type: 'json' };
import type { TlsAtom } from './catalog-data.ts';

/** A metadata field without which Init fails, unless one of the others is given. */
export interface Indispensable {
  readonly name: string;
  readonly unless: readonly string[];
}

/** A metadata field without which Init fails while a condition on another one holds. */
export interface Conditional extends Indispensable {
  readonly when: TlsAtom;
}

interface Verdict {
  readonly effect: string;
  readonly unless?: readonly string[];
}

const verdicts = requiredJson.fields as unknown as Readonly<Record<string, Readonly<Record<string, Verdict>>>>;

/** Types that the registry and the component's own description call differently. */
const described: Readonly<Record<string, string>> = {
  'bindings.dingtalk.webhook@v1': 'bindings.alicloud.dingtalk.webhook@v1',
  'bindings.postgres@v1': 'bindings.postgresql@v1',
  'configuration.postgres@v1': 'configuration.postgresql@v1',
  'secretstores.aws.secretmanager@v1': 'secretstores.aws.secretsmanager@v1',
  'state.postgres@v1': 'state.postgresql@v1',
  'state.postgres@v2': 'state.postgresql@v2',
  'state.cockroachdb@v2': 'state.postgresql@v2',
  'state.yugabyte@v2': 'state.postgresql@v2',
  'state.yugabytedb@v2': 'state.postgresql@v2',
  'state.etcd@v2': 'state.etcd@v1',
};

/**
 * What a component of one type and version cannot do without: tried out, not read off its description.
 * Source: components-contrib v1.18.4; schemas/required.json has the line of each.
 */
export const indispensable = (type: string, version: string): readonly Indispensable[] => {
  const key = `${type.replace('crypto.dapr.', 'crypto.')}@${version}`;
  const found: Indispensable[] = [];
  for (const [name, { effect, unless = [] }] of Object.entries(
    verdicts[key] ?? verdicts[described[key] ?? key] ?? {},
  )) {
    // Of two that can stand in for each other, the first speaks for both.
    const isSaid = found.some(
      (other) => other.name !== name && other.unless.includes(name) && unless.includes(other.name),
    );
    if (effect === 'fails' && !isSaid) found.push({ name, unless });
  }
  return found;
};

interface ConditionalVerdict extends Verdict {
  readonly field: string;
  readonly when: Conditional['when'];
}
const conditionals = requiredJson.conditional as unknown as Readonly<Record<string, readonly ConditionalVerdict[]>>;

/** What it cannot do without once another field has a certain value. */
export const conditional = (type: string, version: string): readonly Conditional[] => {
  const key = `${type.replace('crypto.dapr.', 'crypto.')}@${version}`;
  return (conditionals[key] ?? conditionals[described[key] ?? key] ?? [])
    .filter(({ effect }) => effect === 'fails')
    .map(({ field, unless = [], when }) => ({ name: field, unless, when }));
};
