import type { Range } from '../../yaml/location.ts';
import type { MetadataField } from '../catalog.ts';
import { rememberedByName } from './remembered.ts';
import { tokensIn } from './tokens.ts';

/** What a text gives away, and so must never be printed. */

const sensitiveWords =
  /pass?w(?:or|ro|r|o)?d|passphrase|secret(?!store|name|ref|key_?ref|s?_?file$)|token(?!_?(?:url|uri|endpoint|ttl|expir|type|header|name))|credential|private_?key|api_?key|access_?key(?!_?id)|account_?key|shared_?access|connection_?string|encryption_?key|\bsas\b|\bdsn\b/i;

/** Annotations that hold the names of Secrets and no more (dapr v1.18.3 pkg/injector/annotations/annotations.go). */
export const isNameOfSecret = (name: string): boolean =>
  /^dapr\.io\/(?:api-token|app-token|env-from)-secret$/.test(name);

/** Whether a name (of an environment variable, a header, a key we know nothing of) announces a secret, slips allowed for. */
export const looksSensitive = rememberedByName(
  (name) =>
    !isNameOfSecret(name) &&
    (sensitiveWords.test(name.replaceAll(/[-.\s]/g, '_')) || /^(?:proxy-)?authorization$|^cookie$/i.test(name)),
);

/** A form of what stands within a text. */
interface Embedded {
  /** A text without it has none; not where that stands in either letter case. */
  readonly sign: string;
  readonly pattern: RegExp;
}

/** The password of a URL, the secret parameter of a connection string or a command, the token of a header. */
const embedded: readonly Embedded[] = [
  { sign: '@', pattern: /:\/\/[^\s/:@]{0,300}:([^\s/]{1,500})@/dgi },
  {
    sign: '=',
    pattern:
      /(?:^|[\s;,?&"'])[-\w.]{0,60}?(?:password|passwd|pwd|secret|secretkey|accountkey|accesskey|sharedaccesskey|api[-_]?key|token|sig)\s{0,3}=\s{0,3}("[^"]{1,500}"|'[^']{1,500}'|[^\s;,&]{1,500})/dgi,
  },
  { sign: '@', pattern: /^[^\s:/@]{1,200}:([^\s@/]{1,300})@(?:tcp|unix)?\(?[^\s()]{0,300}\)?\//dgi },
  { sign: '', pattern: /\bBearer\s{1,3}([\w.~+/=-]{8,2000})/dgi },
];

/** Where in a URL, a connection string or a command line secrets stand, and tokens of known forms in any text. */
export const embeddedSecrets = (text: string): readonly Range[] => [
  ...tokensIn(text),
  ...embedded.flatMap(({ sign, pattern }) =>
    text.includes(sign)
      ? Array.from(text.matchAll(pattern), ({ indices }) => {
          const [start = 0, end = 0] = indices?.[1] ?? [];
          return { start, end };
        })
      : [],
  ),
];

/** More than any address takes. */
const longestUrl = 4096;

/** What documentation writes: `AWS_SECRET_KEY`, `PRIVATE KEY`, the keys of AWS for examples, `eyJhbGciOiJ...`, `[:password]`. */
const isFromDocumentation = (text: string): boolean =>
  /^(?:[A-Z]+[_ -])+(?:KEY|SECRET|TOKEN|PASSWORD|VALUE|HERE)$/.test(text) ||
  /^[\w/+]{8,40}EXAMPLE(?:KEY)?$/.test(text) ||
  /^(?:[\w-]{0,100}\.{3}[\w-]{0,100}|[a-z _-]{1,40}\]|null)$/.test(text);

/** What stands for a secret and is none: a blank to fill in, the mark of a tool that fills it in, or a cipher text. */
const isBlank = (text: string): boolean =>
  isFromDocumentation(text.trim()) ||
  /^(?:<[^<>]+>|\[[\w .-]+\]|#?\{[\w .:-]+\}#?|%\w+%|@@?\w+@@?|__\w+__|[*•.…]*|x{3,}|your[_ -][\w -]+|ENC\[.+\]|(?:ref\+\w+|op):\/\/.+)$/is.test(
    text.trim(),
  );

/** Certificates and no key: a server shows them to whoever asks. */
const isCertificate = (text: string): boolean =>
  /^(?:-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s\\]+-----END CERTIFICATE-----\s*)+$/.test(text.trim());

/** The parameters of a URL or connection string whose value is the secret; of those with a file, it is not. */
const secretParameter = /pass(?!file)|pwd|secret|(?<!ssl)key(?!name|space)|token|\bsig|signature|credential/i;
const parameters = /(?:^|[;?&\s])([a-z][\w-]*(?: [a-z]+)?)\s{0,3}=\s{0,3}("[^"]*"|'[^']*'|[^;&\s]*)/gi;

/** An address or a connection string that names a place and a user at most. A web address may be a secret as a whole. */
const isMereAddress = (text: string): boolean => {
  const [, url, scheme = ''] = /^(([a-z][a-z0-9+.-]*):\/\/\S+)$/i.exec(text.trim()) ?? [];
  const pairs = [...text.matchAll(parameters)];
  const isConnection = pairs.some(([, name = '']) =>
    /^(?:host|hostaddr|server|data source|endpoint|addr|accountname)$/i.test(name),
  );
  if (url === undefined ? !isConnection : /^https?$/i.test(scheme)) return false;
  const hasSecret = pairs.some(([, name = '', value = '']) => secretParameter.test(name) && !isBlank(value));
  return !hasSecret && !holdsEmbeddedSecret(text);
};

const holdsEmbeddedSecret = (text: string): boolean =>
  embeddedSecrets(text.slice(0, longestUrl)).some(({ start, end }) => !isBlank(text.slice(start, end)));

/** Whether a literal value of a sensitive field gives something away, by the form that the field's secret takes. */
export const carriesSecret = (text: string, form: MetadataField['secretForm']): boolean => {
  if (isBlank(text) || isCertificate(text)) return false;
  switch (form) {
    case 'path':
      return false;
    case 'valueOrPath':
      return text.includes('-----BEGIN');
    case 'url':
      return holdsEmbeddedSecret(text);
    default:
      return !isMereAddress(text);
  }
};
