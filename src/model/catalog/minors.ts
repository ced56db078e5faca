import type { Lifetime } from './data.ts';

/** The 18 of 1.18. */
export const minorOf = (version: string): number => Number(version.split('.')[1]);

/** Whether a lifetime includes a minor, both as numbers after `1.`. */
export const livesIn = ({ since, until }: Lifetime, minor: number): boolean =>
  (since === undefined || minorOf(since) <= minor) && (until === undefined || minor <= minorOf(until));
