import { parseDuration } from './values/duration.ts';

/**
 * A duration as components read it from their metadata, in seconds: a whole number counts seconds. Undefined where it is none.
 * Source: dapr/kit v0.18.3 metadata/duration.go:69 toTimeDurationHookFunc.
 */
export const secondsOf = (text: string): number | undefined => {
  const duration = parseDuration(text);
  if (duration !== undefined) return Number(duration) / 1e9;
  return /^[-+]?[0-9]{1,18}$/.test(text) ? Number(text) : undefined;
};
