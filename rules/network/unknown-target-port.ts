import {
  defineRule,
  type Field,
  listed,
  mayListenOn,
  type Problems,
  portsOfContainers,
  quote,
  yaml,
} from '../../src/rule.ts';

interface ServiceShape {
  spec: { ports?: { port: number; targetPort?: number | string; protocol?: string }[] };
}

export const unknownTargetPort = defineRule({
  id: 'unknown-target-port',
  severity: 'warning',
  summary: 'Service sends requests to a port that an app does not have',
  why: 'A targetPort is the number that a container listens on, or the name of a port that one declares, the sidecar among them. Where no container has the name, the Service has no endpoint for the port.',
  source:
    'kubernetes v1.33.4 pkg/api/v1/pod/util.go FindPort; dapr v1.18.3 pkg/injector/patcher/sidecar_container.go:42',
  docs: 'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
  effect: 'wrong',
  needs: ['CronJob', 'DaemonSet', 'Deployment', 'Job', 'Pod', 'ReplicaSet', 'Rollout', 'StatefulSet'],
  each: 'resource',

  *check(service, { workspace }): Problems {
    if (service.kind !== 'Service' || service.group !== '') return;
    // Where the same labels are on several, the port may be that of another.
    const [pod, another] = workspace.network.podsOf(service).certain;
    const app = another ? undefined : pod?.app;
    if (!app || app.resource.isPartial || app.workload.pod.get('containers').items.length === 0) return;
    for (const written of (service.body as Field as Field<ServiceShape>).get('spec').get('ports').items) {
      const target = written.get('targetPort');
      const at: Field = target.hasValue ? target : written.get('port');
      if (!at.resolved || (written.get('protocol').text ?? 'TCP') !== 'TCP') continue;
      if (workspace.doors.hasPort(app, at) === false) {
        yield {
          at,
          message: `no container of ${app.title} has a port named ${quote(at.text ?? '')}: the Service sends requests nowhere`,
          help: 'name a port of the container',
          related: [{ at: app, message: 'the app' }],
        };
        continue;
      }
      const port = at.number;
      if (port === undefined || port === app.integer('app-port') || mayListenOn(app.workload, port)) continue;
      if (workspace.doors.isOfSidecar(app, port)) continue;
      const declared = portsOfContainers(app.workload);
      yield {
        at,
        message: `no container of ${app.title} declares port ${port}, only ${listed(declared.map(({ number }) => String(number)))}`,
        help: 'name the port that the app listens on',
        related: declared.slice(0, 1).map((place) => ({ at: place, message: 'the port of the container' })),
        // A container may listen on more ports than it declares.
        atMost: 'info',
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
        spec:
          selector: { matchLabels: { app: orders } }
          template:
            metadata:
              labels: { app: orders }
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
                                ~~~~~~ the app
                dapr.io/app-port: "8080"
            spec:
              containers:
                - name: orders
                  image: orders:1
                  ports:
                    - name: web
                      containerPort: 8080
                                     ~~~~ the port of the container
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: orders
        spec:
          selector: { app: orders }
          ports:
            - name: http
              port: 80
              targetPort: http
                          ^^^^ no container of app "orders" has a port named "http": the Service sends requests nowhere
            - name: old
              port: 81
              targetPort: 8081
                          ^^^^ no container of app "orders" declares port 8081, only 8080
      `,
    },
    {
      good: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: orders
        spec:
          selector: { matchLabels: { app: orders } }
          template:
            metadata:
              labels: { app: orders }
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
            spec:
              containers:
                - name: orders
                  image: orders:1
                  ports:
                    - name: web
                      containerPort: 8080
                  env:
                    - name: ADMIN_ADDRESS
                      value: ":9000"
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: orders
        spec:
          selector: { app: orders }
          ports:
            - { name: http, port: 80, targetPort: web }
            - { name: metrics, port: 9090, targetPort: dapr-metrics }
            - { name: numbers, port: 9090 }
            - { name: admin, port: 9000 }
      `,
      because: 'the sidecar that is injected has ports with names, and an app may listen on what it does not declare',
    },
  ],
});
