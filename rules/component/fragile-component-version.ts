import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const fragileComponentVersion = defineRule({
  id: 'fragile-component-version',
  severity: 'off',
  summary: 'Version of the component is not the one that Dapr prefers',
  why: 'Dapr keeps the old version for those who have data in it; what is new goes into the one it prefers, and a change later means to move the data. An empty version is the old one.',
  source:
    'dapr v1.18.3 cmd/daprd/components/state_postgres.go:28, state_cockroachdb.go:27, state_sqlserver.go:27; pkg/components/versioning.go:32',
  docs: 'https://docs.dapr.io/reference/components-reference/supported-state-stores/setup-postgresql-v2/',
  effect: 'fragile',
  presets: { strict: 'info' },
  each: 'component',

  *check(component): Problems {
    const { definition, version, effectiveVersion } = component;
    if (!definition || !version.resolved || component.resource.isPartial) return;
    const { versions, deprecatedVersions } = definition;
    const preferred = versions.at(-1);
    if (preferred === undefined || effectiveVersion === preferred || !versions.includes(effectiveVersion)) return;
    // That is told by another rule.
    if (deprecatedVersions.includes(effectiveVersion)) return;
    yield {
      at: version,
      message: `Dapr prefers ${preferred} of ${component.typeName} to ${effectiveVersion}`,
      help: `use ${preferred} for a new store; it cannot work with the tables of ${effectiveVersion}`,
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.postgresql
          version: v1
                   ^^ Dapr prefers v2 of state.postgresql to v1
          metadata:
            - name: connectionString
              secretKeyRef: { name: postgres, key: url }
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.sqlserver
          version: v1
          metadata:
            - name: connectionString
              secretKeyRef: { name: sqlserver, key: url }
      `,
      daprVersion: '1.16',
      because: 'there is a v2 of this store since 1.17 only',
    },
  ],
});
