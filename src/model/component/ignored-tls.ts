import type { TlsAtom } from '../catalog/data.ts';
import type { Component, MetadataItem } from '../component.ts';
import { atomsOf, evaluate, witnesses } from './transport.ts';

/** Certificates and the like that a component is given and does not use, and what keeps it from doing so. */
export interface IgnoredTls {
  readonly given: readonly MetadataItem[];
  /** Empty where something is missing. */
  readonly because: readonly MetadataItem[];
}

/** Judges a component by the conditions of its type; undefined where all is used, or that cannot be known. */
export const ignoredTlsOf = (component: Component, daprVersion: string): IgnoredTls | undefined => {
  const condition = component.schema?.tls?.ignoredWhen;
  if (!condition || !component.isWhole) return undefined;
  const atoms = atomsOf(condition);
  const isKnown = (atom: TlsAtom): boolean => {
    const item = component.item(atom.f);
    return atom.set !== undefined || item === undefined || item.text !== undefined;
  };
  if (!atoms.every(isKnown) || !evaluate(condition, component, daprVersion)) return undefined;
  // Of some types it is a switch.
  const certificates = atoms.filter(({ f, set }) => set === true && f !== 'jwt');
  const switches = atoms.filter(({ truthy }) => truthy === true);
  const material = new Set((certificates.length > 0 ? certificates : switches).map(({ f }) => component.item(f)));
  const items = [...new Set(witnesses(condition, component, daprVersion))];
  const given = items.filter((item) => material.has(item) && item.isGiven);
  return given.length === 0 ? undefined : { given, because: items.filter((item) => !material.has(item)) };
};
