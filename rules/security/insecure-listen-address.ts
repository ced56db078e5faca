import { defineRule, type Problems, yaml } from '../../src/rule.ts';

const everywhere = /^(?:|0\.0\.0\.0|\[::\]|\[0:0:0:0:0:0:0:0\])$/;

export const insecureListenAddress = defineRule({
  id: 'insecure-listen-address',
  severity: 'warning',
  summary: 'Dapr API is open to the network of the pods',
  why: 'By default only the pod itself reaches the API of its sidecar. Beyond that, whoever reaches the pod can use its components with its rights; an API token is the least that stands in the way.',
  source: 'dapr v1.18.3 pkg/injector/patcher/sidecar.go:95; pkg/api/http/server.go:128',
  docs: 'https://docs.dapr.io/operations/security/api-token/',
  effect: 'insecure',
  securitySeverity: 7.1,
  each: 'app',

  *check(app): Problems {
    const text = app.reads('sidecar-listen-addresses');
    if (text === undefined || !text.split(',').some((address) => everywhere.test(address))) return;
    if (app.reads('unix-domain-socket-path')) return;
    const hasToken = (app.reads('api-token-secret') ?? '') !== '';
    yield {
      at: app.annotation('sidecar-listen-addresses'),
      message: `the API of ${app.title} is open to every pod of the cluster${hasToken ? '' : ', without a token'}`,
      help: hasToken
        ? 'keep others out with a NetworkPolicy'
        : 'leave the annotation out, or add dapr.io/api-token-secret',
      ...(hasToken && { atMost: 'info' as const }),
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
            dapr.io/sidecar-listen-addresses: 0.0.0.0
                                              ^^^^^^^ the API of app "orders" is open to every pod of the cluster, without a token
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
            dapr.io/sidecar-listen-addresses: ""
                                              ^^ the API of app "orders" is open to every pod of the cluster, without a token
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
            dapr.io/sidecar-listen-addresses: 127.0.0.1
      `,
      because: 'only the pod itself reaches it there',
    },
  ],
});
