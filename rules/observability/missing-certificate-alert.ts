import { defineRule, type Problems, yaml } from '../../src/rule.ts';

const expiry = 'dapr_sentry_issuercert_expiry_timestamp';

export const missingCertificateAlert = defineRule({
  id: 'missing-certificate-alert',
  severity: 'off',
  summary: 'No alert tells when the certificates of Dapr run out',
  why: 'Sentry renews the certificates of workloads, but not the root and the issuer that it signs with: the day they expire no sidecar can call another one. It tells the day as a metric.',
  source: 'dapr v1.18.3 pkg/sentry/monitoring/metrics.go:50',
  docs: 'https://docs.dapr.io/operations/security/mtls/',
  effect: 'fragile',
  covers: ['authentication-and-authorization.certificate-rotation'],
  presets: { production: 'info' },
  needs: [['PrometheusRule', 'VMRule'], 'ConfigMap'],
  each: 'workspace',

  *check({ monitoring }): Problems {
    const about = monitoring.rules.find(({ series }) => series.some((name) => name.startsWith('dapr_')));
    // Without alerts on Dapr here, they are kept elsewhere.
    if (!about || monitoring.mayHideRules) return;
    if (monitoring.rules.some((rule) => rule.records === undefined && monitoring.seriesBehind(rule).has(expiry)))
      return;
    yield {
      at: about.resource,
      message: 'no alert tells when the issuer certificate of Dapr runs out',
      help: `add one for ${expiry} - time() < 30 * 86400`,
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: monitoring.coreos.com/v1
        kind: PrometheusRule
        metadata:
          name: sidecars
                ^^^^^^^^ no alert tells when the issuer certificate of Dapr runs out
        spec:
          groups:
            - name: sidecars
              rules:
                - alert: Restarts
                  expr: increase(dapr_runtime_component_init_fail_total[5m]) > 0
                - record: expiry
                  expr: dapr_sentry_issuercert_expiry_timestamp
      `,
    },
    {
      good: yaml`
        apiVersion: monitoring.coreos.com/v1
        kind: PrometheusRule
        metadata:
          name: sidecars
        spec:
          groups:
            - name: sidecars
              rules:
                - alert: Restarts
                  expr: increase(dapr_runtime_component_init_fail_total[5m]) > 0
        ---
        apiVersion: monitoring.coreos.com/v1
        kind: PrometheusRule
        metadata:
          name: sentry
        spec:
          groups:
            - name: sentry
              rules:
                - record: dapr:days_left
                  expr: (dapr_sentry_issuercert_expiry_timestamp - time()) / 86400
                - alert: IssuerExpires
                  expr: dapr:days_left < 30
      `,
      because: 'another object has the alert, by way of a series that it records',
    },
  ],
});
