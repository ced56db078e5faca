/** Values as Dapr and Kubernetes read them from text. */
export { isUrl } from './values/address.ts';
export { faultOfAmqpUrl } from './values/amqp-url.ts';
export { faultOfAvroSchema } from './values/avro-schema.ts';
export { type CelVerdict, celFunctions, compileCel } from './values/cel.ts';
export { certificatesIn } from './values/certificate.ts';
export { faultOfSchedule } from './values/cron.ts';
export { parseDaprDuration, parseDuration, secondsOf } from './values/duration.ts';
export { faultOfHttpUrl } from './values/http-url.ts';
export { jsonIn, jsonObjectIn } from './values/json.ts';
export { isListenAddress } from './values/listen-address.ts';
export { faultOfMysqlDsn } from './values/mysql-dsn.ts';
export { parseInteger } from './values/number.ts';
export { isPathPattern } from './values/path-match.ts';
export { faultOfPostgresDsn } from './values/postgres-dsn.ts';
export { parseQuantity } from './values/quantity.ts';
export { faultOfPattern } from './values/regexp.ts';
export { wholeBytes } from './values/size.ts';
export { faultOfStatusCodes } from './values/status-codes.ts';

/**
 * The words that Dapr takes for true; every other text is false, without an error.
 * Source: dapr/kit v0.17.1 strings/strings.go IsTruthy.
 */
export const isTruthy = (text: string): boolean => /^(?:y|yes|true|t|on|1)$/i.test(text.trim());

/** Words that people mean as false: everything else that is not truthy is likely a slip. */
export const isFalsy = (text: string): boolean =>
  /^(?:|n|no|none|never|null|false|f|off|disabled?|0)$/i.test(text.trim());

/**
 * A boolean as Go's strconv.ParseBool reads it, where Dapr and components ask for one exactly; undefined where it gives an
 * error.
 */
export const parseBoolean = (text: string): boolean | undefined =>
  /^(?:1|t|T|TRUE|true|True)$/.test(text) ? true : /^(?:0|f|F|FALSE|false|False)$/.test(text) ? false : undefined;

const minors = /^1\.(\d+)(?:\.(\d+))?$/;

/** Whether a Dapr version (`1.18`, `1.17.2`) is at least another; a minor alone means its newest patch. */
export const isAtLeast = (version: string, other: string): boolean => {
  const [, minor = '0', patch] = minors.exec(version) ?? [];
  const [, otherMinor = '0', otherPatch = '0'] = minors.exec(other) ?? [];
  if (minor !== otherMinor) return Number(minor) > Number(otherMinor);
  return patch === undefined || Number(patch) >= Number(otherPatch);
};
