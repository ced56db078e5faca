import { defineRule, meshOf, type Problems, yaml } from '../../src/rule.ts';

export const conflictingServiceMesh = defineRule({
  id: 'conflicting-service-mesh',
  severity: 'off',
  summary: 'Calls between sidecars are encrypted twice',
  why: 'The proxy of a mesh takes the calls that sidecars have encrypted already, and can neither read nor route them; each call pays for two handshakes and two proxies. The docs of Dapr say to let one of the two do it.',
  source: 'dapr docs concepts/faq/service-mesh; dapr v1.18.3 pkg/injector/service/pod_patch.go mTLSEnabled',
  docs: 'https://docs.dapr.io/concepts/faq/service-mesh/',
  effect: 'fragile',
  covers: ['kubernetes-deployment-with-dapr.networking'],
  presets: { production: 'info' },
  needs: ['Configuration', 'Namespace'],
  each: 'app',

  *check(app, { workspace }): Problems {
    if (app.resource.isPartial) return;
    const mesh = meshOf(app, workspace);
    if (!mesh) return;
    const { annotations } = app.workload;
    const port = String(app.integer('internal-grpc-port') ?? workspace.catalog.ports.internalGrpc);
    const left = ['traffic.sidecar.istio.io/excludeInboundPorts', 'config.linkerd.io/skip-inbound-ports']
      .flatMap((name) => (annotations.get(name).text ?? '').split(','))
      .map((each) => each.trim());
    if (left.includes(port)) return;
    const isOff = workspace.controlPlanes.some(({ spec }) => spec.get('mtls').get('enabled').boolean === false);
    if (isOff) return;
    yield {
      at: mesh.at,
      message: `${mesh.name} encrypts what the sidecar of ${app.title} encrypts already`,
      help:
        mesh.name === 'Istio'
          ? `let it leave port ${port} alone, with traffic.sidecar.istio.io/excludeInboundPorts and excludeOutboundPorts`
          : `let it leave port ${port} alone, with config.linkerd.io/skip-inbound-ports and skip-outbound-ports`,
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Namespace
        metadata:
          name: shop
          labels:
            istio-injection: enabled
                             ^^^^^^^ Istio encrypts what the sidecar of app "orders" encrypts already
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          namespace: shop
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Namespace
        metadata:
          name: shop
          labels:
            istio-injection: enabled
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          namespace: shop
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            traffic.sidecar.istio.io/excludeInboundPorts: "50002, 9090"
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: billing
          namespace: shop
          labels:
            sidecar.istio.io/inject: "false"
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: billing
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: tracing
          namespace: shop
        spec:
          tracing: { samplingRate: "0.1" }
      `,
      because: 'the one leaves the port of sidecars alone, and the other is not of the mesh',
    },
  ],
});
