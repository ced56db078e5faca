import type { Field } from '../yaml/field.ts';
import type { TlsDocument } from './shapes.ts';

/** Whether daprd gets something of a certificate or key: a value, or the name of a secret. */
export const isGivenTls = (document: Field<TlsDocument>): boolean =>
  document.get('value').hasValue || (document.get('secretKeyRef').get('name').text ?? '') !== '';

/** What of a PEM text is missing where it stands in the manifest itself: `CERTIFICATE`, `PRIVATE KEY`; undefined where nothing is. */
export const missingPemBlock = (document: Field<TlsDocument>, label: string): string | undefined => {
  const value = document.get('value') as Field<string>;
  const isFilledLater = (document.get('secretKeyRef').get('name').text ?? '') !== '' || !value.resolved;
  if (!value.hasValue || isFilledLater) return undefined;
  return new RegExp(`-----BEGIN [A-Z ]*${label}-----`).test(value.text ?? '') ? undefined : label;
};
