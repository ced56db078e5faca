import { defineRule, type Problems, replace, yaml } from '../../src/rule.ts';

export const unquotedAnnotation = defineRule({
  id: 'unquoted-annotation',
  severity: 'error',
  summary: 'Dapr annotation is not a string',
  why: 'Kubernetes accepts only strings as annotation values and refuses the whole manifest.',
  source: 'Kubernetes ObjectMeta.annotations is map[string]string',
  docs: 'https://docs.dapr.io/reference/arguments-annotations-overview/',
  effect: 'rejected',
  covers: ['annotation-requirements.annotations'],
  each: 'workload',

  *check(workload): Problems {
    // Pods without Dapr are for other linters.
    if (!workload.annotations.entries.some(([name]) => name.startsWith('dapr.io/'))) return;
    const { template, resource, outerAnnotations } = workload;
    const labels = [template.get('metadata'), ...(workload.kind === 'Pod' ? [] : [resource.metadata])];
    const entries = [workload.annotations, ...outerAnnotations, ...labels.map((each) => each.get('labels'))].flatMap(
      (map, index) => map.entries.map(([name, field]) => [name, field, index > outerAnnotations.length] as const),
    );
    for (const [name, annotation, isLabel] of entries) {
      const type = annotation.isMap ? 'map' : annotation.isList ? 'list' : typeof annotation.value;
      if (type === 'string' || !annotation.hasValue) continue;
      const text = annotation.boolean === undefined ? annotation.written : String(annotation.boolean);
      yield {
        at: annotation,
        message: `${name} is a ${type}; ${isLabel ? 'labels' : 'annotations'} must be strings`,
        help: 'put it in quotes',
        ...(text !== undefined && { fix: { title: 'Quote the value', edits: [replace(annotation, `"${text}"`)] } }),
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
            dapr.io/enabled: true
                             ^^^^ dapr.io/enabled is a boolean; annotations must be strings
            dapr.io/app-id: orders
            dapr.io/app-port: 8080
                              ^^^^ dapr.io/app-port is a number; annotations must be strings
      `,
      fixed: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/app-port: "8080"
      `,
    },
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: orders
          labels: { tier: 2 }
                          ^ tier is a number; labels must be strings
        spec:
          template:
            metadata:
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
                prometheus.io/port: 9090
                                    ^^^^ prometheus.io/port is a number; annotations must be strings
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: 'true'
            dapr.io/app-id: orders
            dapr.io/block-shutdown-duration: 10s
      `,
      because: '10s needs no quotes: it is a string as it stands',
    },
  ],
});
