import { defineRule, entriesOfList, isListenAddress, listed, type Problems, quote, yaml } from '../../src/rule.ts';

export const invalidListenAddress = defineRule({
  id: 'invalid-listen-address',
  severity: 'error',
  summary: 'Sidecar can listen on none of its addresses',
  why: 'daprd puts its port behind each address, passes over those that it cannot listen on, and exits when none is left.',
  source: 'dapr v1.18.3 pkg/api/http/server.go:128, pkg/api/grpc/server.go:221',
  docs: 'https://docs.dapr.io/reference/arguments-annotations-overview/',
  effect: 'rejected',
  each: 'app',

  *check(app): Problems {
    const text = app.reads('sidecar-listen-addresses');
    if (text === undefined || (app.reads('unix-domain-socket-path') ?? '') !== '') return;
    // daprd does not trim them: a space is part of the name.
    const addresses = text.split(',');
    const unusable = addresses.filter((address) => !isListenAddress(address));
    if (unusable.length === 0 || unusable.length < addresses.length) return;
    yield {
      at: app.annotation('sidecar-listen-addresses'),
      message: `the sidecar cannot listen on ${listed(unusable.map(quote))}`,
      help: unusable.some((address) => /^[0-9a-fA-F:]+:[0-9a-fA-F:]*$/.test(address))
        ? 'put an IPv6 address in brackets: [::1]'
        : `write addresses alone, without ports or spaces${entriesOfList(text).length > 1 ? ', with commas between' : ''}`,
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
            dapr.io/sidecar-listen-addresses: "0.0.0.0:3500"
                                              ^^^^^^^^^^^^^^ the sidecar cannot listen on "0.0.0.0:3500"
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
            dapr.io/sidecar-listen-addresses: "::1"
                                              ^^^^^ the sidecar cannot listen on "::1"
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
            dapr.io/sidecar-listen-addresses: "[::1],127.0.0.1,::1"
      `,
      because: 'two of the three work, and that is enough to start',
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
            dapr.io/sidecar-listen-addresses: localhost
      `,
      because: 'a host name works as well',
    },
  ],
});
