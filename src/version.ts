import manifest from '../package.json' with { type: 'json' };

/** The version of daprlint, from its package. */
export const version: string = manifest.version;
