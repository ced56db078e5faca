import {
  allContainersOf,
  defineRule,
  harmlessCapabilities,
  type Problems,
  titleOfContainer,
  yaml,
} from '../../src/rule.ts';

export const excessivePrivileges = defineRule({
  id: 'excessive-privileges',
  severity: 'off',
  summary: 'Container beside a sidecar with rights over the node',
  why: 'A privileged container, or one with the capabilities of root, is not kept from the processes of others: it reads the certificate of the sidecar and the tokens in its memory, and those of all sidecars of the node.',
  source:
    'kubernetes api/core/v1/types.go SecurityContext; k8s.io/pod-security-admission v0.37.2 policy/check_privileged.go',
  docs: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  effect: 'insecure',
  securitySeverity: 6.8,
  presets: { production: 'warning' },
  each: 'app',

  *check(app): Problems {
    for (const container of allContainersOf(app.workload)) {
      const context = container.get('securityContext');
      const who = titleOfContainer(container);
      const [privileged, escalation] = [context.get('privileged'), context.get('allowPrivilegeEscalation')];
      if (privileged.boolean === true) {
        yield {
          at: privileged,
          message: `${who} of ${app.title} is privileged`,
          help: 'add the capability that it needs',
        };
        continue;
      }
      if (escalation.boolean === true)
        yield {
          at: escalation,
          message: `${who} of ${app.title} may gain more rights than it has`,
          help: 'set it to false',
        };
      for (const at of context.get('capabilities').get('add').items)
        if (at.text && at.resolved && !harmlessCapabilities.has(at.text.replace(/^CAP_/, '')))
          yield {
            at,
            message: `${who} of ${app.title} has the capability ${at.text}`,
            help: 'remove it where it is not needed',
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
              securityContext:
                privileged: true
                            ^^^^ container "orders" of app "orders" is privileged
            - name: capture
              image: shop/capture:1.4.0
              securityContext:
                capabilities:
                  add: [NET_BIND_SERVICE, NET_ADMIN]
                                          ^^^^^^^^^ container "capture" of app "orders" has the capability NET_ADMIN
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
                privileged: false
                capabilities: { drop: [ALL], add: [NET_BIND_SERVICE] }
      `,
      because: 'a low port is no right over the node',
    },
  ],
});
