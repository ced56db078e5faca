import { describe, expect, it } from 'vitest';
import { lint, resolveSettings, rules } from '../src/index.ts';

/** What strict says of objects that are all there is, but for opinions on what every app ought to have. */
const rulesAbout = (...objects: readonly string[]): readonly string[] => {
  const settings = resolveSettings({ flags: { preset: 'strict', closedWorld: true }, rules });
  const { findings } = lint([{ path: 'a.yaml', text: objects.join('\n---\n') }], rules, settings, {
    today: '2026-11-23',
  });
  const wishes =
    /^missing-(?:api-log|api-token|app-metrics|dashboard|performance-alert|state-encryption|json-logs|metrics-scrape|network-policy|resiliency|seccomp-profile|sidecar-resources|tls)$|^unsupported-bare-pod$|^fragile-store$|^excessive-(?:sampling-rate|tracing-exporter)$/;
  return [...new Set(findings.map(({ rule }) => rule).filter((rule) => !wishes.test(rule)))].sort();
};

const app = (config: string): string =>
  `{apiVersion: v1, kind: Pod, metadata: {name: orders, annotations: {dapr.io/enabled: "true", dapr.io/app-id: orders${config}}}}`;
const dapr = (kind: string, name: string, spec: string): string =>
  `{apiVersion: dapr.io/${kind === 'Subscription' ? 'v2alpha1' : 'v1alpha1'}, kind: ${kind}, metadata: {name: ${name}}, spec: ${spec}}`;
const tracing = dapr('Configuration', 'tracing', '{tracing: {samplingRate: "1", stdout: true}}');
const cache = (password: string): string =>
  dapr(
    'Component',
    'cache',
    `{type: state.redis, version: v1, metadata: [{name: redisHost, value: redis:6379}, ${password}]}`,
  );

describe('one fault is told once', () => {
  it('where the host of Redis has a slip', () => {
    const slip = dapr(
      'Component',
      'cache',
      '{type: state.redis, version: v1, metadata: [{name: redisHots, value: "redis:6379"}]}',
    );
    expect(rulesAbout(slip)).toEqual(['unknown-metadata']);
  });

  it('where an app has no Configuration, and so nothing that stands in one', () => {
    expect(rulesAbout(app(''))).toEqual(['missing-configuration']);
  });

  it('where the name of a Configuration has a slip', () => {
    expect(rulesAbout(app(', dapr.io/config: traicng'), tracing)).toEqual(['unknown-configuration']);
  });

  it('where a secret of a vault is looked for in Kubernetes', () => {
    const vault = dapr(
      'Component',
      'vault',
      '{type: secretstores.azure.keyvault, version: v1, metadata: [{name: vaultName, value: shop}]}',
    );
    const password = '{name: redisPassword, secretKeyRef: {name: redis-password, key: redis-password}}';
    expect(rulesAbout(vault, cache(password))).toEqual(['missing-secret-store']);
  });

  it('where the password of Redis has no value', () => {
    expect(rulesAbout(cache('{name: redisPassword}'))).toEqual(['missing-redis-password']);
  });

  it('where dead letters come back', () => {
    const pubsub = dapr('Component', 'events', '{type: pubsub.in-memory, version: v1, metadata: []}');
    const subscription = dapr(
      'Subscription',
      'orders',
      '{pubsubname: events, topic: orders, deadLetterTopic: orders, routes: {default: /orders}}',
    );
    expect(rulesAbout(pubsub, subscription)).toEqual(['conflicting-dead-letter-topic']);
  });

  it('where a variable comes from what is no name of a Secret', () => {
    expect(rulesAbout(app(', dapr.io/config: tracing, dapr.io/env-from-secret: "A=Postgres"'), tracing)).toEqual([
      'invalid-environment',
    ]);
  });
});
