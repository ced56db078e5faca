/** Values as Dapr and Kubernetes read them from text. */

/**
 * The words that Dapr takes for true; every other text is false, without an error.
 * Source: dapr/kit v0.17.1 strings/strings.go IsTruthy.
 */
export const isTruthy = (text: string): boolean => /^(?:y|yes|true|t|on|1)$/i.test(text.trim());

/** Words that people mean as false: everything else that is not truthy is likely a slip. */
export const isFalsy = (text: string): boolean => /^(?:|n|no|false|f|off|0)$/i.test(text.trim());

/** An integer as Go's strconv.ParseInt(text, 10, …) reads it; undefined where it gives an error. */
export const parseInteger = (text: string): number | undefined => {
  if (!/^[-+]?[0-9]{1,400}$/.test(text)) return undefined;
  const value = BigInt(text.replace('+', ''));
  return BigInt.asIntN(64, value) === value ? Number(value) : undefined;
};

const scales: Readonly<Record<string, number>> = {
  '': 1,
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/**
 * A Kubernetes quantity as a number of its unit (cores, bytes); undefined where Kubernetes refuses it.
 * Source: apimachinery pkg/api/resource/quantity.go ParseQuantity.
 */
export const parseQuantity = (text: string): number | undefined => {
  const match = /^([-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+))(?:([eE][-+]?[0-9]+)|([numkMGTPE]|[KMGTPE]i)?)$/.exec(text);
  if (!match) return undefined;
  const [, digits = '', exponent = '', suffix = ''] = match;
  // Both "1E" (exa) and "1E3" (exponent) are legal; the pattern has told them apart.
  return Number(`${digits}${exponent}`) * (scales[suffix] ?? 1);
};

const minors = /^1\.(\d+)(?:\.(\d+))?$/;

/** Whether a Dapr version (`1.18`, `1.17.2`) is at least another; a minor alone means its newest patch. */
export const isAtLeast = (version: string, other: string): boolean => {
  const [, minor = '0', patch] = minors.exec(version) ?? [];
  const [, otherMinor = '0', otherPatch = '0'] = minors.exec(other) ?? [];
  if (minor !== otherMinor) return Number(minor) > Number(otherMinor);
  return patch === undefined || Number(patch) >= Number(otherPatch);
};

const decimalPlaces: Readonly<Record<string, number>> = { '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };

/**
 * The bytes of a quantity where daprd reads it as a size: it takes whole numbers only, of a binary unit too. Undefined where
 * it exits. A negative one is taken for a flag when it has more than one digit.
 * Source: dapr v1.18.3 cmd/daprd/options/options.go:289 getQuantityBytes; apimachinery pkg/api/resource/quantity.go AsInt64.
 */
export const wholeBytes = (text: string): number | undefined => {
  const bytes = parseQuantity(text);
  if (bytes === undefined || (text.startsWith('-') && text.length > 2)) return undefined;
  if (bytes === 0) return 0;
  const [, fraction = '', exponent, suffix = ''] =
    /^[-+]?[0-9]*\.?([0-9]*)(?:[eE]([-+]?[0-9]+)|(\w*))$/.exec(text) ?? [];
  const places = exponent === undefined ? (decimalPlaces[suffix] ?? (suffix.endsWith('i') ? 0 : -1)) : Number(exponent);
  return places >= fraction.length && bytes < 2 ** 63 ? bytes : undefined;
};

/**
 * Whether a text may be the name of an object: a DNS subdomain.
 * Source: apimachinery v0.33 pkg/util/validation/validation.go IsDNS1123Subdomain.
 */
export const isObjectName = (text: string): boolean =>
  text.length <= 253 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(text);

const isIPv4 = (text: string): boolean =>
  /^\d{1,3}(?:\.\d{1,3}){3}$/.test(text) &&
  text.split('.').every((octet) => Number(octet) <= 255 && !/^0./.test(octet));

/**
 * Whether daprd can listen on an address, once it has put a colon and the port behind it; the empty one is all addresses.
 * Source: dapr v1.18.3 pkg/api/http/server.go:129.
 */
export const isListenAddress = (address: string): boolean => {
  if (address === '' || /^\[[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(?:%\w+)?\]$/.test(address)) return true;
  return /^[\d.]+$/.test(address) ? isIPv4(address) : /^[a-zA-Z0-9_](?:[-a-zA-Z0-9_.]*[a-zA-Z0-9_.])?$/.test(address);
};
