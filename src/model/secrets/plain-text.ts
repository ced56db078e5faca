import { looksRandom } from './random.ts';
import { rememberedByName } from './remembered.ts';
import { carriesSecret, isNameOfSecret } from './sensitive.ts';
import { tokensIn } from './tokens.ts';

/** A secret that stands in a text for all to read. */
export interface PlainText {
  /** What it is, as far as its form tells: `a token of GitHub`; without it the name alone says so. */
  readonly title?: string;
  /** Its name or its form leaves no doubt. */
  readonly isCertain: boolean;
}

/** More is no connection string and no header. */
const longest = 8192;

/** What a text gives away by its form alone: a token, a private key, the password of an address or connection string. */
export const plainTextIn = (text: string): PlainText | undefined => {
  const [token] = tokensIn(text);
  if (token) return { title: token.title, isCertain: true };
  if (text.length > longest || /[\r\n]/.test(text.trim())) return undefined;
  const password = passwords.map((pattern) => pattern.exec(text)?.[1]).find((found) => found !== undefined);
  return isSecret(password ?? passwordAmongPairs(text)) ? { title: 'a password', isCertain: true } : undefined;
};

/** What a message says of it. */
export const inPlainText = (name: string, { title }: PlainText): string =>
  title === undefined ? `${name} is written in plain text` : `${name} holds ${title}, in plain text`;

/** The same for the value of something with a name. */
export const plainTextOf = (name: string, value: string): PlainText | undefined => {
  const stated = plainTextIn(value);
  if (stated || isNameOfSecret(name)) return stated;
  if (value.length > longest || isSeveralWords(value)) return undefined;
  const told = toldByName(name);
  if (told === 'secret' && isSecret(value) && !mayBeName(name, value)) return { isCertain: true };
  return told !== 'nothing' && mayNameSecret.test(wordsOf(name)) && looksRandom(value)
    ? { title: 'what looks like a key', isCertain: false }
    : undefined;
};

/** Whether a value is a secret only because of what it is called. */
export const isToldByName = (name: string, value: string): boolean =>
  toldByName(name) !== 'nothing' && plainTextOf(name, value) !== undefined && plainTextIn(value) === undefined;

const isSeveralWords = (value: string): boolean =>
  /\s/.test(value.trim().replace(/^(?:Basic|Bearer|Token|ApiKey) /i, ''));

/** The password within a URL, and in a data source of MySQL. */
const passwords: readonly RegExp[] = [
  /^\s{0,5}[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@?#]{0,200}:([^\s/@]{1,300})@/i,
  /^\s{0,5}[^\s:/@=]{1,200}:([^\s@/]{1,300})@(?:tcp|unix)\(/i,
];

/** The password of a connection string: of pairs with semicolons between them, or of words with a host among them. */
const passwordAmongPairs = (text: string): string | undefined => {
  if (!text.includes('=')) return undefined;
  const isWords = !text.includes(';');
  const pairs = text.split(isWords ? /\s+/ : ';').flatMap((pair) => {
    const at = pair.indexOf('=');
    return at > 0 ? [[pair.slice(0, at).trim().toLowerCase(), pair.slice(at + 1).trim()] as const] : [];
  });
  if (pairs.length < 2 || (isWords && !pairs.some(([name]) => /^(?:host|hostaddr|dbname)$/.test(name))))
    return undefined;
  return pairs.find(([name]) => /^(?:password|pwd|accountkey|sharedaccesskey|accesskey)$/.test(name))?.[1];
};

/** `dbPassword`, `DB-PASSWORD`, `db.password` and, by a slip, `dbPasword` are `db_password`. */
const wordsOf = (name: string): string =>
  name
    .slice(0, 200)
    .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
    .replaceAll(/[^A-Za-z\d]+/g, '_')
    .toLowerCase()
    .replace(/pass?w(?:or|ro|r|o)?d(?=_?\d{0,2}$)/, 'password');

/** What ends so is a secret itself, and not its name, its place or its length. */
const namesSecret =
  /(?:^|_)(?:(?:db|user|root|admin|redis|sa|my_?sql)?pass(?:word|wd|phrase)?|pwd|(?:client|app|jwt|shared|webhook)?_?secret|(?:access|auth|refresh|bot|bearer|session|api|id)?_?token|(?:secret|access|api|account|private|encryption|signing|master|functions|subscription)_?key|secret_?access_?key|authorization|cookie|credentials?)_?\d{0,2}$/;

/** What a name makes of a value, before that is looked at. */
const toldByName = rememberedByName((name): 'secret' | 'perhaps' | 'nothing' => {
  const words = wordsOf(name);
  return namesSecret.test(words) ? 'secret' : mayNameSecret.test(words) ? 'perhaps' : 'nothing';
});

/** Where `…-secret` says which Secret is meant: in annotations, and where the value is of words as names of objects are. */
const mayBeName = (name: string, value: string): boolean =>
  /secret$/i.test(name) &&
  (name.includes('/') || (/.[_-]secret$/i.test(name) && !ownSecrets.test(name) && isWords(value)));
const ownSecrets = /(?:client|app|jwt|shared|webhook|hmac|signing|session|cookie|auth|api)[_-]?secret$/i;
const isWords = (text: string): boolean => /^[a-z]+(?:-[a-z]+)*$/.test(text);

/** What ends so may be one. */
const mayNameSecret = /(?:^|_)(?:key|auth|code|salt|signature|seed|sas|dsn|license|hash|pin|apikey)_?\d{0,2}$/;

/** What says where a secret is, or whether, and is none: a switch, and a path that its name calls one. */
export const isAboutSecret = (name: string, text: string): boolean =>
  /^(?:true|false)$/i.test(text.trim()) ||
  (/(?:path|file|dir|directory|folder|mount)$/i.test(name) &&
    /^(?:\.{0,2}|~)\/[\w.@/-]{1,200}$/.test(text) &&
    !text.split(/[/.]/).some((part) => part.length > 60 || looksRandom(part)));

/** A path, a switch, a number, a reference and an address give nothing away. */
const isSecret = (value: string | undefined): boolean =>
  value !== undefined &&
  !/^\s*(?:\$[({]|\{|%|~?\.{0,2}\/|https?:|file:|vault:|arn:|secretref:|(?:true|false|null|none|undefined|nil|optional|required|disabled?|enabled?|yes|no)\s*$|\d{1,4}\s*$)/i.test(
    value,
  ) &&
  carriesSecret(value, undefined);
