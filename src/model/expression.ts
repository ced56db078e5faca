import type { Field } from '../yaml/field.ts';
import type { Locatable } from '../yaml/location.ts';
import { closest } from './closest.ts';
import type { CelType } from './values/cel.ts';
import { celFunctions, compileCel } from './values.ts';

/** Why daprd does not take an expression. */
export interface ExpressionFault {
  readonly at: Locatable;
  /** `does not compile: …`, the end of a sentence. */
  readonly message: string;
  readonly help: string;
  /** A single = that was meant as a comparison. */
  readonly isAssignment: boolean;
}

/** An expression that compiles. */
export interface Compiled {
  /** What it gives: `bool`, or `dyn` where that is known only when it runs. */
  readonly type: string;
  /** The variables that it reads, each time it does. */
  readonly variables: readonly { readonly name: string; readonly at: Locatable }[];
  /** Why it cannot run where the variables have the given types, if they tell; undefined where it can. */
  clash(types: Readonly<Record<string, CelType>>): { readonly at: Locatable; readonly message: string } | undefined;
}

/** What daprd makes of a CEL expression; undefined where there is none, or where it is not known yet. */
export const expressionIn = (
  field: Field<string>,
): { readonly fault: ExpressionFault } | { readonly compiled: Compiled } | undefined => {
  const { text, resolved } = field;
  if (text === undefined || !resolved || text === '') return undefined;
  const verdict = compileCel(text);
  const at = ({ start, end }: { start: number; end: number }): Locatable => field.part(start, end);
  if (verdict.outcome === 'refused') {
    const isAssignment = verdict.message.startsWith('one =');
    return {
      fault: {
        at: at(verdict.at),
        message: `does not compile: ${verdict.message}`,
        help: isAssignment ? 'compare with ==' : 'write an expression in CEL',
        isAssignment,
      },
    };
  }
  if (verdict.outcome === 'hangs') {
    const likely = closest(verdict.name, celFunctions);
    return {
      fault: {
        at: at(verdict.at),
        message: `calls ${verdict.name}, which CEL does not have`,
        help:
          likely === undefined
            ? 'use what CEL has of its own: contains, startsWith, endsWith, matches, size, in, exists'
            : `did you mean "${likely}"?`,
        isAssignment: false,
      },
    };
  }
  return {
    compiled: {
      type: verdict.type,
      variables: verdict.variables.map(({ name, ...span }) => ({ name, at: at(span) })),
      clash: (types) => {
        const [clash] = verdict.clashes(types);
        return clash && { at: at(clash), message: clash.message };
      },
    },
  };
};
