/** Annotations that hold a list, taken apart as the injector does it. */

/** One entry of a list; `from` and `to` are its offsets in the annotation. */
export interface ListEntry {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

const trimmed = (text: string, from: number, to: number): ListEntry => {
  const part = text.slice(from, to);
  const start = from + part.length - part.trimStart().length;
  return { text: part.trim(), from: start, to: start + part.trim().length };
};

/** The entries between commas, without the spaces around them. */
export const entriesOfList = (text: string): readonly ListEntry[] => {
  const entries: ListEntry[] = [];
  let from = 0;
  for (const part of text.split(',')) {
    entries.push(trimmed(text, from, from + part.length));
    from += part.length + 1;
  }
  return entries;
};

/** A variable of `dapr.io/env` or `dapr.io/env-from-secret`; no name where the entry has no equals sign. */
export interface EnvironmentEntry extends ListEntry {
  readonly name?: string;
  readonly value: string;
}

/**
 * The variables of an annotation: a comma separates them only before the next `NAME=`.
 * Source: dapr v1.18.3 pkg/injector/patcher/sidecar_container.go:481 envRegexp, parseEnvVars.
 */
export const environmentOf = (text: string): readonly EnvironmentEntry[] => {
  if (text === '') return [];
  const commas = [...text.matchAll(/,(?=[\t\n\f\r ]*[a-zA-Z_][a-zA-Z0-9_]*=)/g)].map(({ index }) => index);
  const ends = [...commas, text.length];
  return ends.map((end, index) => {
    const entry = trimmed(text, index === 0 ? 0 : (ends[index - 1] ?? 0) + 1, end);
    const equals = entry.text.indexOf('=');
    return equals < 0
      ? { ...entry, value: '' }
      : { ...entry, name: entry.text.slice(0, equals), value: entry.text.slice(equals + 1) };
  });
};

/** The Secret and key that an entry of `dapr.io/env-from-secret` names; undefined where the injector drops it. */
export const secretOfEntry = (value: string): { readonly name: string; readonly key: string } | undefined => {
  const [name = '', key = name, ...more] = value.trim().split(':');
  return more.length > 0 ? undefined : { name: name.trim(), key: key.trim() };
};

/** A mount of `dapr.io/volume-mounts`; no volume where the injector drops the entry. */
export interface MountEntry extends ListEntry {
  readonly volume?: string;
  readonly path: string;
}

/** Source: dapr v1.18.3 pkg/injector/patcher/sidecar_volumes.go:145 parseVolumeMountsString. */
export const mountsOf = (text: string): readonly MountEntry[] =>
  entriesOfList(text).map((entry) => {
    const [volume, path, ...more] = entry.text.split(':');
    return path === undefined || more.length > 0
      ? { ...entry, path: '' }
      : { ...entry, ...(volume !== undefined && { volume }), path };
  });
