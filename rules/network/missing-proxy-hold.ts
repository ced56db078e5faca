import { defineRule, meshOf, type Problems, yaml } from '../../src/rule.ts';

export const missingProxyHold = defineRule({
  id: 'missing-proxy-hold',
  severity: 'off',
  summary: 'Sidecar of Dapr starts before the network of its pod does',
  why: 'Until its proxy is up, Istio lets nothing out of a pod. A sidecar that starts sooner does not reach sentry and the operator, and ends or stays without components; where Istio runs its proxy as a native sidecar, the others wait by themselves.',
  source: 'dapr issues 2657 and 4422; istio pull request 24737',
  docs: 'https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#ProxyConfig',
  effect: 'fragile',
  covers: ['kubernetes-deployment-with-dapr.networking'],
  presets: { production: 'info' },
  needs: ['Namespace'],
  each: 'app',

  *check(app, { workspace }): Problems {
    if (app.resource.isPartial) return;
    const mesh = meshOf(app, workspace);
    const { annotations } = app.workload;
    const [config, native] = [
      annotations.get('proxy.istio.io/config'),
      annotations.get('sidecar.istio.io/nativeSidecar'),
    ];
    if (mesh?.name !== 'Istio' || native.text === 'true' || !config.resolved) return;
    if (/holdApplicationUntilProxyStarts["']?\s*:\s*true/.test(config.text ?? '')) return;
    yield {
      at: config.exists ? config : mesh.at,
      message: `the sidecar of ${app.title} may start before the proxy of Istio, and reach nothing`,
      help: 'set proxy.istio.io/config: \'{ "holdApplicationUntilProxyStarts": true }\', or sidecar.istio.io/nativeSidecar',
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          namespace: shop
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            sidecar.istio.io/inject: "true"
                                     ^^^^^^ the sidecar of app "orders" may start before the proxy of Istio, and reach nothing
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
            proxy.istio.io/config: '{ "holdApplicationUntilProxyStarts": true }'
      `,
      because: 'the settings of the proxy may be YAML, or JSON',
    },
  ],
});
