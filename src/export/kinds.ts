import { kindsOfSubject } from '../model/subjects.ts';
import type { Rule } from '../rule.ts';

/** The kinds of which some rule has to see the objects, even those that do not name Dapr. */
export const kindsNeeded = (rules: readonly Rule[]): ReadonlySet<string> =>
  new Set(
    rules.flatMap(({ each, needs = [] }) => {
      const own = kindsOfSubject[each];
      return [...(own === 'any' ? [] : own), ...needs.flat()];
    }),
  );
