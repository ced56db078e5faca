import { certificateDirectoryOf, defineRule, type Problems, yaml } from '../../src/rule.ts';

export const insecureCertificateDirectory = defineRule({
  id: 'insecure-certificate-directory',
  severity: 'off',
  summary: 'Sidecar loses its restrictions for SSL_CERT_DIR',
  why: 'With SSL_CERT_DIR in the environment the injector sets runAsNonRoot and readOnlyRootFilesystem of the sidecar to false, and its user to that of the image: for Windows, but everywhere.',
  source: 'dapr v1.18.3 pkg/injector/patcher/sidecar_container.go:365',
  docs: 'https://docs.dapr.io/operations/configuration/install-certificates/',
  effect: 'insecure',
  securitySeverity: 3.1,
  facts: ['inj.sslcertdir'],
  presets: { strict: 'info' },
  each: 'app',

  *check(app): Problems {
    const at = certificateDirectoryOf(app);
    if (at)
      yield {
        at,
        message: 'SSL_CERT_DIR lifts runAsNonRoot and readOnlyRootFilesystem from the sidecar',
        help: 'name one file with SSL_CERT_FILE instead, where one is enough',
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
            dapr.io/env: SSL_CERT_DIR=/certificates
                         ^^^^^^^^^^^^^^^^^^^^^^^^^^ SSL_CERT_DIR lifts runAsNonRoot and readOnlyRootFilesystem from the sidecar
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
            dapr.io/env: SSL_CERT_FILE=/certificates/ca.pem
      `,
      because: 'only the directory does so',
    },
  ],
});
