/** Patterns of URL paths as Go's `http.ServeMux` reads them, of which some cannot stand beside each other. */

interface Segment {
  /** Undefined for a wildcard; `/` for the end of the path that `{$}` stands for. */
  readonly literal: string | undefined;
  /** It stands for all that is left. */
  readonly isRest: boolean;
}

/** A pattern that begins with a slash. */
export interface PathPattern {
  readonly text: string;
  readonly segments: readonly Segment[];
}

const wildcard: Segment = { literal: undefined, isRest: false };
const rest: Segment = { literal: undefined, isRest: true };

/**
 * Reads a pattern; a text says why it is none. Source: Go 1.26 net/http/pattern.go parsePattern.
 */
const parsePathPattern = (text: string): PathPattern | string => {
  // Before a blank Go looks for a method, and a slash is in none.
  if (/[ \t]/.test(text)) return 'has a blank';
  const parts = text.slice(1).split('/');
  const segments: Segment[] = [];
  const names = new Set<string>();
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    if (isLast && part === '') {
      segments.push(rest);
      continue;
    }
    if (!part.includes('{')) {
      segments.push({ literal: unescaped(part), isRest: false });
      continue;
    }
    const [, name, dots = ''] = /^\{([^}]*?)(\.\.\.)?\}$/s.exec(part) ?? [];
    if (name === undefined) return `has ${part}, where a wildcard has to fill the space between two slashes`;
    if (name === '$' && dots === '') {
      if (!isLast) return 'has {$} before its end';
      segments.push({ literal: '/', isRest: false });
      continue;
    }
    if (dots !== '' && !isLast) return `has ${part} before its end`;
    if (!/^[\p{L}_][\p{L}\p{Nd}_]*$/u.test(name)) return `has the wildcard ${part}, whose name is no Go identifier`;
    if (names.has(name)) return `has the wildcard {${name}} twice`;
    names.add(name);
    segments.push(dots === '' ? wildcard : rest);
  }
  return { text, segments };
};

const unescaped = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

/** Whether some path fits two patterns of which none is the more specific one: Go panics then. */
const arePathsInConflict = (a: PathPattern, b: PathPattern): boolean => {
  let [aIsWider, bIsWider] = [false, false];
  const length = Math.max(a.segments.length, b.segments.length);
  for (let index = 0; index < length; index += 1) {
    const [one, other] = [a.segments[index], b.segments[index]];
    if (!one || !other) {
      // The shorter one fits a longer path only if it ends in the rest.
      if (!(one ? b : a).segments.at(-1)?.isRest) return false;
      if (one) bIsWider = true;
      else aIsWider = true;
      break;
    }
    if (one.isRest !== other.isRest) {
      if (one.isRest) aIsWider = true;
      else bIsWider = true;
    } else if (one.literal !== other.literal) {
      if (one.literal !== undefined && other.literal !== undefined) return false;
      // A wildcard is never empty.
      if ((one.literal ?? other.literal) === '/') return false;
      if (one.literal === undefined) aIsWider = true;
      else bIsWider = true;
    }
  }
  return aIsWider === bIsWider;
};

/** A path of `pathMatching` that daprd cannot register, and why. */
export interface PathFault {
  readonly index: number;
  readonly reason: string;
  /** The earlier path that it clashes with. */
  readonly other?: number;
}

/**
 * What daprd panics at when it registers paths for metrics: each as it is, and once more behind the prefix of service
 * invocation. Source: dapr v1.18.3 pkg/diagnostics/http_monitoring_path_matching.go newPathMatching.
 */
export const pathFaults = (paths: readonly string[], keepsOtherPaths: boolean): readonly PathFault[] => {
  const faults: PathFault[] = [];
  const registered = new Map<string, { readonly index: number; readonly pattern: PathPattern }>();
  const normal = paths.map((path) => `/${path}`.replaceAll(/\/{2,}/g, '/'));
  const all = normal.flatMap((path, index) => [
    { index, text: path },
    ...(path.startsWith(invocation) ? [] : [{ index, text: `${invocation}{app_id}/method${path}` }]),
  ]);
  // What no path fits is counted under its own name.
  if (keepsOtherPaths && !normal.includes('/')) all.push({ index: -1, text: '/' });
  for (const { index, text } of all) {
    if (registered.has(text) || faults.some((fault) => fault.index === index)) continue;
    const pattern = parsePathPattern(text);
    if (typeof pattern === 'string') {
      faults.push({ index, reason: pattern });
      continue;
    }
    const clash = [...registered.values()].find((each) => arePathsInConflict(each.pattern, pattern));
    if (!clash) registered.set(text, { index, pattern });
    else if (index < 0)
      faults.push({ index: clash.index, reason: 'fits everything, as the path / does that daprd adds' });
    else faults.push({ index, reason: 'clashes', other: clash.index });
  }
  return faults;
};

const invocation = '/v1.0/invoke/';
