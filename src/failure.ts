/** The call, the config or the input cannot be used: told in a line or a code frame, without a stack; exit status 2. */
export class UserError extends Error {
  override readonly name = 'UserError';

  constructor(
    message: string,
    /** What to do about it, in one sentence. */
    readonly help?: string,
  ) {
    super(message);
  }
}

/** A rule threw: our fault, never the user's; exit status 2. */
export class RuleCrash extends Error {
  override readonly name = 'RuleCrash';

  constructor(
    readonly rule: string,
    /** The place of the subject that the rule was looking at: `path:line`, with kind and name. */
    readonly subject: string,
    cause: unknown,
    /** What of the cause may be printed: it may quote what the user has written. */
    reason = cause instanceof Error ? cause.message : String(cause),
  ) {
    super(`rule ${rule} crashed on ${subject}: ${reason}`, { cause });
  }
}
