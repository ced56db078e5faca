import { type App, defineRule, type Field, type Problems, yaml } from '../../src/rule.ts';

/** What a name of a port says of the protocol; that of gRPC for the web is HTTP. */
const protocolOf = (name: string): 'grpc' | 'http' | undefined => {
  const words = name.split('-');
  const isGrpc = words.includes('grpc') && !words.includes('web');
  const isHttp = words.includes('http') || words.includes('https');
  return isGrpc === isHttp ? undefined : isGrpc ? 'grpc' : 'http';
};

/** The names that containers give to a port. */
const namesOf = (app: App, port: number): readonly Field<string>[] =>
  app.workload.pod
    .get('containers')
    .items.flatMap((container) => container.get('ports').items)
    .filter((declared) => declared.get('containerPort').number === port && declared.get('name').text !== undefined)
    .map((declared) => declared.get('name'));

export const conflictingAppProtocol = defineRule({
  id: 'conflicting-app-protocol',
  severity: 'info',
  summary: 'App protocol is none that the port is named for',
  why: 'daprd calls the app in one protocol, HTTP unless told: an app that serves the other one answers no call of it.',
  source: 'dapr v1.18.3 pkg/runtime/config.go:489, pkg/injector/patcher/sidecar.go:66',
  docs: 'https://docs.dapr.io/reference/arguments-annotations-overview/',
  effect: 'wrong',
  covers: ['service-invocation.configuration.protocol'],
  each: 'app',

  *check(app): Problems {
    // What is missing here may be in the object that this patches.
    if (app.resource.isPartial) return;
    const port = app.integer('app-port');
    const written = app.annotation('app-protocol');
    if (port === undefined || (written.exists && !written.resolved)) return;
    const protocol = (app.reads('app-protocol') || 'http').toLowerCase();
    const spoken = protocol.startsWith('grpc') ? 'grpc' : 'http';
    const names = namesOf(app, port);
    const other = names.find((name) => (protocolOf(name.text ?? '') ?? spoken) !== spoken);
    const isUsual = port === 50051 && names.length === 0 && !written.exists;
    if (!other && !isUsual) return;
    const meant = spoken === 'http' ? 'grpc' : 'http';
    const speaks = `daprd speaks ${written.exists ? protocol : 'HTTP'} to it`;
    yield {
      at: written.exists ? written : app.annotation('app-port'),
      message: other
        ? `port ${port} of ${app.title} is named ${other.text}, and ${speaks}`
        : `port ${port} is the usual one of gRPC, and ${speaks}`,
      help: `set dapr.io/app-protocol to ${meant} if that is what the app serves`,
      ...(other && { related: [{ at: other, message: 'the port' }] }),
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
            dapr.io/app-port: "5000"
                              ^^^^^^ port 5000 of app "orders" is named grpc, and daprd speaks HTTP to it
        spec:
          containers:
            - name: orders
              ports:
                - { name: grpc, containerPort: 5000 }
                          ~~~~ the port
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
            dapr.io/app-port: "50051"
                              ^^^^^^^ port 50051 is the usual one of gRPC, and daprd speaks HTTP to it
        spec:
          containers:
            - name: orders
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
            dapr.io/app-port: "8080"
            dapr.io/app-protocol: grpc
                                  ^^^^ port 8080 of app "orders" is named http-api, and daprd speaks grpc to it
        spec:
          containers:
            - name: orders
              ports:
                - { name: http-api, containerPort: 8080 }
                          ~~~~~~~~ the port
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
                - { name: grpc, containerPort: 50051 }
                - { name: grpc-web, containerPort: 8080 }
      `,
      because: 'Dapr calls another port than that of gRPC, and gRPC for the web is HTTP',
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
            dapr.io/app-protocol: http
        spec:
          containers:
            - name: orders
      `,
      because: 'the number of a port proves nothing to somebody who has said what the app serves',
    },
  ],
});
