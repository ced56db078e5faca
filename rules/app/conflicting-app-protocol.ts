import { defineRule, type Problems, quote, yaml } from '../../src/rule.ts';

const isGrpcName = (name: string): boolean => /^(?:[a-z0-9]+-)?grpcs?(?:-[a-z0-9]+)?$/.test(name);

export const conflictingAppProtocol = defineRule({
  id: 'conflicting-app-protocol',
  severity: 'warning',
  summary: 'App-port is named after another protocol than the app-protocol',
  why: 'daprd speaks HTTP to the app unless dapr.io/app-protocol says otherwise: an app that serves gRPC there gets no messages, calls or configuration of its subscriptions.',
  source: 'dapr v1.18.3 pkg/runtime/config.go:489, pkg/runtime/channels/channels.go:142 Refresh',
  docs: 'https://docs.dapr.io/reference/arguments-annotations-overview/',
  effect: 'wrong',
  covers: ['service-invocation.configuration.protocol'],
  each: 'app',

  *check(app): Problems {
    const port = app.integer('app-port');
    const annotation = app.annotation('app-protocol');
    if (port === undefined || !annotation.resolved || app.resource.isPartial) return;
    const protocol = (app.reads('app-protocol') || 'http').toLowerCase();
    const ports = app.workload.pod
      .get('containers')
      .items.flatMap((container) => container.get('ports').items)
      .filter((each) => each.get('containerPort').number === port);
    const name = ports.length === 1 ? ports[0]?.get('name') : undefined;
    if (!name?.text || !name.resolved) return;
    const isGrpc = isGrpcName(name.text);
    const isHttp = /^https?$/.test(name.text);
    if (!(isGrpc && /^https?$/.test(protocol)) && !(isHttp && /^grpcs?$/.test(protocol))) return;
    yield {
      at: annotation.exists ? annotation : app.annotation('app-port'),
      message: `daprd speaks ${protocol} to port ${port}, which is named ${quote(name.text)}`,
      help: isGrpc ? 'set dapr.io/app-protocol: grpc' : 'rename the port, or set dapr.io/app-protocol: http',
      related: [{ at: name, message: 'the name of the port' }],
      // Many templates call every port http.
      ...(isHttp && { atMost: 'info' as const }),
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
            dapr.io/app-port: "50051"
                              ^^^^^^^ daprd speaks http to port 50051, which is named "grpc"
        spec:
          containers:
            - name: orders
              ports:
                - name: grpc
                        ~~~~ the name of the port
                  containerPort: 50051
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
              ports:
                - name: http
                  containerPort: 8080
                - name: grpc
                  containerPort: 50051
      `,
      because: 'the port with the other name is none that daprd speaks to',
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
            dapr.io/app-port: "50051"
            dapr.io/app-protocol: h2c
        spec:
          containers:
            - name: orders
              ports:
                - name: grpc
                  containerPort: 50051
      `,
      because: 'one port may serve both over h2c',
    },
  ],
});
