import type { Field } from '../../yaml/field.ts';
import type { Locatable } from '../../yaml/location.ts';

/** One way in which an object does not fit the CRD of its kind, or what every object has. */
export interface Violation {
  readonly code: 'unknown-field' | 'later-field' | 'wrong-type' | 'missing-field' | 'invalid-value';
  /** The key of an unknown field, the closest written key of a missing one, else the value. */
  readonly at: Locatable;
  /** The field that is at fault; absent from the document where it is missing. */
  readonly field: Field;
  readonly message: string;
  /** The unknown, missing or later key. */
  readonly key?: string;
  /** The keys that the place of an unknown one has. */
  readonly candidates?: readonly string[];
  /** The keys that stand beside an unknown one. */
  readonly written?: readonly string[];
  /** The type that a value must have, or the values it may have: `string`, `one of a, b`. */
  readonly expected?: string;
  /** The first Dapr version with a later field. */
  readonly since?: string;
}
