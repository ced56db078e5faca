import { allContainersOf, defineRule, listed, type Problems, titleOfContainer, yaml } from '../../src/rule.ts';

export const insecureRootUser = defineRule({
  id: 'insecure-root-user',
  severity: 'off',
  summary: 'App may run as root beside a sidecar that may not',
  why: 'The injector forbids the sidecar to run as root, and nothing forbids the app: whoever breaks out of its container is root on the node, with the keys of every sidecar there.',
  source:
    'dapr v1.18.3 pkg/injector/patcher/sidecar_container.go:237; kubernetes api/core/v1/types.go PodSecurityContext',
  docs: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  effect: 'insecure',
  securitySeverity: 4.3,
  covers: ['kubernetes-deployment-with-dapr.security-context'],
  presets: { production: 'info', strict: 'warning', 'todo-chatbot': 'error' },
  each: 'app',

  *check(app): Problems {
    const ofPod = app.workload.pod.get('securityContext');
    // What is missing here may be in the object that this patches; users of its own make root a nobody, and Windows has none.
    const hasOwnUsers = app.workload.pod.get('hostUsers').boolean === false;
    const isWindows = app.workload.pod.get('os').get('name').text === 'windows';
    if (app.resource.isPartial || !ofPod.resolved || hasOwnUsers || isWindows) return;
    const isRoot = allContainersOf(app.workload).filter((container) => {
      const own = container.get('securityContext');
      const nonRoot = own.get('runAsNonRoot').hasValue ? own.get('runAsNonRoot') : ofPod.get('runAsNonRoot');
      const user = own.get('runAsUser').hasValue ? own.get('runAsUser') : ofPod.get('runAsUser');
      const isOther = user.hasValue && user.number !== 0;
      return own.resolved && nonRoot.resolved && nonRoot.boolean !== true && !isOther;
    });
    const [first] = isRoot;
    if (!first) return;
    const own = first.get('securityContext').get('runAsUser');
    yield {
      at: own.hasValue ? own : first.get('name'),
      message: `${listed(isRoot.map(titleOfContainer))} of ${app.title} may run as root`,
      help: 'set runAsNonRoot: true in the securityContext of the pod',
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
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
        spec:
          securityContext:
            fsGroup: 2000
          containers:
            - name: orders
                    ^^^^^^ container "orders" of app "orders" may run as root
              image: shop/orders:1.4.0
            - name: proxy
              image: shop/proxy:1.4.0
              securityContext: { runAsUser: 1000 }
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
          securityContext:
            runAsNonRoot: true
          containers:
            - name: orders
              image: shop/orders:1.4.0
              securityContext: { allowPrivilegeEscalation: false }
      `,
      because: 'what the pod says holds for containers that say nothing',
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
          os: { name: windows }
          containers:
            - name: orders
              image: shop/orders:1.4.0
      `,
      because: 'Windows has no root',
    },
  ],
});
