import {
  certificatesIn,
  defineRule,
  type Field,
  type Problems,
  quote,
  someApps,
  workloadKinds,
  yaml,
} from '../../src/rule.ts';

export const invalidCertificate = defineRule({
  id: 'invalid-certificate',
  severity: 'warning',
  summary: 'Certificate for an app cannot be read',
  why: 'Programs in Go, daprd among them, pass over what is no certificate without a word: servers that it should vouch for are refused.',
  source: 'go 1.26 src/crypto/x509/cert_pool.go AppendCertsFromPEM, src/crypto/x509/root_unix.go loadSystemRoots',
  docs: 'https://docs.dapr.io/operations/configuration/install-certificates/',
  effect: 'ignored',
  needs: [workloadKinds],
  each: 'resource',

  *check(resource, { workspace }): Problems {
    if (resource.kind !== 'ConfigMap' || resource.group !== '' || resource.isPartial) return;
    for (const [name, field] of (resource.body as Field).get('data').entries as readonly (readonly [string, Field])[]) {
      const { text = '' } = field;
      // Others may stand within a program or a document.
      if (!/^\s*-----BEGIN CERTIFICATE-----/.test(text) || !field.resolved) continue;
      const certificates = certificatesIn(text);
      if (certificates !== undefined && certificates.length > 0) continue;
      const apps = workspace.appsWithConfigMap(resource);
      if (apps.length === 0) return;
      yield {
        at: field.key,
        message: `${quote(name)}, which ${someApps(apps, ['gets', 'get'])}, holds ${certificates ? 'no certificate that can be read' : 'a certificate that cannot be read'}`,
        help: 'copy it again, whole and in PEM',
        related: apps.slice(0, 3).map((at) => ({ at, message: 'it gets the ConfigMap' })),
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: authorities
        data:
          kafka.crt: |
          ^^^^^^^^^ "kafka.crt", which app "orders" gets, holds no certificate that can be read
            -----BEGIN CERTIFICATE-----
            MIIBdzCCAR2gAwIBAgI...
            -----END CERTIFICATE-----
          notes.md: |
            Put your own here:
            -----BEGIN CERTIFICATE-----
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
                            ~~~~~~ it gets the ConfigMap
            dapr.io/volume-mounts: authorities:/etc/authorities
        spec:
          volumes:
            - name: authorities
              configMap: { name: authorities }
          containers:
            - name: orders
              image: shop/orders:1.4.0
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: authorities
        data:
          kafka.crt: |
            -----BEGIN CERTIFICATE-----
            MIIBBzCBraADAgECAgEBMAoGCCqGSM49BAMCMA0xCzAJBgNVBAMTAmNhMB4XDTI0
            MDEwMTAwMDAwMFoXDTI1MDMwMTAwMDAwMFowDTELMAkGA1UEAxMCY2EwWTATBgcq
            hkjOPQIBBggqhkjOPQMBBwNCAARqeoS07o3X36qF0Bahaz0FQavt730A1gBsPMOY
            zWrqDECT7kSg8ZVsOj97mXlEm2sxlD0BmXR3ywlAgpAkYwy1MAoGCCqGSM49BAMC
            A0kAMEYCIQCnIKSEAKt3eFOKojTnVqBzMVEZV6iYyvBwl1OYEpr9KgIhAK29MBtQ
            CAi6eGz9rMTDlQcDlDbeudnXtkdz2LqRJvwA
            -----END CERTIFICATE-----
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: of-others
        data:
          ca.crt: |
            -----BEGIN CERTIFICATE-----
            to be replaced
            -----END CERTIFICATE-----
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
        spec:
          volumes:
            - name: authorities
              configMap: { name: authorities }
          containers:
            - name: orders
              image: shop/orders:1.4.0
      `,
      because: 'whether it is still good is another question, and what no app gets is not its affair',
    },
  ],
});
