import type { PhysicalLocation, Region as SarifRegion } from 'sarif';
import { type Location, lines, type Range, type Source } from '../yaml/location.ts';
import { harmlessLines } from './harmless.ts';
import { excerpt } from './redaction.ts';
import { inside, regionOf } from './region.ts';

/** How a log names files, and what it must not show of them. */
export interface Shelf {
  readonly uri: (path: string) => string;
  readonly secrets: (source: Source) => readonly Range[];
  /** Whether texts of files are shown, and what to make of them: they are most of a log. */
  readonly texts: boolean;
}

export const sourceRoot = '%SRCROOT%';

/** A longer range is told by its lines and columns only. */
const longestSnippet = 2000;
/** Of a long line before or after the range. */
const longestContext = 400;

export const artifactOf = (path: string, { uri }: Shelf): { readonly uri: string; readonly uriBaseId: string } => ({
  uri: uri(path),
  uriBaseId: sourceRoot,
});

/** A place with the text that stands there. */
export const physicalLocation = ({ source, range }: Location, shelf: Shelf): PhysicalLocation => {
  const within = inside(range, source.text);
  return {
    artifactLocation: artifactOf(source.path, shelf),
    region: isShown(within, shelf) ? withSnippet(source, within, shelf) : regionOf({ source, range: within }),
  };
};

/** A place with the text that stands there and around it. */
export const placeInContext = (location: Location, shelf: Shelf): PhysicalLocation => {
  const { source } = location;
  const range = inside(location.range, source.text);
  const { artifactLocation, region } = physicalLocation(location, shelf);
  if (!shelf.texts || range.end - range.start > longestSnippet) return { artifactLocation, region };
  const around = surroundings(source, range);
  const isLarger = around.start < range.start || around.end > range.end;
  return { artifactLocation, region, contextRegion: isLarger ? withSnippet(source, around, shelf) : undefined };
};

const isShown = ({ start, end }: Range, { texts }: Shelf): boolean =>
  texts && end > start && end - start <= longestSnippet;

// Written out, for objects that are spread are made much slower, and there are thousands of these.
const withSnippet = (source: Source, range: Range, { secrets }: Shelf): SarifRegion => {
  const { startLine, startColumn, endLine, endColumn } = regionOf({ source, range });
  const snippet = { text: harmlessLines(excerpt(source, range, secrets(source))) };
  return { startLine, startColumn, endLine, endColumn, snippet };
};

/** The lines of a range with one before and one after, as far as they are not too long. */
const surroundings = (source: Source, { start, end }: Range): Range => {
  const known = lines(source);
  const first = known.range(Math.max(0, known.indexOf(start) - 1));
  const last = known.range(Math.min(known.count - 1, known.indexOf(end) + 1));
  return {
    start: Math.max(first.start, start - longestContext),
    end: Math.max(end, Math.min(last.end, end + longestContext)),
  };
};
