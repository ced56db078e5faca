import { defineRule, labelKeyFault, type Problems, quote, yaml } from '../../src/rule.ts';

/** TotalAnnotationSizeLimitB. */
const mostBytes = 256 * 1024;

export const invalidObjectMetadata = defineRule({
  id: 'invalid-object-metadata',
  severity: 'error',
  summary: 'Metadata of an object have a wrong shape',
  why: 'The API server decodes the metadata of every object strictly: labels and annotations are maps, finalizers a list of names, times RFC 3339, and annotations have 256 KiB at most. It refuses the object otherwise.',
  source: 'apimachinery v0.33.4 pkg/apis/meta/v1/types.go ObjectMeta; pkg/api/validation/objectmeta.go:58,92,111',
  docs: 'https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/',
  effect: 'rejected',
  covers: [
    'kafka-pub-sub-component.metadata',
    'postgresql-state-store-component.metadata',
    'kubernetes-secret-store-component.metadata',
    'configuration-for-observability.metadata',
  ],
  each: 'objectMeta',

  *check(meta): Problems {
    for (const { at, message } of meta.faultsOf('other')) yield { at, message };
    if (meta.owner !== 'object') return;
    for (const finalizer of meta.field.get('finalizers').items) {
      const { text } = finalizer;
      const fault = text === undefined || !finalizer.resolved ? undefined : labelKeyFault(text);
      if (fault) yield { at: finalizer, message: `finalizer ${quote(text ?? '')} ${fault}` };
    }
    const [, ...more] = meta.field.get('ownerReferences').items.filter((owner) => owner.get('controller').boolean);
    for (const { key } of more) yield { at: key, message: 'a second owner is the controller; there may be one' };
    const annotations = meta.field.get('annotations');
    const bytes = new TextEncoder().encode(
      annotations.entries.map(([key, { text = '' }]) => key + text).join(''),
    ).length;
    if (bytes > mostBytes) {
      yield {
        at: annotations.key,
        message: `annotations take ${bytes} bytes; may take ${mostBytes}`,
        help: 'keep what is large in a ConfigMap',
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: orders
          creationTimestamp: yesterday
                             ^^^^^^^^^ metadata.creationTimestamp is no time as in 2027-03-01T12:00:00Z
          finalizers:
            - clean up
              ^^^^^^^^ finalizer "clean up" may hold only letters, digits, "-", "_" and ".", with a letter or digit at both ends
        spec:
          template:
            metadata:
              annotations:
                - dapr.io/enabled=true
                ^^^^^^^^^^^^^^^^^^^^^^ spec.template.metadata.annotations is a list; must be a map
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: statestore
          creationTimestamp: null
          generation: 3
          resourceVersion: "48151623"
          labels:
          annotations: {}
          managedFields:
            - apiVersion: dapr.io/v1alpha1
              fieldsType: FieldsV1
              fieldsV1: { f:spec: { .: {}, f:type: {} } }
              manager: kubectl-create
              operation: Update
              time: "2024-05-01T08:15:30Z"
        spec:
          type: state.in-memory
          version: v1
          metadata: []
      `,
      because: 'an export has more metadata than people write, and an empty field is none',
    },
  ],
});
