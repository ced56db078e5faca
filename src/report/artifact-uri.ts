/** A path in parts, without `.` and, where that can be known, without `..`. */
interface Segments {
  readonly absolute: boolean;
  readonly parts: readonly string[];
}

const standardInput = new Set(['-', '<stdin>', '/dev/stdin']);

const segmentsOf = (path: string): Segments => {
  if (standardInput.has(path)) return { absolute: false, parts: ['stdin'] };
  const forward = path.replaceAll('\\', '/');
  const root = /^(?:[A-Za-z]:\/+|\/+)/.exec(forward)?.[0] ?? '';
  const parts: string[] = [];
  for (const part of forward.slice(root.length).split('/')) {
    if (part === '' || part === '.') continue;
    const above = parts.at(-1);
    if (part === '..' && above !== undefined && above !== '..') parts.pop();
    else if (part !== '..' || root === '') parts.push(part);
  }
  return { absolute: root !== '', parts };
};

/**
 * The relative paths of files, with slashes. A report must not tell where on a machine it was made, so of absolute paths
 * only what lies below the folder that they all share is kept.
 */
export const artifactPaths = (paths: Iterable<string>): ((path: string) => string) => {
  const partsOf = keptParts(paths);
  return (path) => partsOf(path).join('/') || 'unnamed';
};

/** The same, percent-encoded. */
export const artifactUris = (paths: Iterable<string>): ((path: string) => string) => {
  const partsOf = keptParts(paths);
  const known = new Map<string, string>();
  return (path) => {
    const uri = known.get(path) ?? (partsOf(path).map(encoded).join('/') || 'unnamed');
    known.set(path, uri);
    return uri;
  };
};

const keptParts = (paths: Iterable<string>): ((path: string) => readonly string[]) => {
  const folders = [...new Set(paths)]
    .map(segmentsOf)
    .flatMap(({ absolute, parts }) => (absolute ? [parts.slice(0, -1)] : []));
  const shared = sharedLength(folders);
  return (path) => {
    const { absolute, parts } = segmentsOf(path);
    return absolute ? parts.slice(shared) : parts;
  };
};

const sharedLength = ([first = [], ...others]: readonly (readonly string[])[]): number => {
  let length = first.length;
  for (const other of others) {
    let same = 0;
    while (same < length && first[same] === other[same]) same += 1;
    length = same;
  }
  return length;
};

// A lone surrogate is no character and has no encoding.
const encoded = (part: string): string => encodeURIComponent(part.replace(/\p{Cs}/gu, '\ufffd'));
