import { defineRule, listed, type Problems, yaml } from '../../src/rule.ts';

export const missingEnabledAnnotation = defineRule({
  id: 'missing-enabled-annotation',
  severity: 'warning',
  summary: 'Annotations of Dapr without dapr.io/enabled',
  why: 'Without dapr.io/enabled the injector leaves the pod alone, whatever else is annotated.',
  source: 'dapr v1.18.3 pkg/injector/service/handler.go:201 podHasDaprEnabled',
  docs: 'https://docs.dapr.io/reference/arguments-annotations-overview/',
  effect: 'ignored',
  each: 'workload',

  *check({ annotations, outerAnnotations, resource }, { workspace }): Problems {
    // What is missing here may be in the object that this patches.
    if (resource.isPartial) return;
    // On the workload itself it is misplaced, and another rule says so.
    if ([annotations, ...outerAnnotations].some((each) => each.get('dapr.io/enabled').exists)) return;
    const idle = annotations.entries.filter(([name]) => {
      const definition = workspace.catalog.annotation(name);
      return definition?.appliesTo === 'Pod' && definition.readBy.includes('injector');
    });
    const [first] = idle;
    if (!first || annotations.get('dapr.io/control-plane').exists) return;
    yield {
      at: first[1].key,
      message: `${listed(
        idle.map(([name]) => name),
        3,
      )} ${idle.length === 1 ? 'has' : 'have'} no effect without dapr.io/enabled`,
      help: 'add dapr.io/enabled: "true"',
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/app-id: orders
            ^^^^^^^^^^^^^^ dapr.io/app-id and dapr.io/app-port have no effect without dapr.io/enabled
            dapr.io/app-port: "8080"
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "false"
            dapr.io/app-id: orders
      `,
      because: 'somebody has turned it off on purpose',
    },
  ],
});
