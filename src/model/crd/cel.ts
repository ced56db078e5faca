import type { Field } from '../../yaml/field.ts';
import { isTemplated } from '../../yaml/template.ts';
import type { Place, Plain } from './plain.ts';
import type { Violation } from './violation.ts';

type Check = (place: Place, path: string) => Violation | undefined;

const transports = ['streamableHTTP', 'sse', 'stdio'];

/** Where one of several keys is wanted, and another number of them is written. */
const exactlyOneTransport: Check = ({ field, children }, path) => {
  const [first, second] = [...(children ?? [])].filter(([key]) => transports.includes(key)).map(([, child]) => child);
  const must = 'needs exactly one of streamableHTTP, sse and stdio';
  if (!first) return { code: 'invalid-value', at: field.key, field, message: `${path} has no transport; ${must}` };
  if (!second) return undefined;
  return {
    code: 'invalid-value',
    at: second.key,
    field: second,
    message: `${path} has more than one transport; ${must}`,
  };
};

const hasItems = (field: Field | undefined): boolean =>
  field !== undefined && (!field.isList || field.items.length > 0);

const workflowsOrActivities: Check = ({ field, children }, path) => {
  if (hasItems(children?.get('workflows')) || hasItems(children?.get('activities'))) return undefined;
  return {
    code: 'invalid-value',
    at: field.key,
    field,
    message: `${path} allows nothing; needs workflows or activities`,
  };
};

/** The rules of the CRDs that are no JSON Schema, by their text in CEL. */
export const celRules: Readonly<Record<string, Check>> = {
  '(has(self.streamableHTTP) ? 1 : 0) + (has(self.sse) ? 1 : 0) + (has(self.stdio) ? 1 : 0) == 1': exactlyOneTransport,
  '(has(self.workflows) && size(self.workflows) > 0) || (has(self.activities) && size(self.activities) > 0)':
    workflowsOrActivities,
};

/** How an object breaks the rules that its CRD has in CEL. */
export const celViolations = (plain: Plain): readonly Violation[] =>
  plain.ruled.flatMap((place) => {
    if ([...(place.children?.keys() ?? [])].some(isTemplated)) return [];
    return (place.schema?.['x-kubernetes-validations'] ?? []).flatMap(
      ({ rule }) => celRules[rule]?.(place, plain.pathOf(place.field)) ?? [],
    );
  });
