import { type Globs, nameGlobs, pathGlobs } from './globs.ts';

/** Some places only: those that match each of its keys. */
export interface Places {
  readonly files?: Globs;
  readonly kinds?: Globs;
  readonly names?: Globs;
  readonly namespaces?: Globs;
}

/** Names of places, as they are written. */
export type WrittenPlaces = {
  readonly [Key in keyof Places]?: string | readonly string[];
};

export const listed = (value: string | readonly string[]): readonly string[] =>
  typeof value === 'string' ? [value] : value;

export const readPlaces = ({ files, kinds, names, namespaces }: WrittenPlaces): Places => ({
  ...(files !== undefined && { files: pathGlobs(listed(files)) }),
  ...(kinds !== undefined && { kinds: nameGlobs(listed(kinds)) }),
  ...(names !== undefined && { names: nameGlobs(listed(names)) }),
  ...(namespaces !== undefined && { namespaces: nameGlobs(listed(namespaces)) }),
});
