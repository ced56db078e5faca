import type { Field } from '../../yaml/field.ts';
import { isTruthy, parseInteger } from '../values.ts';

/** What a sidecar was started with: the flags of daprd, without their dashes. A switch that is on has the value `true`. */
export const argumentsOf = (sidecar: Field): ReadonlyMap<string, string> => {
  const words = ['command', 'args'].flatMap((list) =>
    (sidecar.get(list).items as readonly Field[]).map(({ text = '' }) => text),
  );
  // A debugger may stand before it.
  const start = words.findLastIndex((word) => /(?:^|\/)daprd$/.test(word)) + 1;
  const found = new Map<string, string>();
  for (let at = start; at < words.length; at += 1) {
    const [, flag, value] = /^--([\w-]+)(?:=(.*))?$/s.exec(words[at] ?? '') ?? [];
    if (flag === undefined) continue;
    const next = words[at + 1];
    const isSwitch = next === undefined || /^--[\w-]/.test(next);
    found.set(flag, value ?? (isSwitch ? 'true' : next));
    if (value === undefined && !isSwitch) at += 1;
  }
  return found;
};

/** What an annotation makes of a flag; undefined where the flag is left out. */
type Making = (text: string) => string | undefined;

const asIs: Making = (text) => text;
const whole =
  (otherwise: string | undefined): Making =>
  (text) =>
    parseInteger(text)?.toString() ?? otherwise;
const positive: Making = (text) => ((parseInteger(text) ?? 0) > 0 ? parseInteger(text)?.toString() : undefined);
/** Left out is off. */
const isOn: Making = (text) => String(isTruthy(text));

/**
 * The flags that annotations of a pod set by themselves, by the names after `dapr.io/`.
 * Source: dapr v1.18.3 pkg/injector/patcher/sidecar_container.go:60-215, sidecar.go:68.
 */
const flags: Readonly<Record<string, readonly [flag: string, making: Making]>> = {
  'app-id': ['app-id', asIs],
  'app-port': ['app-port', positive],
  'app-protocol': ['app-protocol', asIs],
  'log-level': ['log-level', asIs],
  'graceful-shutdown-seconds': ['dapr-graceful-shutdown-seconds', whole('-1')],
  'sidecar-listen-addresses': ['dapr-listen-addresses', asIs],
  'grpc-port': ['dapr-grpc-port', whole('50001')],
  'internal-grpc-port': ['dapr-internal-grpc-port', whole('50002')],
  'enable-metrics': ['enable-metrics', isOn],
  config: ['config', asIs],
  'app-channel-address': ['app-channel-address', asIs],
  'sentry-request-jwt-audiences': ['sentry-request-jwt-audiences', asIs],
  'enable-api-logging': ['enable-api-logging', isOn],
  'disable-builtin-k8s-secret-store': ['disable-builtin-k8s-secret-store', isOn],
  'enable-app-health-check': ['enable-app-health-check', isOn],
  'app-binding-options-timeout': ['app-binding-options-timeout', asIs],
  'log-as-json': ['log-as-json', isOn],
  'enable-profiling': ['enable-profiling', isOn],
  'app-ssl': ['app-ssl', isOn],
  'app-max-concurrency': ['app-max-concurrency', whole(undefined)],
  'http-max-request-size': ['dapr-http-max-request-size', whole(undefined)],
  'max-body-size': ['max-body-size', asIs],
  'http-read-buffer-size': ['dapr-http-read-buffer-size', whole(undefined)],
  'read-buffer-size': ['read-buffer-size', asIs],
  'block-shutdown-duration': ['dapr-block-shutdown-duration', asIs],
  'actors-disseminate-timeout': ['actors-disseminate-timeout', asIs],
  'disable-init-endpoints': ['disable-init-endpoints', asIs],
};

/**
 * What a flag is for an annotation, and for what daprd was started with. Undefined where no flag stands for the annotation alone,
 * and for one without a text: what the injector makes of it depends on its version.
 */
export const flagOf = (
  annotation: string,
  text: string,
  started: ReadonlyMap<string, string>,
): { readonly wanted: string | undefined; readonly running: string | undefined } | undefined => {
  const [flag, making] = flags[annotation] ?? [];
  if (flag === undefined || making === undefined || text === '') return undefined;
  return { wanted: making(text), running: started.get(flag) ?? (making === isOn ? 'false' : undefined) };
};
