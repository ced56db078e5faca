import type { ResourceIdentity } from '../finding.ts';

/** What a finding is recognised by: nothing of lines, offsets or order. */
export interface Traits {
  readonly rule: string;
  readonly resource?: ResourceIdentity;
  /** The path of the field within its document, list items by their names. */
  readonly field: string;
  readonly message: string;
  /** The file; it counts only where there is no resource, so that a file can be renamed. */
  readonly path: string;
}

/** 16 hexadecimal digits that tell a finding from all others; `occurrence` counts, from 0, those with the same traits. */
export const fingerprint = ({ rule, resource, field, message, path }: Traits, occurrence: number): string => {
  const subject = resource
    ? [resource.apiVersion, resource.kind, resource.namespace ?? '', resource.name]
    : [path.replaceAll('\\', '/')];
  // The number of parts and their lengths are told too: no other parts can be read from the same text.
  const parts = [rule, ...subject, field, message, String(occurrence)];
  return digest(`${parts.map((part) => part.length).join()}:${parts.join('')}`);
};

/** Two FNV-1a lanes with multipliers of their own, mixed in the end: for telling apart, not for secrecy. */
const digest = (text: string): string => {
  let low = 0x811c9dc5;
  let high = 0x9e3779b9;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit, 0x5bd1e995);
    // A product carries upwards only: without this the low bits of a lane would see nothing of the high ones.
    high ^= high >>> 15;
  }
  return hexadecimal(scramble(low ^ scramble(high))) + hexadecimal(scramble(high + Math.imul(low, 0x85ebca6b)));
};

const scramble = (lane: number): number => {
  let mixed = lane;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x7feb352d);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b);
  return mixed ^ (mixed >>> 16);
};

const hexadecimal = (lane: number): string => (lane >>> 0).toString(16).padStart(8, '0');
