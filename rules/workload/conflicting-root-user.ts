import {
  certificateDirectoryOf,
  defineRule,
  injectorSettings,
  isInjected,
  type Problems,
  titleOfContainer,
  yaml,
} from '../../src/rule.ts';

export const conflictingRootUser = defineRule({
  id: 'conflicting-root-user',
  severity: 'error',
  summary: 'Container that must not be root is to run as root',
  why: 'The injector gives the sidecar runAsNonRoot and no user of its own: it takes the one of the pod, and where that is 0, the kubelet does not start it.',
  source:
    'dapr v1.18.3 pkg/injector/patcher/sidecar_container.go:237; kubernetes v1.34.2 pkg/kubelet/kuberuntime/security_context_others.go verifyRunAsNonRoot',
  docs: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
  effect: 'rejected',
  covers: ['kubernetes-deployment-with-dapr.security-context'],
  each: 'app',

  *check(app, { workspace }): Problems {
    const { pod } = app.workload;
    const ofPod = pod.get('securityContext');
    // A container of Windows has no such user.
    if (app.resource.isPartial || !ofPod.resolved || pod.get('os').get('name').text === 'windows') return;
    const [userOfPod, nonRootOfPod] = [ofPod.get('runAsUser'), ofPod.get('runAsNonRoot')];
    const { runsAsNonRoot, hasUser } = injectorSettings(workspace);
    if (userOfPod.number === 0 && isInjected(app) && runsAsNonRoot && !hasUser && !certificateDirectoryOf(app))
      yield {
        at: userOfPod,
        message: `the sidecar of ${app.title} must not run as root, and has no other user than that of the pod: it is not started`,
        help: 'set the user of the container that needs root, and not of the pod',
      };
    for (const container of [...pod.get('initContainers').items, ...pod.get('containers').items]) {
      const context = container.get('securityContext');
      const [own, nonRoot] = [context.get('runAsUser'), context.get('runAsNonRoot')];
      const user = own.hasValue ? own : userOfPod;
      const isBarred = nonRoot.hasValue ? nonRoot : nonRootOfPod;
      if (!context.resolved || user.number !== 0 || isBarred.boolean !== true) continue;
      yield {
        at: user,
        message: `${titleOfContainer(container)} is to run as root, and must not: it is not started`,
        help: 'give it another user, or set runAsNonRoot to false for this container',
        related: [{ at: isBarred, message: 'it must not be root' }],
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
          securityContext:
            runAsUser: 0
                       ^ the sidecar of app "orders" must not run as root, and has no other user than that of the pod: it is not started
          containers:
            - name: orders
              image: shop/orders:1.4.0
      `,
    },
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
          securityContext:
            runAsNonRoot: true
                          ~~~~ it must not be root
          initContainers:
            - name: migration
              image: shop/migration:1.4.0
              securityContext:
                runAsUser: 0
                           ^ container "migration" is to run as root, and must not: it is not started
          containers:
            - name: orders
              image: shop/orders:1.4.0
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
              securityContext:
                runAsUser: 0
      `,
      because: 'the user of one container is not that of the sidecar',
    },
  ],
});
