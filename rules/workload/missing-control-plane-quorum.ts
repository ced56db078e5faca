import { defineRule, type Field, type Problems, workloadKinds, yaml } from '../../src/rule.ts';

/** The flags with the members that are to elect a leader; that of the scheduler had the shorter name at first. */
const flags = ['--initial-cluster', '--etcd-initial-cluster'];

/** The value of a flag; undefined where it is not written. */
const flagIn = (words: readonly string[], flag: string): string | undefined => {
  const at = words.findIndex((word) => word === flag || word.startsWith(`${flag}=`));
  return words[at] === flag ? words[at + 1] : words[at]?.slice(flag.length + 1);
};

export const missingControlPlaneQuorum = defineRule({
  id: 'missing-control-plane-quorum',
  severity: 'error',
  summary: 'Placement or scheduler has too few replicas to elect a leader',
  why: 'More than half of the members that it was started with have to run. With fewer there is no leader: placement tells no sidecar where an actor is, and the scheduler keeps no job and no reminder.',
  source:
    'dapr v1.18.3 charts/dapr/charts/dapr_scheduler/templates/dapr_scheduler_statefulset.yaml:146, charts/dapr/charts/dapr_placement/templates/dapr_placement_statefulset.yaml:138',
  docs: 'https://docs.dapr.io/concepts/dapr-services/scheduler/',
  effect: 'wrong',
  needs: [workloadKinds],
  each: 'workspace',

  *check(_, { workspace }): Problems {
    for (const { name, workload, container } of workspace.controlPlane) {
      const words = ['command', 'args'].flatMap((list) =>
        (container.get(list).items as readonly Field[]).map(({ text = '' }) => text),
      );
      const [given] = flags.flatMap((flag) => flagIn(words, flag) ?? []);
      const members = given?.split(',').length ?? 1;
      const replicas = (workload.resource.body as Field).get('spec').get('replicas');
      const count = replicas.number ?? 1;
      // Turned off is turned off; and etcd may run elsewhere.
      if (count === 0 || flagIn(words, '--etcd-embed') === 'false' || count > members / 2) continue;
      yield {
        at: replicas,
        message: `${name} has ${count === 1 ? 'one replica' : `${count} replicas`} of ${members} members: it elects no leader`,
        help: `set replicas to ${members}`,
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: dapr-scheduler-server, namespace: dapr-system, uid: 5d2f8a4e-0000-4000-8000-000000000001 }
        spec:
          replicas: 1
                    ^ dapr-scheduler-server has one replica of 3 members: it elects no leader
          template:
            spec:
              containers:
                - name: dapr-scheduler-server
                  image: ghcr.io/dapr/scheduler:1.18.3
                  command: [/scheduler]
                  args:
                    - --etcd-initial-cluster
                    - dapr-scheduler-server-0=https://a:2380,dapr-scheduler-server-1=https://b:2380,dapr-scheduler-server-2=https://c:2380
                    - --etcd-embed=true
      `,
    },
    {
      good: yaml`
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: dapr-placement-server, namespace: dapr-system, uid: 5d2f8a4e-0000-4000-8000-000000000001 }
        spec:
          replicas: 1
          template:
            spec:
              containers:
                - name: dapr-placement-server
                  image: ghcr.io/dapr/placement:1.18.3
                  command: [/placement]
                  args: [--log-level, info]
      `,
      because: 'alone it needs nobody to elect it',
    },
  ],
});
