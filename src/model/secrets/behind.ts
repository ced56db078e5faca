import type { Field } from '../../yaml/field.ts';
import type { Component, MetadataItem } from '../component.ts';
import { decodeBase64 } from '../values/pem.ts';
import type { Workspace } from '../workspace.ts';
import { derivedFrom, isWithheld, unnamed } from './derived.ts';

/** What an item takes from a Secret, and where it stands. */
export interface TextBehind {
  /** No more than what is to be known of it: see `derived.ts`. */
  readonly text: string;
  readonly at: Field;
}

/** More is no address and no connection string. */
const longest = 8192;

/** What stands behind an item that takes its value from a Secret which is here, or from a template of External Secrets. */
export const textBehind = (
  { reference }: MetadataItem,
  component: Component,
  workspace: Workspace,
): TextBehind | undefined => {
  const [name, key] = [reference?.get('name'), reference?.get('key')];
  if (!name?.text || !name.resolved || !key?.resolved || component.secretStore !== 'kubernetes') return undefined;
  const secret = workspace.findSecret(name.text, component.namespace);
  if (secret.outcome !== 'found') return undefined;
  const { resource } = secret;
  const [body, wanted] = [resource.body as Field, key.text || name.text];
  if (resource.kind === 'Secret') {
    const [plain, coded] = [body.get('stringData').get(wanted), body.get('data').get(wanted)];
    // What an audit has not kept of a cluster says nothing: else something would stand in its place.
    if (isWithheld(coded.text) && !plain.exists) return { text: unnamed, at: coded };
    return known(plain, plain.text) ?? known(coded, decoded(coded.text));
  }
  if (resource.kind !== 'ExternalSecret') return undefined;
  const template = body.get('spec').get('target').get('template').get('data').get(wanted);
  const text = filledIn(template.text ?? '');
  return text === undefined || !template.hasValue ? undefined : { text, at: template };
};

const known = (at: Field, text: string | undefined): TextBehind | undefined => {
  if (text === undefined || !at.hasValue || !at.resolved) return undefined;
  return { text: derivedFrom(text) ?? (text.trim() === '' ? '' : unnamed), at };
};

const decoded = (text: string | undefined): string | undefined => {
  // Nothing is known of what is longer than any connection string, but that it is there.
  if (text === undefined || text.length > 2 * longest) return text && unnamed;
  const bytes = decodeBase64(text);
  return bytes && new TextDecoder().decode(bytes);
};

/**
 * A template with something in the place of each value that is filled in: a host, a user, a password. Undefined where it may
 * be more than one value, as a whole connection string or its parameters.
 */
const filledIn = (template: string): string | undefined => {
  if (template.length > longest) return undefined;
  const text = template.trim().replaceAll(/(?<=[=:/@'])\{\{[.$"|\w ()-]{1,200}\}\}/g, 'value');
  return /\{\{|\}\}/.test(text) ? undefined : text;
};
