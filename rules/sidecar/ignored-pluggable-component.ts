import { closest, defineRule, didYouMean, type Problems, quote, yaml } from '../../src/rule.ts';

export const ignoredPluggableComponent = defineRule({
  id: 'ignored-pluggable-component',
  severity: 'warning',
  summary: 'Pluggable component is no container of the pod',
  why: 'The injector mounts the sockets into the containers of these names, and takes them as they stand between the commas, with their spaces; for another name nothing happens.',
  source: 'dapr v1.18.3 pkg/injector/patcher/sidecar_components.go:33 splitContainers',
  docs: 'https://docs.dapr.io/operations/components/pluggable-components-registration/',
  effect: 'ignored',
  facts: ['inj.pluggable.spaces'],
  each: 'app',

  *check(app): Problems {
    // What is missing here may be in the object that this patches.
    if (app.resource.isPartial) return;
    const containers = app.workload.pod
      .get('containers')
      .items.map((container) => container.get('name').text)
      .filter((name) => name !== undefined);
    if (containers.length === 0) return;
    let from = 0;
    for (const name of (app.reads('pluggable-components') ?? '').split(',')) {
      const to = from + name.length;
      if (name !== '' && !containers.includes(name)) {
        const isSpaced = containers.includes(name.trim());
        yield {
          at: app.annotation('pluggable-components').part(from, to),
          message: isSpaced
            ? `${quote(name)} is no container: the space counts`
            : `the pod has no container ${quote(name)}`,
          help: isSpaced ? 'remove the space' : didYouMean(closest(name, containers), 'name a container of the pod'),
        };
      }
      from = to + 1;
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
            dapr.io/pluggable-components: redis, memory
                                                ^^^^^^^ " memory" is no container: the space counts
        spec:
          containers:
            - name: orders
            - name: redis
            - name: memory
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
            dapr.io/pluggable-components: redis,memory
        spec:
          containers:
            - name: orders
            - name: redis
            - name: memory
      `,
      because: 'a container may come after the ones of the app',
    },
  ],
});
