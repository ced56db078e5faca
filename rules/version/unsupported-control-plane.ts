import { daprVersions, defineRule, type Problems, versionOfImage, workloadKinds, yaml } from '../../src/rule.ts';

/** The current minor version and the two before it are supported. */
const supported = 3;

export const unsupportedControlPlane = defineRule({
  id: 'unsupported-control-plane',
  severity: 'warning',
  summary: 'Control plane is of a version that Dapr no longer supports',
  why: 'Dapr supports its newest minor version and the two before it: for older ones no fault is mended, and no hole in their security.',
  source: 'docs daprdocs/content/en/operations/support/support-release-policy.md, Introduction',
  docs: 'https://docs.dapr.io/operations/support/support-release-policy/',
  effect: 'fragile',
  needs: [workloadKinds],
  each: 'workspace',

  *check(_, { workspace }): Problems {
    const newest = versionOfImage(`dapr:${daprVersions.at(-1)}.0`);
    if (!newest) return;
    // One finding for all of it: they are upgraded together.
    const old = workspace.controlPlane.find(
      ({ version }) => version && version.major === newest.major && version.minor <= newest.minor - supported,
    );
    if (!old) return;
    yield {
      at: old.container.get('image'),
      message: `${old.name} is ${old.version?.text}: Dapr supports ${newest.major}.${newest.minor - supported + 1} to ${newest.major}.${newest.minor}`,
      help: 'upgrade Dapr, one minor version at a time',
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: dapr-operator, namespace: dapr-system, uid: 5d2f8a4e-0000-4000-8000-000000000001 }
        spec:
          template:
            spec:
              containers:
                - name: dapr-operator
                  image: docker.io/daprio/dapr:1.9.6
                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^ dapr-operator is 1.9.6: Dapr supports 1.16 to 1.18
      `,
    },
    {
      good: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: dapr-operator, namespace: dapr-system, uid: 5d2f8a4e-0000-4000-8000-000000000001 }
        spec:
          template:
            spec:
              containers:
                - { name: dapr-operator, image: "ghcr.io/dapr/operator:1.16.0" }
      `,
      because: 'the oldest of three versions is supported, too',
    },
    {
      good: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: dapr-operator, namespace: dapr-system }
        spec:
          template:
            spec:
              containers:
                - { name: dapr-operator, image: "ghcr.io/dapr/operator:1.9.6" }
      `,
      because: 'what a chart renders runs nowhere yet',
    },
  ],
});
