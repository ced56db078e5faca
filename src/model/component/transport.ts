import type { TlsAtom, TlsCondition } from '../catalog/data.ts';
import type { Component, MetadataItem } from '../component.ts';
import { endpointsIn, isAddress } from '../endpoints.ts';
import { isAtLeast, isTruthy } from '../values.ts';

/** How safe the connection of a component is, as far as its metadata tells. */
export interface Transport {
  readonly security: 'secure' | 'plaintext' | 'unverified' | 'broken' | 'unknown';
  /** The items that decide it, as far as they are written. */
  readonly because: readonly MetadataItem[];
  /** Where it connects to, as far as that can be read. */
  readonly hosts: readonly string[];
  /** In the clear, but for a server that offers or demands TLS. */
  readonly isUpToServer?: boolean;
}

/** How the text of an item is known, if it is. */
export type Reads = (item: MetadataItem) => string | undefined;

const asWritten: Reads = ({ text }) => text;

/** Judges a component by the conditions of its type; undefined where there is nothing to judge. */
export const transportOf = (
  component: Component,
  daprVersion: string,
  reads: Reads = asWritten,
): Transport | undefined => {
  const tls = component.schema?.tls;
  if (!tls || tls.mode !== undefined) return undefined;
  const used = (tls.fields ?? []).flatMap((name) => component.item(name) ?? []);
  const hosts = hostsAmong(component.metadata, reads);
  // A value that cannot be read leaves the question open.
  if (used.some((item) => reads(item) === undefined && decides(tls.plaintext, item.name)))
    return { security: 'unknown', because: [], hosts };
  const holds = (condition: TlsCondition | true | undefined): boolean =>
    condition === true || (condition !== undefined && evaluate(condition, component, daprVersion, reads));
  const security = holds(tls.error)
    ? 'broken'
    : holds(tls.plaintext)
      ? 'plaintext'
      : holds(tls.unverified)
        ? 'unverified'
        : holds(tls.secure)
          ? 'secure'
          : 'unknown';
  const condition = {
    broken: tls.error,
    plaintext: tls.plaintext,
    unverified: tls.unverified,
    secure: tls.secure,
    unknown: undefined,
  }[security];
  const because =
    condition !== undefined && condition !== true ? witnesses(condition, component, daprVersion, reads) : [];
  // The scheme of an address that is left to its default is not known.
  const isLeftToDefault =
    because.length === 0 &&
    hosts.length === 0 &&
    typeof condition === 'object' &&
    atomsOf(condition).some(({ scheme }) => scheme);
  // Where an address itself decides, the others are of no matter.
  const decisive = hostsAmong(because, reads);
  return {
    security: isLeftToDefault ? 'unknown' : security,
    because,
    hosts: decisive.length > 0 ? decisive : hosts,
    ...(security === 'plaintext' && isUpToServer(component) && { isUpToServer: true }),
  };
};

/**
 * Source: pgx v5.9.2 pgconn/config.go:251 (prefer is its default), nats.go v1.39.1 nats.go:2516, and Dial of
 * gopkg.in/gomail.v2 smtp.go:61, which tries STARTTLS.
 */
const isUpToServer = (component: Component): boolean => {
  const { typeName } = component;
  if (/^(?:bindings\.smtp|(?:pubsub|state)\.jetstream)$/.test(typeName)) return true;
  const mode: TlsAtom = { f: 'connectionString', dsn: 'pg', param: 'sslmode', in: ['disable'] };
  return (
    /^(?:state|bindings|configuration)\.(?:postgres(?:ql)?|cockroachdb|yugabytedb)$/.test(typeName) &&
    !meets(component, mode)
  );
};

const decides = (condition: TlsCondition | undefined, name: string): boolean =>
  condition !== undefined && atomsOf(condition).some((atom) => atom.f.toLowerCase() === name.toLowerCase());

