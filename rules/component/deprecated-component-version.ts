import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const deprecatedComponentVersion = defineRule({
  id: 'deprecated-component-version',
  severity: 'warning',
  summary: 'Version of the component is deprecated',
  why: 'daprd still loads it, and warns each time; a later release no longer has it. The newer version stores data in another way: what is stored has to be moved.',
  source: 'dapr v1.18.3 pkg/components/versioning.go CheckDeprecated, cmd/daprd/components/state_azure_blobstorage.go',
  docs: 'https://docs.dapr.io/reference/components-reference/',
  effect: 'fragile',
  covers: ['state-management.component-types.state-etcd'],
  facts: ['component.version.deprecated'],
  each: 'component',

  *check(component): Problems {
    const { definition, version, effectiveVersion } = component;
    if (!definition?.deprecatedVersions.includes(effectiveVersion) || !version.resolved) return;
    const [newer] = definition.versions.filter((each) => !definition.deprecatedVersions.includes(each));
    yield {
      at: version,
      message: `version ${effectiveVersion} of ${component.typeName} is deprecated`,
      ...(newer !== undefined && { help: `move to ${newer}, which stores data in another way` }),
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: blobs
        spec:
          type: state.azure.blobstorage
          version: v1
                   ^^ version v1 of state.azure.blobstorage is deprecated
          metadata:
            - name: accountName
              value: orders
            - name: containerName
              value: orders
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.postgresql
          version: v1
          metadata:
            - name: connectionString
              secretKeyRef: { name: postgres, key: url }
      `,
      because: 'there is a v2, and v1 is not deprecated',
    },
  ],
});
