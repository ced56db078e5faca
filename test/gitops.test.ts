import { describe, expect, it } from 'vitest';
import { lint, presetNames, resolveSettings, rules } from '../src/index.ts';
import { Workspace } from '../src/model/workspace.ts';
import { parse } from '../src/yaml/parse.ts';

const flux = `
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: shop, namespace: flux-system }
spec:
  path: ./shop
  targetNamespace: shop
  commonMetadata:
    annotations: { dapr.io/enabled: "true" }
  patches:
    - target: { kind: Component, name: events }
      patch: |
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata: { name: events }
        spec: { type: pubsub.kafkaa }
  postBuild: { substitute: { cluster: prod } }
---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: orders
  namespace: shop
  annotations: { dapr.io/enabled: "true" }
spec:
  chart: { spec: { chart: orders, sourceRef: { kind: HelmRepository, name: shop } } }
  values:
    podAnnotations: { dapr.io/enabled: "true", dapr.io/app-id: orders, dapr.io/app-port: 8080 }
    components:
      - { apiVersion: dapr.io/v1alpha1, kind: Component, metadata: { name: events } }
---
apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata: { name: shop, namespace: flux-system }
spec: { interval: 1h, url: "https://charts.example.com" }
`;

const argo = `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: shop, namespace: argocd }
spec:
  source:
    repoURL: https://git.example.com/shop.git
    path: shop
    kustomize:
      commonAnnotations: { dapr.io/enabled: "true" }
    helm:
      values: |
        dapr.io/app-port: 8080
  destination: { namespace: shop }
---
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: shop, namespace: argocd }
spec:
  generators:
    - list: { elements: [{ cluster: prod }] }
  template:
    metadata:
      name: "{{.cluster}}-shop"
      annotations: { dapr.io/enabled: "true", dapr.io/app-port: "http" }
    spec:
      source: { repoURL: "https://git.example.com/shop.git", path: "{{.cluster}}" }
`;

const worlds = presetNames.flatMap((preset) => [false, true].map((closedWorld) => ({ preset, closedWorld })));

describe.each([
  ['Flux', 'clusters/prod/shop.yaml', flux],
  ['Flux, in a file that is called as those of kustomize', 'clusters/prod/kustomization.yaml', flux],
  ['Argo CD', 'shop.yaml', argo],
])('objects of %s', (_, path, text) => {
  it.each(worlds)('are no noise: $preset, closed: $closedWorld', (flags) => {
    const { findings, summary } = lint([{ path, text }], rules, resolveSettings({ flags, rules }), {
      today: '2026-11-23',
    });
    expect(findings).toEqual([]);
    expect([summary.dapr, summary.notRendered, summary.workspaces]).toEqual([0, 0, undefined]);
  });

  it('are no workloads', () => {
    const { workloads, apps, components } = new Workspace(parse({ path, text }), resolveSettings({ rules }).world);
    expect([workloads, apps, components]).toEqual([[], [], []]);
  });
});
