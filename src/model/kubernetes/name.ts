/** The grammars of names, as apimachinery v0.33.4 pkg/util/validation/validation.go has them; each tells what is wrong, or nothing. */

const subdomain = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const dnsLabel = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const word = /^(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

const tooLong = (text: string, most: number): string | undefined =>
  text.length > most ? `has ${text.length} characters; may have ${most}` : undefined;

/** The name of an object: IsDNS1123Subdomain. Some kinds allow fewer than 253 characters. */
export const nameFault = (text: string, most = 253): string | undefined =>
  tooLong(text, most) ??
  (subdomain.test(text)
    ? undefined
    : 'may hold only lower-case letters, digits, "-" and ".", each part with a letter or digit at both ends');

/** The first part of a name that the API server completes: maskTrailingDash allows a hyphen at its end. */
export const namePrefixFault = (text: string): string | undefined =>
  nameFault(text.length > 1 && text.endsWith('-') ? `${text.slice(0, -2)}a` : text);

/** The name of a namespace: IsDNS1123Label. */
export const namespaceFault = (text: string): string | undefined =>
  tooLong(text, 63) ??
  (dnsLabel.test(text)
    ? undefined
    : 'may hold only lower-case letters, digits and "-", with a letter or digit at both ends');

/** The value of a label: IsValidLabelValue. */
export const labelValueFault = (text: string): string | undefined =>
  tooLong(text, 63) ??
  (text === '' || word.test(text)
    ? undefined
    : 'may hold only letters, digits, "-", "_" and ".", with a letter or digit at both ends');

/** The key of a label: IsQualifiedName. */
export const labelKeyFault = (key: string): string | undefined => {
  const [prefix, name, ...more] = key.includes('/') ? key.split('/') : [undefined, key];
  if (more.length > 0) return 'may have one slash';
  if (prefix === '') return 'has nothing before its slash';
  if (prefix !== undefined && nameFault(prefix)) return `has a prefix that is no domain: it ${nameFault(prefix)}`;
  if (!name) return prefix === undefined ? 'is empty' : 'has nothing after its slash';
  const long = tooLong(name, 63);
  if (long) return prefix === undefined ? long : `has a name after its slash that ${long}`;
  return word.test(name)
    ? undefined
    : 'may hold only letters, digits, "-", "_" and ".", with a letter or digit at both ends';
};

/** The key of an annotation: as that of a label, in any letter case. */
export const annotationKeyFault = (key: string): string | undefined => labelKeyFault(key.toLowerCase());
