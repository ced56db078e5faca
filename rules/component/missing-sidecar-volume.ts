import {
  type Component,
  defineRule,
  mayHave,
  type Problems,
  quote,
  sidecarFilesOf,
  sidecarsOf,
  workloadKinds,
  yaml,
} from '../../src/rule.ts';

/** PostgreSQL, which reads no certificate then. */
const isWithoutTls = (component: Component): boolean =>
  /\bsslmode\s*=\s*'?disable\b/.test(component.text('connectionString') ?? '');

export const missingSidecarVolume = defineRule({
  id: 'missing-sidecar-volume',
  severity: 'error',
  summary: 'Component needs a path that the sidecar does not have',
  why: 'A component reads the files of the sidecar, not of the app, and the root of that is read-only. Where no volume is mounted at the path, it does not initialise, and daprd exits.',
  source:
    'components-contrib v1.18.4 bindings/localstorage/localstorage.go:73, secretstores/local/file/filestore.go:76, secretstores/hashicorp/vault/vault.go:415; dapr v1.18.3 pkg/injector/patcher/sidecar_volumes.go:145, charts/dapr/charts/dapr_sidecar_injector/values.yaml:30',
  docs: 'https://docs.dapr.io/operations/hosting/kubernetes/kubernetes-volume-mounts/',
  effect: 'rejected',
  needs: [workloadKinds],
  each: 'component',

  *check(component, { workspace }): Problems {
    if (!component.isStarted || isWithoutTls(component)) return;
    for (const { item, path } of sidecarFilesOf(component)) {
      const apps = workspace.appsBeside(component).filter((app) => !mayHave(app, path));
      const [app] = apps;
      if (!app) continue;
      yield {
        at: item.value,
        message: `${quote(path)} is in no volume of ${sidecarsOf(apps)}`,
        help: 'mount a volume there with dapr.io/volume-mounts or dapr.io/volume-mounts-rw',
        related: [{ at: app, message: 'loads this component' }],
        // With another setting of the chart the root can be written, and /tmp by everybody.
        ...(path.startsWith('/tmp/') ? { atMost: 'warning' as const } : component.certainty),
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: files
        spec:
          type: bindings.localstorage
          version: v1
          metadata:
            - name: rootPath
              value: /data/orders
                     ^^^^^^^^^^^^ "/data/orders" is in no volume of the sidecar of app "orders"
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: orders
        spec:
          selector: { matchLabels: { app: orders } }
          template:
            metadata:
              labels: { app: orders }
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
                                ~~~~~~ loads this component
            spec:
              containers:
                - name: orders
                  image: orders:1
                  volumeMounts: [{ name: data, mountPath: /data }]
              volumes: [{ name: data, emptyDir: {} }]
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: files
        spec:
          type: bindings.localstorage
          version: v1
          metadata:
            - name: rootPath
              value: /data/orders
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: vault
        spec:
          type: secretstores.hashicorp.vault
          version: v1
          metadata:
            - name: vaultTokenMountPath
              value: /vault/token
        scopes: [billing]
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: orders
        spec:
          selector: { matchLabels: { app: orders } }
          template:
            metadata:
              labels: { app: orders }
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
                dapr.io/volume-mounts-rw: data:/data
            spec:
              containers: [{ name: orders, image: "orders:1" }]
              volumes: [{ name: data, emptyDir: {} }]
      `,
      because: 'a volume is mounted above the path, and the app does not load the other component',
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.postgresql
          version: v2
          metadata:
            - name: connectionString
              secretKeyRef: { name: postgres, key: connection-string }
            - name: sslRootCert
              value: /certificates/ca.crt
                     ^^^^^^^^^^^^^^^^^^^^ "/certificates/ca.crt" is in no volume of the sidecar of app "orders"
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
                            ~~~~~~ loads this component
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: push
        spec:
          type: bindings.http
          version: v1
          metadata:
            - name: url
              value: https://push.example.com
            - name: MTLSRootCA
              value: |
                -----BEGIN CERTIFICATE-----
                MIIB
                -----END CERTIFICATE-----
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: vault
        spec:
          type: secretstores.hashicorp.vault
          version: v1
          metadata:
            - name: vaultToken
              secretKeyRef: { name: vault, key: token }
            - name: caCert
              value: /certificates/ca.crt
            - name: caPem
              secretKeyRef: { name: vault, key: ca.crt }
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
      `,
      because: 'the certificate is written out, or is read in place of the file',
    },
  ],
});
