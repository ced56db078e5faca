import {
  defineRule,
  nameFault,
  namePrefixFault,
  namespaceFault,
  type Problems,
  quote,
  replace,
  yaml,
} from '../../src/rule.ts';

/** What makes a longer name than usual impossible: the label job-name, and the suffix that a CronJob adds. */
const mostCharacters: Readonly<Record<string, number>> = { Job: 63, CronJob: 52 };

export const invalidName = defineRule({
  id: 'invalid-name',
  severity: 'error',
  summary: 'Name or namespace breaks the grammar of Kubernetes',
  why: 'The API server refuses an object with such a name. That of a Job may have 63 characters, of a CronJob 52, of a namespace 63, of all others 253.',
  source:
    'apimachinery v0.33.4 pkg/util/validation/validation.go:188,219, pkg/api/validation/objectmeta.go:155; kubernetes v1.33.4 pkg/apis/batch/validation/validation.go',
  docs: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
  effect: 'rejected',
  covers: [
    'kafka-pub-sub-component.metadata.name',
    'postgresql-state-store-component.metadata.name',
    'kubernetes-secret-store-component.metadata.name',
    'configuration-for-observability.metadata.name',
  ],
  each: 'objectMeta',

  *check(meta): Problems {
    for (const { at, field, message } of meta.faultsOf('name')) {
      const isScalar = field.number !== undefined || field.boolean !== undefined;
      const fix = { title: 'Quote the value', edits: [replace(field, `"${field.written}"`)] };
      yield { at, message, ...(isScalar && { help: 'put it in quotes', fix }) };
    }
    if (meta.owner !== 'object') return;
    const { resource, field } = meta;
    const grammars = [
      [field.get('name'), (text: string) => nameFault(text, mostCharacters[resource.kind])],
      [field.get('generateName'), namePrefixFault],
      [field.get('namespace'), namespaceFault],
    ] as const;
    for (const [name, faultOf] of grammars) {
      const { text = '' } = name;
      const fault = text === '' || !name.resolved ? undefined : faultOf(text);
      if (fault)
        yield { at: name, message: `${meta.pathOf(name)} ${quote(text)} ${fault}`, ...betterThan(text, faultOf) };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: Order_Store
                ^^^^^^^^^^^ metadata.name "Order_Store" may hold only lower-case letters, digits, "-" and ".", each part with a letter or digit at both ends
          namespace: shop.eu
                     ^^^^^^^ metadata.namespace "shop.eu" may hold only lower-case letters, digits and "-", with a letter or digit at both ends
        spec:
          type: state.in-memory
          version: v1
          metadata: []
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: 2024
                ^^^^ metadata.name is a number; must be a string
      `,
      fixed: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: "2024"
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders.statestore.2
          namespace: "2024"
        spec:
          type: state.in-memory
          version: v1
          metadata: []
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          generateName: tracing-
          namespace: "{{ .Release.Namespace }}"
        spec: {}
      `,
      because: 'dots are fine in names, a generated name may end in a hyphen, and a placeholder may become anything',
    },
  ],
});

/** A name that would do; other objects may refer to the one that is written, so it is for people to take. */
const betterThan = (text: string, faultOf: (text: string) => string | undefined): { readonly help?: string } => {
  const better = text.toLowerCase().replaceAll(/[_ ]+/g, '-');
  return faultOf(better) ? {} : { help: `write ${better}` };
};
