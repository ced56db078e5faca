import { closest, defineRule, didYouMean, type Problems, quote, respelling, yaml } from '../../src/rule.ts';

const protocols = ['http', 'https', 'grpc', 'grpcs', 'h2c'];

export const invalidAppProtocol = defineRule({
  id: 'invalid-app-protocol',
  severity: 'error',
  summary: 'No such app protocol',
  why: 'The injector passes any text on; daprd exits when it does not know the protocol.',
  source: 'dapr v1.18.3 pkg/runtime/config.go:489',
  docs: 'https://docs.dapr.io/reference/arguments-annotations-overview/',
  effect: 'rejected',
  covers: ['service-invocation.configuration.protocol'],
  facts: ['inj.protocol'],
  each: 'app',

  *check(app): Problems {
    const protocol = app.annotation('app-protocol');
    const text = app.reads('app-protocol');
    // An empty text means http.
    if (!text || protocols.includes(text.toLowerCase())) return;
    const likely = closest(text, protocols);
    yield {
      at: protocol,
      message: `dapr.io/app-protocol is ${quote(text)}, which daprd refuses`,
      help: didYouMean(likely, 'write http, https, grpc, grpcs or h2c'),
      ...respelling(protocol, likely),
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
            dapr.io/app-protocol: http2
                                  ^^^^^ dapr.io/app-protocol is "http2", which daprd refuses
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
            dapr.io/app-protocol: "httpss"
                                  ^^^^^^^^ dapr.io/app-protocol is "httpss", which daprd refuses
      `,
      fixed: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/app-protocol: "https"
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
            dapr.io/app-protocol: gRPC
      `,
      because: 'letter case does not matter',
    },
  ],
});
