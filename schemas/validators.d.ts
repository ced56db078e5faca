/** One fault that a validator found: where (a JSON Pointer), by which keyword of JSON Schema, and what that keyword says of it. */
export interface ValidatorError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: {
    readonly additionalProperty?: string;
    readonly missingProperty?: string;
    readonly type?: string | readonly string[];
    readonly allowedValues?: readonly string[];
    readonly limit?: number;
    /** Of two equal items, the later and the earlier one. */
    readonly i?: number;
    readonly j?: number;
  };
}

/** Checks plain data; the faults of the last call are in `errors`. */
export interface Validator {
  (data: unknown): boolean;
  readonly errors?: readonly ValidatorError[] | null;
}

/** By `kind/version`, as in `Subscription/v2alpha1`, and `ObjectMeta` for the metadata of any object. */
export declare const validators: Readonly<Record<string, Validator>>;
