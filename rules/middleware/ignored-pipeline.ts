import { appsTitle, defineRule, type Field, type Problems, sidecarsOf, workloadKinds, yaml } from '../../src/rule.ts';

const authentication = /^middleware\.http\.(?:bearer|oauth2|opa)$/;

const holdsAuthentication = (handlers: readonly Field<{ type: string }>[]): boolean =>
  handlers.some((handler) => authentication.test(handler.get('type').text ?? ''));

export const ignoredPipeline = defineRule({
  id: 'ignored-pipeline',
  severity: 'warning',
  summary: 'HTTP pipeline that gRPC passes by',
  why: 'Both pipelines are for HTTP: what daprd sends to an app with gRPC goes past appHttpPipeline, and what comes to the gRPC API of the sidecar goes past httpPipeline, authentication among it.',
  source:
    'dapr v1.18.3 pkg/runtime/channels/channels.go:142 Refresh, pkg/runtime/runtime.go:1094, pkg/api/grpc/server.go:294',
  docs: 'https://docs.dapr.io/operations/components/middleware/',
  effect: 'ignored',
  needs: ['HTTPEndpoint', workloadKinds],
  each: 'configuration',

  *check(configuration, { workspace }): Problems {
    const [api, toApp] = (['httpPipeline', 'appHttpPipeline'] as const).map((name) => configuration.spec.get(name));
    const [handlers = [], toAppHandlers = []] = [api, toApp].map((pipeline) => pipeline?.get('handlers').items);
    if (toAppHandlers.length === 0 && !holdsAuthentication(handlers)) return;
    const apps = workspace
      .appsWithConfiguration(configuration)
      .filter((app) => /^grpcs?$/i.test(app.reads('app-protocol') ?? ''));
    const [app] = apps;
    if (!app) return;
    const who = appsTitle(apps);
    const related = [{ at: app.annotation('app-protocol'), message: `${app.title} speaks gRPC` }];
    // Calls to HTTP endpoints pass it, whatever the app speaks.
    const callsEndpoints = apps.some((each) => workspace.daprResourcesFor(each, 'HTTPEndpoint').length > 0);
    if (toApp && toAppHandlers.length > 0 && !callsEndpoints)
      yield {
        at: toApp.key,
        message: `calls to ${who} do not pass this pipeline`,
        help: 'check in the app, or name another Configuration for it',
        related,
      };
    const open = apps.filter((each) => !each.annotation('api-token-secret').exists);
    if (api && holdsAuthentication(handlers) && open.length > 0)
      yield {
        at: api.key,
        message: `the gRPC API of ${sidecarsOf(open)} is open beside it`,
        help: 'set dapr.io/api-token-secret, or close what is not used with spec.api.allowed',
        related,
        atMost: 'info',
      };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: guarded
        spec:
          httpPipeline:
          ^^^^^^^^^^^^ the gRPC API of the sidecar of app "orders" is open beside it
            handlers:
              - name: tokens
                type: middleware.http.bearer
          appHttpPipeline:
          ^^^^^^^^^^^^^^^ calls to app "orders" do not pass this pipeline
            handlers:
              - name: policy
                type: middleware.http.opa
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/app-port: "9000"
            dapr.io/app-protocol: grpc
                                  ~~~~ app "orders" speaks gRPC
            dapr.io/config: guarded
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: guarded
        spec:
          httpPipeline:
            handlers:
              - name: limit
                type: middleware.http.ratelimit
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/app-port: "9000"
            dapr.io/app-protocol: grpc
            dapr.io/config: guarded
      `,
      because: 'what comes to the HTTP API of the sidecar passes this pipeline, whatever the app speaks',
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: guarded
        spec:
          appHttpPipeline:
            handlers:
              - name: policy
                type: middleware.http.opa
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/app-port: "9000"
            dapr.io/app-protocol: h2c
            dapr.io/config: guarded
      `,
      because: 'h2c is HTTP, too',
    },
  ],
});