/** The conditions on single fields that a condition is made of. */
export const atomsOf = (condition: TlsCondition): readonly TlsAtom[] => {
  if ('any' in condition) return condition.any.flatMap(atomsOf);
  if ('all' in condition) return condition.all.flatMap(atomsOf);
  if ('not' in condition) return atomsOf(condition.not);
  return 'f' in condition ? [condition] : [];
};

/** The written items behind the part of a condition that holds. */
export const witnesses = (
  condition: TlsCondition,
  component: Component,
  version: string,
  reads: Reads = asWritten,
): readonly MetadataItem[] => {
  if (!evaluate(condition, component, version, reads)) return [];
  if ('any' in condition) return condition.any.flatMap((each) => witnesses(each, component, version, reads));
  if ('all' in condition) return condition.all.flatMap((each) => witnesses(each, component, version, reads));
  return atomsOf(condition).flatMap((atom) => component.item(atom.f) ?? []);
};

/** Whether a condition holds for what is written. */
export const evaluate = (
  condition: TlsCondition,
  component: Component,
  version: string,
  reads: Reads = asWritten,
): boolean => {
  if ('any' in condition) return condition.any.some((each) => evaluate(each, component, version, reads));
  if ('all' in condition) return condition.all.every((each) => evaluate(each, component, version, reads));
  if ('not' in condition) return !evaluate(condition.not, component, version, reads);
  if ('minorAtMost' in condition) return isAtLeast(condition.minorAtMost, version.split('.').slice(0, 2).join('.'));
  return holdsFor(condition, textOf(component.item(condition.f), reads));
};

/** Whether a component's metadata meets one condition. */
export const meets = (component: Component, atom: TlsAtom): boolean =>
  holdsFor(atom, textOf(component.item(atom.f), asWritten));

/** A value from a Secret is there, whatever it is. */
const textOf = (item: MetadataItem | undefined, reads: Reads): string =>
  item === undefined ? '' : (reads(item) ?? 'from a secret');

const holdsFor = (atom: TlsAtom, whole: string): boolean => {
  const text = atom.dsn && atom.param ? parameter(whole, atom.dsn, atom.param) : whole;
  if (atom.set !== undefined) return (text !== '') === atom.set;
  if (atom.truthy !== undefined) return isTruthy(text) === atom.truthy;
  if (atom.eq !== undefined) return text === atom.eq;
  if (atom.in !== undefined) return atom.in.includes(text.toLowerCase());
  if (atom.scheme !== undefined) return text.split(',').every((url) => atom.scheme?.includes(schemeOf(url)));
  return false;
};

const schemeOf = (url: string): string => /^([a-z][a-z0-9+.-]*):\/\//i.exec(url.trim())?.[1]?.toLowerCase() ?? '';

/** One parameter of a connection string, in lower case; empty where it is not given. */
const parameter = (text: string, dsn: NonNullable<TlsAtom['dsn']>, name: string): string => {
  const query = text.includes('?') ? text.slice(text.lastIndexOf('?') + 1) : '';
  const isUrl = schemeOf(text) !== '';
  const pairs =
    dsn === 'query'
      ? text.replace(/^\s*\?/, '').split('&')
      : dsn === 'mysql' || dsn === 'url' || isUrl
        ? query.split('&')
        : dsn === 'pg'
          ? text.split(/\s+(?=[\w-]+\s*=)/)
          : text.split(';');
  for (const pair of pairs) {
    const [key = '', ...rest] = pair.split('=');
    if (key.trim().toLowerCase() === name)
      return rest
        .join('=')
        .trim()
        .replace(/^'(.*)'$/, '$1')
        .toLowerCase();
  }
  return '';
};

/** The hosts that some metadata name. */
export const hostsAmong = (items: readonly MetadataItem[], reads: Reads = asWritten): readonly string[] =>
  items
    .filter(({ name }) => isAddress(name))
    .flatMap((item) => endpointsIn(reads(item) ?? ''))
    .map(({ host }) => host);
