import { defineRule, isLoopback, type Problems, quote, yaml } from '../../src/rule.ts';

/** All addresses of a machine: who connects to them stays on it. */
const isAnyAddress = (address: string): boolean => /^(?:0\.0\.0\.0|\[?::\]?)$/.test(address);

export const insecureAppChannel = defineRule({
  id: 'insecure-app-channel',
  severity: 'warning',
  summary: 'Sidecar talks to an app that is elsewhere, in the clear',
  why: 'Between sidecar and app there is no mTLS. With an address that is not of the pod, calls and the token of the app cross the network; over https and grpcs the certificate of the app is not verified either.',
  source:
    'dapr v1.18.3 pkg/injector/patcher/sidecar_container.go:107, pkg/runtime/channels/channels.go:345, pkg/api/grpc/manager/manager.go:163',
  docs: 'https://docs.dapr.io/reference/arguments-annotations-overview/',
  effect: 'insecure',
  securitySeverity: 5.9,
  covers: ['encryption.data-in-transit'],
  each: 'app',

  *check(app): Problems {
    const address = app.reads('app-channel-address');
    if (!address || isLoopback(address) || isAnyAddress(address)) return;
    const protocol = app.reads('app-protocol') || 'http';
    if (!app.annotation('app-protocol').resolved && app.annotation('app-protocol').exists) return;
    const isEncrypted = /^(?:https|grpcs)$/.test(protocol);
    yield {
      at: app.annotation('app-channel-address'),
      message: isEncrypted
        ? `the sidecar of ${app.title} reaches ${quote(address)} without verifying it`
        : `the sidecar of ${app.title} reaches ${quote(address)} in the clear`,
      help: 'have the app listen on 127.0.0.1, and remove the annotation',
      ...(isEncrypted && { atMost: 'info' as const }),
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
            dapr.io/app-port: "8080"
            dapr.io/app-channel-address: orders.legacy.svc
                                         ^^^^^^^^^^^^^^^^^ the sidecar of app "orders" reaches "orders.legacy.svc" in the clear
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
            dapr.io/app-port: "8443"
            dapr.io/app-protocol: https
            dapr.io/app-channel-address: orders.example.com
                                         ^^^^^^^^^^^^^^^^^^ the sidecar of app "orders" reaches "orders.example.com" without verifying it
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
            dapr.io/app-channel-address: "::1"
      `,
      because: 'the loopback address of IPv6 is of the pod itself',
    },
  ],
});
