import { type Slice, Unusual } from './slice.ts';
import type { Search } from './window.ts';

const decoder = new TextDecoder();
const encoder = new TextEncoder();
const kindAt = new Map<number, Uint8Array>();

/** What an object is, as far as its first lines tell. */
export interface Identity {
  readonly kind?: string | undefined;
  readonly namespace?: string | undefined;
  readonly name?: string | undefined;
  /** Made and kept by another object. */
  readonly isOwned: boolean;
}

/** The kind of a YAML object, by its bytes alone. */
export const kindOfYaml = ({ bytes, indent }: Slice, search: Search): string | undefined => {
  const sign = kindAt.get(indent) ?? encoder.encode(`\n${' '.repeat(indent)}kind: `);
  kindAt.set(indent, sign);
  const at = search(bytes, sign, 0);
  if (at >= 0) {
    const start = at + sign.length;
    const end = bytes.indexOf(10, start);
    return scalar(decoder.decode(bytes.subarray(start, end < 0 ? bytes.length : end)));
  }
  const first = /^(?:---\n)?[- ]*kind: (.*)/.exec(decoder.decode(bytes.subarray(0, 200)));
  return first ? scalar(first[1]) : undefined;
};

const scalar = (text = ''): string | undefined => {
  const [, word] = /^["']?([\w.:-]+)["']?\s*(?:#.*)?$/.exec(text.trim()) ?? [];
  return word;
};

/** The same, and what it is called, by the text of a YAML object. */
export const identityOfYaml = (text: string, indent: number, kind: string | undefined): Identity => {
  const metadata = partAt(text, 'metadata', indent);
  const field = (name: string): string | undefined => {
    const start = metadata.indexOf(`\n${' '.repeat(indent + 2)}${name}: `);
    return start < 0 ? undefined : scalar(lineAt(metadata, start + 1).slice(indent + 2 + name.length + 2));
  };
  const isOwned = metadata.includes('ownerReferences:') && /\n[ -]*controller: true/.test(metadata);
  return { kind, namespace: field('namespace'), name: field('name'), isOwned };
};

const lineAt = (text: string, start: number): string => {
  const end = text.indexOf('\n', start);
  return text.slice(start, end < 0 ? text.length : end);
};

/** The text of a key of an object and of what is in it, with the line break before it. */
const partAt = (text: string, key: string, indent: number): string => {
  const start = text.indexOf(`\n${' '.repeat(indent)}${key}:`);
  if (start < 0) return '';
  let end = text.indexOf('\n', start + 1);
  while (end >= 0 && /[\s]/.test(text.charAt(end + 1 + indent))) end = text.indexOf('\n', end + 1);
  return text.slice(start, end < 0 ? text.length : end);
};

/** The identity of a JSON object. Throws `Unusual` where it is none. */
export const identityOfJson = (text: string, { start }: Slice): Identity => {
  const { kind, metadata } = parsed(text, start.line);
  const { namespace, name, ownerReferences } = metadata ?? {};
  const word = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  const owners: readonly unknown[] = Array.isArray(ownerReferences) ? ownerReferences : [];
  const isOwned = owners.some((owner) => (owner as { controller?: unknown } | null)?.controller === true);
  return { kind: word(kind), namespace: word(namespace), name: word(name), isOwned };
};

const parsed = (text: string, line: number): { kind?: unknown; metadata?: Record<string, unknown> | null } => {
  try {
    return JSON.parse(text) as ReturnType<typeof parsed>;
  } catch {
    throw new Unusual('an object that is no JSON', { line, byte: 0 });
  }
};
