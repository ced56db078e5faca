import {
  containerLimits,
  containersOf,
  defineRule,
  type Field,
  listed,
  type Problems,
  titleOfContainer,
  yaml,
} from '../../src/rule.ts';

export const missingAppResources = defineRule({
  id: 'missing-app-resources',
  severity: 'off',
  summary: 'App beside a sidecar has no resource requests or limits',
  why: 'Whatever the sidecar is given, an app that asks for nothing and is limited by nothing takes the memory of the node, and the sidecar goes with its pod. An autoscaler on CPU counts all containers, and computes nothing where one has no request.',
  source: 'kubernetes v1.34.2 pkg/controller/podautoscaler/replica_calculator.go calculatePodRequestsFromContainers',
  docs: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
  effect: 'fragile',
  presets: { strict: 'warning' },
  needs: ['LimitRange'],
  each: 'app',
  options: {
    required: {
      type: 'array',
      items: { type: 'string' },
      default: ['requests.cpu', 'requests.memory', 'limits.memory'],
      description: 'Which of requests.cpu, requests.memory, limits.cpu and limits.memory containers have to set.',
    },
  },

  *check(app, { workspace, options }): Problems {
    // What is missing here may be in the object that this patches, or come from the namespace.
    if (app.resource.isPartial || containerLimits(app, workspace, true).length > 0) return;
    // Those of the pod are for all of its containers.
    if ((app.workload.pod as Field).get('resources').exists) return;
    for (const container of containersOf(app.workload)) {
      const resources = container.get('resources');
      const [requests, limits] = [resources.get('requests'), resources.get('limits')];
      if (![resources, requests, limits].every(({ resolved }) => resolved)) continue;
      const has = (bound: string, name: string): boolean =>
        // A limit is the request as well, where there is no other.
        limits.get(name).hasValue || (bound === 'requests' && requests.get(name).hasValue);
      const missing = options.required.filter((each) => {
        const [bound = '', name = ''] = each.split('.');
        return !has(bound, name);
      });
      if (missing.length === 0) continue;
      yield {
        at: resources.isMap && resources.entries.length > 0 ? resources.key : container.get('name'),
        message: `${titleOfContainer(container)} of ${app.title} sets no ${listed(missing.map((each) => `resources.${each}`))}`,
        help: 'set what it needs, beside what its sidecar is given',
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
        spec:
          containers:
            - name: orders
              image: shop/orders:1.4.0
              resources:
              ^^^^^^^^^ container "orders" of app "orders" sets no resources.requests.memory and resources.limits.memory
                requests: { cpu: 100m }
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
        spec:
          containers:
            - name: orders
              image: shop/orders:1.4.0
              resources:
                limits: { cpu: 500m, memory: 256Mi }
        ---
        apiVersion: v1
        kind: LimitRange
        metadata:
          name: defaults
          namespace: elsewhere
        spec:
          limits: []
      `,
      because: 'a limit is the request as well, where there is no other',
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
        spec:
          resources:
            requests: { cpu: 500m, memory: 256Mi }
            limits: { memory: 256Mi }
          containers:
            - name: orders
              image: shop/orders:1.4.0
      `,
      because: 'the resources of a pod are shared by its containers',
    },
  ],
});
