import requiredJson from '../../../schemas/required.json' with { type: 'json' };
import type { TlsAtom } from '../catalog/data.ts';
import { triedOf } from './tried.ts';

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

/**
 * What a component of one type and version cannot do without: tried out, not read off its description.
 * Source: components-contrib v1.18.4; schemas/required.json has the line of each.
 */
export const indispensable = (type: string, version: string): readonly Indispensable[] => {
  const found: Indispensable[] = [];
  for (const [name, { effect, unless = [] }] of Object.entries(triedOf(verdicts, type, version) ?? {})) {
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
export const conditional = (type: string, version: string): readonly Conditional[] =>
  (triedOf(conditionals, type, version) ?? [])
    .filter(({ effect }) => effect === 'fails')
    .map(({ field, unless = [], when }) => ({ name: field, unless, when }));
