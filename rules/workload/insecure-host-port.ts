import { containersOf, defineRule, type Problems, yaml } from '../../src/rule.ts';

export const insecureHostPort = defineRule({
  id: 'insecure-host-port',
  severity: 'off',
  summary: 'Port of an app is open on its node',
  why: 'Whoever reaches the node reaches the app past its sidecar: without mTLS, without access control, and without a token unless the app asks for it. A second pod does not fit on the node.',
  source: 'kubernetes api/core/v1/types.go ContainerPort HostPort',
  docs: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  effect: 'insecure',
  securitySeverity: 5.3,
  presets: { production: 'info', strict: 'warning' },
  each: 'app',

  *check(app): Problems {
    // In the network of the node all ports are, which is told already.
    if (app.workload.pod.get('hostNetwork').boolean === true) return;
    for (const container of containersOf(app.workload)) {
      for (const port of container.get('ports').items) {
        const at = port.get('hostPort');
        const isAppPort = port.get('containerPort').number === app.integer('app-port');
        if (!at.resolved || !at.number) continue;
        yield {
          at,
          message: isAppPort
            ? `port ${at.number} of the node leads to ${app.title} past its sidecar`
            : `${app.title} takes port ${at.number} of the node`,
          help: 'remove it, and let others call through their sidecars',
        };
      }
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
            dapr.io/app-port: "8080"
        spec:
          containers:
            - name: orders
              image: shop/orders:1.4.0
              ports:
                - containerPort: 8080
                  hostPort: 80
                            ^^ port 80 of the node leads to app "orders" past its sidecar
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
            dapr.io/app-port: "8080"
        spec:
          containers:
            - name: orders
              image: shop/orders:1.4.0
              ports:
                - { containerPort: 8080, hostPort: 0 }
      `,
      because: 'zero is no port of the node',
    },
  ],
});
