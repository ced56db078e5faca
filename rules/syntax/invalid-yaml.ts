import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const invalidYaml = defineRule({
  id: 'invalid-yaml',
  severity: 'error',
  summary: 'Document cannot be read',
  why: 'kubectl refuses the whole file when one document in it is not valid YAML or JSON.',
  source: 'sigs.k8s.io/yaml yaml.go yamlToJSONTarget',
  docs: 'https://yaml.org/spec/1.2.2/',
  effect: 'rejected',
  each: 'document',

  *check(document): Problems {
    if (!document.isBroken || document.isNotRendered || !document.isMeantForKubernetes) return;
    // What follows a syntax error is mostly its echo.
    const [first] = document.problems;
    if (!first) return;
    const { message, help, range } = first;
    yield { at: { location: { source: document.source, range } }, message, ...(help !== undefined && { help }) };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: "statestore
                ^ this string has no closing quote
        spec:
          type: state.redis
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: {{ .Values.store }}
          {{- with .Values.labels }}
          labels: {{ toYaml . | nindent 4 }}
          {{- end }}
      `,
      because: 'a chart template is not YAML yet; the summary counts it as not rendered',
    },
    {
      good: yaml`
        services:
          web: { image: "nginx }
      `,
      because: 'a broken file that is no Kubernetes manifest is the business of other tools',
    },
  ],
});
