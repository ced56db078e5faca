import { describe, expect, test } from 'vitest';
import { declaredPorts, listeningPorts } from '../../../src/model/app/sidecar.ts';
import type { App } from '../../../src/model/app.ts';
import { catalogFor } from '../../../src/model/catalog.ts';
import { isListenAddress, wholeBytes } from '../../../src/model/values.ts';
import { Workspace } from '../../../src/model/workspace.ts';
import { parse } from '../../../src/yaml/parse.ts';

const appOf = (annotations: Readonly<Record<string, string | null>>, daprVersion = '1.18'): App => {
  const catalog = catalogFor(daprVersion);
  if (!catalog) throw new Error(`no catalog of ${daprVersion}`);
  const own = Object.fromEntries(Object.entries(annotations).map(([name, value]) => [`dapr.io/${name}`, value]));
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'orders', annotations: { 'dapr.io/enabled': 'true', ...own } },
  };
  const documents = parse({ path: 'pod.json', text: JSON.stringify(pod) });
  const [app] = new Workspace(documents, { catalog, daprVersion, closedWorld: false, isExternal: () => false }).apps;
  if (!app) throw new Error('no app');
  return app;
};
const ports = (
  of: typeof declaredPorts,
  annotations: Readonly<Record<string, string>>,
  version = '1.18',
): readonly number[] => {
  const catalog = catalogFor(version);
  return catalog ? of(appOf(annotations, version), catalog).map(({ port }) => port) : [];
};

describe('an annotation of an app', () => {
  test('is the empty text where it is null, and since 1.15 an empty one is more than none', () => {
    expect(appOf({ 'log-level': null }).reads('log-level')).toBe('');
    expect(appOf({ 'log-level': '' }, '1.14').reads('log-level')).toBeUndefined();
    expect(appOf({}).reads('log-level')).toBeUndefined();
  });

  test('is not known while it holds a placeholder', () => {
    expect(appOf({ 'app-port': '{{ .Values.port }}' }).integer('app-port')).toBeUndefined();
  });

  test('is on for every word that Dapr takes for true', () => {
    expect(appOf({ 'log-as-json': ' Yes ' }).isOn('log-as-json')).toBe(true);
    expect(appOf({ 'log-as-json': 'enabled' }).isOn('log-as-json')).toBe(false);
    expect(appOf({}).isOn('enable-metrics', true)).toBe(true);
  });
});

describe('the ports of a sidecar', () => {
  test('are declared whether they are listened on or not', () => {
    expect(ports(declaredPorts, { 'metrics-port': '9095', 'enable-metrics': 'false' })).toEqual([
      3500, 50001, 50002, 9095,
    ]);
    expect(ports(declaredPorts, { 'enable-debug': 'true' })).toEqual([3500, 50001, 50002, 9090, 40000]);
  });

  test('move with annotations that the version reads', () => {
    expect(ports(declaredPorts, { 'grpc-port': '6000' })).toContain(6000);
    expect(ports(declaredPorts, { 'grpc-port': '6000' }, '1.14')).not.toContain(6000);
  });

  test('are fewer with sockets, and those of metrics stay when metrics are off', () => {
    expect(ports(listeningPorts, { 'unix-domain-socket-path': '/tmp' })).toEqual([3501, 50002, 9090]);
    expect(ports(listeningPorts, { 'enable-metrics': 'false', 'metrics-port': '9095' })).toContain(9090);
  });
});

test('a size is a whole number of bytes, without a fraction of a binary unit', () => {
  for (const text of ['4Mi', '1.5M', '4096', '0', '-1', '1e6', '7Ei'])
    expect([text, wholeBytes(text)]).toEqual([text, expect.any(Number)]);
  for (const text of ['4MB', '1.5Mi', '0.5', '1000m', '-10', '8Ei', '1.0', '4 Mi'])
    expect([text, wholeBytes(text)]).toEqual([text, undefined]);
});

test('daprd listens on addresses and names, not on what holds a port, a space or a bare colon', () => {
  for (const text of ['', '0.0.0.0', '[::1]', '[fe80::1%eth0]', 'localhost'])
    expect([text, isListenAddress(text)]).toEqual([text, true]);
  for (const text of ['::1', '127.0.0.1:3500', ' 127.0.0.1', '999.0.0.1', '127.0.07.1', '*', '[::1]:3500'])
    expect([text, isListenAddress(text)]).toEqual([text, false]);
});
