import {
  defineRule,
  type Field,
  type HTTPEndpointShape,
  inPlainText,
  namedValuesOf,
  type Problems,
  plainTextIn,
  plainTextOf,
  type Resource,
  yaml,
} from '../../src/rule.ts';

export const plainTextHeader = defineRule({
  id: 'plain-text-header',
  severity: 'error',
  summary: 'Secret that Dapr sends along is written in plain text',
  why: 'Whoever can read the repository or the object has the token, and it stays in the history when it is changed. Headers, the environment of an MCP server and the key of a client certificate can come from a Secret.',
  source:
    'dapr v1.18.3 pkg/apis/common/namevalue.go, pkg/operator/api/configurations.go:65, pkg/runtime/channels/channels.go:283',
  docs: 'https://docs.dapr.io/reference/resource-specs/httpendpoints-schema/',
  effect: 'insecure',
  securitySeverity: 7.5,
  covers: ['encryption.secrets-management'],
  each: 'daprResource',

  *check(resource): Problems {
    for (const item of valuesOf(resource as unknown as Resource)) {
      const [name, value] = [item.get('name').text ?? '', item.get('value')];
      const isReference = (item.get('secretKeyRef').get('name').text ?? '') !== '';
      const found = isReference || !value.resolved ? undefined : plainTextOf(name, value.text ?? '');
      if (!found) continue;
      yield {
        at: value,
        message: inPlainText(name, found),
        help: 'put it into a Secret, and refer to it with secretKeyRef',
        ...(!found.isCertain && { atMost: 'warning' as const }),
      };
    }
    const key = privateKeyOf(resource as unknown as Resource);
    if (key?.resolved && plainTextIn(key.text ?? ''))
      yield {
        at: key.key,
        message: 'the private key is written in plain text',
        help: 'put it into a Secret, and refer to it with secretKeyRef',
      };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: HTTPEndpoint
        metadata:
          name: billing
        spec:
          baseUrl: https://billing.example.com
          headers:
            - name: Authorization
              value: Bearer 8f2b6c1e9d
                     ^^^^^^^^^^^^^^^^^ Authorization is written in plain text
            - name: X-Key
              value: 9Qz4tLk2Vb7xPd3sYw6n
                     ^^^^^^^^^^^^^^^^^^^^ X-Key holds what looks like a key, in plain text
          clientTLS:
            certificate:
              secretKeyRef: { name: billing, key: tls.crt }
            privateKey:
              value: |
              ^^^^^ the private key is written in plain text
                -----BEGIN EC PRIVATE KEY-----
                MHcCAQEEIOrdersAndBillingAreOnlyWordsAndNoKeyAtAllOfAnybody
                -----END EC PRIVATE KEY-----
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: tracing
        spec:
          tracing:
            samplingRate: "1"
            otel:
              endpointAddress: otlp.example.com:4317
              isSecure: true
              protocol: grpc
              headers:
                - name: api-key
                  value: correct-horse-battery
                         ^^^^^^^^^^^^^^^^^^^^^ api-key is written in plain text
        ---
        apiVersion: dapr.io/v1alpha1
        kind: MCPServer
        metadata:
          name: weather
        spec:
          endpoint:
            stdio:
              command: weather
              env:
                - name: WEATHER_TOKEN
                  value: correct-horse-battery
                         ^^^^^^^^^^^^^^^^^^^^^ WEATHER_TOKEN is written in plain text
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: HTTPEndpoint
        metadata:
          name: billing
        spec:
          baseUrl: https://billing.example.com
          headers:
            - name: Authorization
              secretKeyRef: { name: billing, key: token }
            - name: X-Api-Key
              value: "{{ .Values.billing.key }}"
            - name: X-Token-Type
              value: Bearer
            - name: X-Request-Key
              value: orders-of-the-day-and-week
            - name: Idempotency-Key
              value: 4b6d2b0e-9f0f-4a53-8f55-3f1b6d6a4c11
      `,
      because: 'a Secret is the right place, a placeholder gives nothing away, and not every key opens a door',
    },
  ],
});

/** The headers and variables into which daprd puts secrets; metadata of components are told of by plain-text-secret. */
const valuesOf = (resource: Resource) => {
  if (resource.kind === 'Component') return [];
  const tracing = (resource.body as Field).get('spec').get('tracing');
  return resource.kind === 'Configuration' ? tracing.get('otel').get('headers').items : namedValuesOf(resource);
};

const privateKeyOf = (resource: Resource): Field | undefined =>
  resource.kind === 'HTTPEndpoint'
    ? (resource as unknown as Resource<HTTPEndpointShape>).body
        .get('spec')
        .get('clientTLS')
        .get('privateKey')
        .get('value')
    : undefined;
