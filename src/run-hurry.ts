import { setFlagsFromString } from 'node:v8';

/**
 * Has the engine put less code into other code as it makes that fast. There is so much of it, in so many rules, that a run of
 * some seconds is else nearly over when the engine is done: it takes a sixth of the time off such a run, and changes nothing else.
 */
export const hurry = (): void => setFlagsFromString('--max-inlined-bytecode-size-cumulative=100');
