import { defineRule, type Field, type Problems, type Resource, workloadKinds, yaml } from '../../src/rule.ts';

const typeOf = (component: Resource): string | undefined =>
  (component.body as Field<{ spec: { type: string } }>).get('spec').get('type').text;

const isSame = (a: Resource, b: Resource): boolean => JSON.stringify(a.body.value) === JSON.stringify(b.body.value);

export const duplicateResource = defineRule({
  id: 'duplicate-resource',
  severity: 'error',
  summary: 'Object is written twice',
  why: 'Kind, namespace and name are all that tells objects apart: a Component has a name of its own whatever its type. kubectl makes one object of two, the last one applied; kustomize and Helm refuse them.',
  source:
    'apiserver v0.33.4 pkg/registry/generic/registry/store.go:280 NamespaceKeyFunc; dapr v1.18.3 pkg/runtime/compstore/components.go:46',
  docs: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
  effect: 'wrong',
  facts: ['component.name.duplicate'],
  needs: [workloadKinds],
  each: 'resource',

  *check(resource, { workspace }): Problems {
    if (resource.group !== 'dapr.io' && resource.kind !== 'Secret' && !workspace.appOf(resource)) return;
    const first = workspace.sameBefore(resource);
    const { metadata } = resource;
    if (!first || !metadata.get('name').resolved || !metadata.get('namespace').resolved) return;
    const [type, other] = [resource, first].map((each) => (each.kind === 'Component' ? typeOf(each) : undefined));
    const same = isSame(resource, first);
    const isCertain = workspace.isClosed || first.document.source === resource.document.source;
    // Files beside each other may be meant to be applied one or the other: a store of this type, or of that.
    const isChoice = type?.split('.')[0] === other?.split('.')[0];
    const certainty = isCertain ? (same ? 'warning' : 'error') : isChoice ? 'info' : 'warning';
    yield {
      at: resource,
      message:
        type !== other
          ? `${resource.title} is of type ${other} already: one of the two replaces the other`
          : same
            ? `${resource.title} is written twice, word for word`
            : `${resource.title} is written twice: the last one that is applied counts`,
      help: same ? 'remove one of the two' : 'give one of the two another name, or remove it',
      related: [{ at: first, message: 'the other one' }],
      atMost: certainty,
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: redis
                ~~~~~ the other one
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: redisHost
              value: redis.shop.svc:6379
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: redis
                ^^^^^ Component "redis" is of type state.redis already: one of the two replaces the other
        spec:
          type: pubsub.redis
          version: v1
          metadata:
            - name: redisHost
              value: redis.shop.svc:6379
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: tracing
                ~~~~~~~ the other one
        spec:
          tracing: { samplingRate: "1", stdout: true }
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: tracing
                ^^^^^^^ Configuration "tracing" is written twice: the last one that is applied counts
        spec:
          tracing: { samplingRate: "0.1", stdout: true }
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: redis
          namespace: shop
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: redisHost
              value: redis.shop.svc:6379
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: redis
          namespace: bank
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: redisHost
              value: redis.bank.svc:6379
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata:
          name: redis
          namespace: shop
        spec:
          policies:
            timeouts: { general: 5s }
          targets:
            components:
              redis: { outbound: { timeout: general } }
      `,
      because: 'a name is taken once for each kind and namespace',
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: \${NAME}
        spec:
          type: state.in-memory
          version: v1
          metadata: []
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: \${NAME}
        spec:
          type: state.in-memory
          version: v1
          metadata: []
      `,
      because: 'a placeholder may be filled in with a different name each time',
    },
  ],
});
