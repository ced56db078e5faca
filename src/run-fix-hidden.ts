import type { Edit, Finding } from './finding.ts';
import { type Report, reduced } from './report/report.ts';
import { offsetBefore } from './triage/fixes.ts';
import type { Location, Source } from './yaml/location.ts';

type Judge = (sources: readonly Source[]) => Report;

/** Where in the texts of the beginning a place of a fixed text lies. */
export interface Origins {
  readonly follow: (after: Source, before: Source, edits: readonly Edit[]) => void;
  /** The text of the beginning, with the offset in it; undefined for what fixes have brought. */
  readonly of: (location: Location) => { readonly source: Source; readonly offset: number } | undefined;
}

/** Origins that are yet to be told of. */
export const trackingOrigins = (): Origins => {
  const steps = new WeakMap<Source, { readonly before: Source; readonly edits: readonly Edit[] }>();
  return {
    follow: (after, before, edits) => {
      steps.set(after, { before, edits });
    },
    of: (location) => {
      let source = location.source;
      let offset: number | undefined = location.range.start;
      for (let step = steps.get(source); step; step = steps.get(source)) {
        offset = offsetBefore(step.edits, offset);
        if (offset === undefined) return undefined;
        source = step.before;
      }
      return { source, offset };
    },
  };
};

/**
 * Judges as before, but says nothing of what a call does not want to hear of. That is known by its place: a fingerprint
 * is the same for one object in two files, and counts anew when one of several faults is gone. What is hidden is counted
 * as it is then: a fix of one finding may have put right another one.
 */
export const withoutHidden = (whole: Report, shown: Report, judge: Judge, origins: Origins): Judge => {
  if (shown === whole) return judge;
  const wanted = new Set(shown.findings);
  const accepted = new Map(
    shown.suppressed.flatMap((each) => (each.by === 'baseline' ? [[each.finding, each] as const] : [])),
  );
  const hidden = whole.findings.filter((finding) => !wanted.has(finding));
  const acceptedAt = placesOf([...accepted.keys()], origins);
  const unchangedAt = placesOf(
    hidden.filter((finding) => !accepted.has(finding)),
    origins,
  );
  const wantedAt = placesOf(shown.findings, origins);
  const isAmong = (finding: Finding, places: Places): boolean => {
    const place = placeOf(finding, origins);
    const messages = place === undefined ? undefined : places.get(place);
    if (place === undefined || !messages) return false;
    // Of two at one place the message tells which it is; of one alone a fix elsewhere may change what it says.
    return messages.has(finding.message) || !wantedAt.has(place);
  };
  const reason = [...accepted.values()][0]?.reason;
  const { baselined, unchanged } = shown.summary;
  return (sources) => {
    const report = judge(sources);
    const known = report.findings.filter((finding) => isAmong(finding, acceptedAt));
    const isKnown = new Set(known);
    const rest = report.findings.filter((finding) => !isKnown.has(finding));
    const kept = rest.filter((finding) => !isAmong(finding, unchangedAt));
    return {
      ...reduced(report, kept, {
        ...(baselined !== undefined && { baselined: known.length }),
        ...(unchanged !== undefined && { unchanged: rest.length - kept.length }),
      }),
      suppressed: [
        ...report.suppressed,
        ...known.map((finding) => ({ finding, by: 'baseline' as const, ...(reason !== undefined && { reason }) })),
      ],
    };
  };
};

type Places = ReadonlyMap<string, ReadonlySet<string>>;

/** The messages of findings by where they are. */
const placesOf = (findings: readonly Finding[], origins: Origins): Places => {
  const places = new Map<string, Set<string>>();
  for (const finding of findings) {
    const place = placeOf(finding, origins);
    if (place !== undefined) places.set(place, (places.get(place) ?? new Set()).add(finding.message));
  }
  return places;
};

const placeOf = ({ rule, location }: Finding, origins: Origins): string | undefined => {
  const origin = origins.of(location);
  return origin && JSON.stringify([rule, origin.source.path, origin.source.start, origin.offset]);
};
