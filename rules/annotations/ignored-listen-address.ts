import { defineRule, isListenAddress, type Problems, quote, yaml } from '../../src/rule.ts';

export const ignoredListenAddress = defineRule({
  id: 'ignored-listen-address',
  severity: 'warning',
  summary: 'Sidecar passes over a listen address',
  why: 'daprd logs an address that it cannot listen on, and goes on with the others.',
  source: 'dapr v1.18.3 pkg/api/http/server.go:132, pkg/api/grpc/server.go:225',
  docs: 'https://docs.dapr.io/reference/arguments-annotations-overview/',
  effect: 'ignored',
  each: 'app',

  *check(app): Problems {
    const addresses = (app.reads('sidecar-listen-addresses') ?? '').split(',');
    if (app.reads('unix-domain-socket-path') || !addresses.some(isListenAddress)) return;
    let from = 0;
    for (const address of addresses) {
      const to = from + address.length;
      if (!isListenAddress(address))
        yield {
          at: app.annotation('sidecar-listen-addresses').part(from, to),
          message: `the sidecar cannot listen on ${quote(address)}`,
          help:
            address.trim() === address
              ? 'write an address without a port, an IPv6 one in brackets'
              : 'remove the space',
        };
      from = to + 1;
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
            dapr.io/sidecar-listen-addresses: 127.0.0.1, 10.1.0.4
                                                        ^^^^^^^^^ the sidecar cannot listen on " 10.1.0.4"
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
            dapr.io/sidecar-listen-addresses: "[::1],127.0.0.1"
      `,
      because: 'that is the default',
    },
  ],
});
