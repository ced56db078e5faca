import { closest, defineRule, listed, type Problems, quote, resemblesDapr, respell, yaml } from '../../src/rule.ts';

export const misspeltApiVersion = defineRule({
  id: 'misspelt-api-version',
  severity: 'error',
  summary: 'Object of Dapr is written for another API group',
  why: 'Kubernetes has no such kind in that group, and refuses the object.',
  source: 'dapr v1.18.3 charts/dapr/crds/*.yaml: the group is dapr.io',
  docs: 'https://docs.dapr.io/reference/resource-specs/',
  effect: 'rejected',
  covers: [
    'kafka-pub-sub-component.apiversion',
    'postgresql-state-store-component.apiversion',
    'kubernetes-secret-store-component.apiversion',
    'configuration-for-observability.apiversion',
  ],
  each: 'resource',

  *check({ apiVersion, group, kind, body }, { workspace }): Problems {
    const known = workspace.catalog.kinds.get(kind);
    if (!known || group === 'dapr.io' || !body.get('apiVersion').resolved) return;
    const first = apiVersion.split('/')[0] ?? '';
    const isNear = /(?:^|\.)dapr(?:\.|$)/i.test(first) || closest(first, ['dapr.io']) !== undefined;
    // A group without a dot is one of Kubernetes itself, and none of those has such a kind.
    if (!isNear && !(!group.includes('.') && resemblesDapr(kind, body))) return;
    const at = body.get('apiVersion');
    const right = known.versions.map((version) => `dapr.io/${version}`);
    const [only] = right;
    yield {
      at,
      message: `${kind} is a kind of dapr.io, not of ${quote(apiVersion)}`,
      help: `write ${listed(right).replace(' and ', ' or ')}`,
      ...(only !== undefined &&
        right.length === 1 && { fix: { title: `Write ${only}`, edits: [respell(at, only)], unsafe: true } }),
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
                    ^^ Component is a kind of dapr.io, not of "v1"
        kind: Component
        metadata:
          name: statestore
        spec:
          type: state.in-memory
          version: v1
          metadata: []
      `,
      fixed: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: statestore
        spec:
          type: state.in-memory
          version: v1
          metadata: []
      `,
    },
    {
      bad: yaml`
        apiVersion: darp.io/v1alpha1
                    ^^^^^^^^^^^^^^^^ Configuration is a kind of dapr.io, not of "darp.io/v1alpha1"
        kind: Configuration
        metadata:
          name: tracing
      `,
    },
    {
      good: yaml`
        apiVersion: kustomize.config.k8s.io/v1alpha1
        kind: Component
        resources: [statestore.yaml]
        ---
        apiVersion: core.oam.dev/v1alpha2
        kind: Component
        metadata:
          name: frontend
        spec:
          type: webservice
        ---
        apiVersion: messaging.knative.dev/v1
        kind: Subscription
        metadata:
          name: orders
      `,
      because: 'other API groups have kinds of these names',
    },
  ],
});
