import { defineRule, listed, type Problems, yaml } from '../../src/rule.ts';

export const misplacedAnnotation = defineRule({
  id: 'misplaced-annotation',
  severity: 'error',
  summary: 'Dapr annotation is not on the pod template',
  why: 'The injector reads the annotations of pods only: on the workload itself, or written as labels, they have no effect and no sidecar appears.',
  source: 'dapr v1.18.3 pkg/injector/patcher/sidecar.go SetFromPodAnnotations',
  docs: 'https://docs.dapr.io/operations/hosting/kubernetes/kubernetes-overview/#adding-dapr-to-a-kubernetes-deployment',
  effect: 'ignored',
  covers: ['annotation-requirements.annotations', 'kubernetes-deployment-with-dapr.sidecar-injection'],
  facts: ['inj.annotation.place'],
  each: 'workload',

  *check(workload, { workspace }): Problems {
    const isForPods = (name: string): boolean =>
      workspace.catalog.annotation(name) !== undefined && !workload.annotations.get(name).exists;
    for (const annotations of workload.outerAnnotations) {
      const misplaced = annotations.entries.filter(([name]) => isForPods(name));
      const [first] = misplaced;
      if (!first) continue;
      const names = listed(
        misplaced.map(([name]) => name),
        3,
      );
      yield {
        at: first[1].key,
        message: `${names} ${misplaced.length === 1 ? 'is' : 'are'} on the ${workload.kind}, not on its pod template`,
        help: `move ${misplaced.length === 1 ? 'it' : 'them'} to the annotations of the pod template`,
      };
    }
    for (const [name, annotation] of workload.annotations.entries)
      if (workspace.catalog.annotation(name)?.appliesTo === 'Component')
        yield {
          at: annotation.key,
          message: `${name} is for Components; the injector does not read it from a pod`,
          help: 'move it to the annotations of the Component',
        };
    const labels = workload.template.get('metadata').get('labels');
    if (labels.get('dapr.io/sidecar-injected').exists) return;
    for (const [name, label] of labels.entries) {
      // The injector labels pods with the app-id, and people select by it.
      if (name === 'dapr.io/app-id' || !isForPods(name)) continue;
      yield {
        at: label.key,
        message: `${name} is a label; Dapr reads annotations`,
        help: 'move it to the annotations of the pod template',
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            ^^^^^^^^^^^^^^^ dapr.io/enabled, dapr.io/app-id and dapr.io/app-port are on the Deployment, not on its pod template
            dapr.io/app-id: orders
            dapr.io/app-port: "8080"
        spec:
          template:
            metadata:
              labels: { app: orders }
      `,
    },
    {
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          jobTemplate:
            spec:
              template:
                metadata:
                  labels:
                    dapr.io/enabled: "true"
                    ^^^^^^^^^^^^^^^ dapr.io/enabled is a label; Dapr reads annotations
      `,
    },
    {
      good: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/team: payments
        spec:
          template:
            metadata:
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
      `,
      because: 'what is on the template as well works, and dapr.io/team is none of the annotations that Dapr reads',
    },
  ],
});
