import {
  closest,
  defineRule,
  didYouMean,
  isAtLeast,
  listed,
  type Problems,
  quote,
  respell,
  respelling,
  yaml,
} from '../../src/rule.ts';

export const unknownKind = defineRule({
  id: 'unknown-kind',
  severity: 'error',
  summary: 'No such kind or version in the API group dapr.io',
  why: 'Kubernetes knows only the kinds and versions that the installed CRDs declare, and refuses all others.',
  source: 'dapr v1.18.3 charts/dapr/crds/*.yaml',
  docs: 'https://docs.dapr.io/reference/resource-specs/',
  effect: 'rejected',
  covers: [
    'kafka-pub-sub-component.apiversion',
    'postgresql-state-store-component.apiversion',
    'kubernetes-secret-store-component.apiversion',
    'configuration-for-observability.apiversion',
    'kafka-pub-sub-component.kind',
    'postgresql-state-store-component.kind',
    'kubernetes-secret-store-component.kind',
    'configuration-for-observability.kind',
  ],
  facts: ['httpep.since'],
  each: 'daprResource',

  *check(resource, { workspace }): Problems {
    const { apiVersion, kind, version, body } = resource;
    const { kinds } = workspace.catalog;
    if (!body.get('kind').resolved || !body.get('apiVersion').resolved) return;
    const known = kinds.get(kind);
    if (!known) {
      const likely = closest(kind, kinds.keys());
      yield {
        at: body.get('kind'),
        message: `${kind} is no kind of dapr.io`,
        help: didYouMean(likely, `use one of ${listed([...kinds.keys()], 9)}`),
        ...respelling(body.get('kind'), likely),
      };
    } else if (!isAtLeast(workspace.world.daprVersion, known.since)) {
      yield {
        at: body.get('kind'),
        message: `${kind} needs Dapr ${known.since}; you lint for ${workspace.world.daprVersion}`,
        help: `upgrade Dapr to ${known.since}, or remove the object`,
      };
    } else if (!known.versions.includes(version) || apiVersion !== `dapr.io/${version}`) {
      const [only, ...others] = known.versions;
      yield {
        at: body.get('apiVersion'),
        message: `${kind} has no version ${quote(apiVersion.slice('dapr.io/'.length))}`,
        help: `write ${listed(known.versions.map((each) => `dapr.io/${each}`))}`,
        ...(others.length === 0 && {
          fix: { title: `Write dapr.io/${only}`, edits: [respell(body.get('apiVersion'), `dapr.io/${only}`)] },
        }),
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1
                    ^^^^^^^^^^ Component has no version "v1"
        kind: Component
        metadata:
          name: statestore
      `,
      fixed: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: statestore
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Components
              ^^^^^^^^^^ Components is no kind of dapr.io
        metadata:
          name: statestore
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: MCPServer
              ^^^^^^^^^ MCPServer needs Dapr 1.18; you lint for 1.17
        metadata:
          name: weather
      `,
      daprVersion: '1.17',
    },
    {
      good: yaml`
        apiVersion: dapr.io/v2alpha1
        kind: Subscription
        metadata:
          name: orders
        spec:
          pubsubname: messages
          topic: orders
          routes:
            default: /orders
        ---
        apiVersion: dapr.io/v1alpha1
        kind: ComponentList
        items: []
        ---
        apiVersion: dapr.io/v1alpha1
        kind: SubscriptionList
        items: null
        ---
        apiVersion: dapr.io/v1alpha1
        kind: "{{ .Values.kind }}"
        metadata:
          name: statestore
      `,
      because: 'only subscriptions have a second version, and a list of a kind is no kind of its own',
    },
  ],
});
