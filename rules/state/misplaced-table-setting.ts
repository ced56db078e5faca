import { defineRule, type Problems, replace, yaml } from '../../src/rule.ts';

/** The names for the same in the two versions of a type. */
const names = { v1: 'tableName', v2: 'tablePrefix' } as const;
const types = /^state\.(?:postgres(?:ql)?|cockroachdb|yugabyte(?:db)?)$/;

export const misplacedTableSetting = defineRule({
  id: 'misplaced-table-setting',
  severity: 'error',
  summary: 'Name of a table in the words of another version',
  why: 'The first version takes tableName, the second tablePrefix. The other one is ignored, and state goes into the default table, away from what is there already.',
  source:
    'components-contrib v1.18.4 common/component/postgresql/v1/metadata.go:37, state/postgresql/v2/metadata.go:41',
  docs: 'https://docs.dapr.io/reference/components-reference/supported-state-stores/setup-postgresql-v2/',
  effect: 'ignored',
  covers: ['postgresql-state-store-component.spec.tablename', 'postgresql-state-store-component.spec.version'],
  supersedes: ['unknown-metadata'],
  each: 'component',

  *check(component): Problems {
    if (!types.test(component.typeName) || !component.version.resolved) return;
    const version =
      (component.version.text || component.definition?.defaultVersion)?.toLowerCase() === 'v2' ? 'v2' : 'v1';
    const other = version === 'v1' ? 'v2' : 'v1';
    const item = component.metadata.find(({ name }) => name.toLowerCase() === names[other].toLowerCase());
    if (!item || item.text === '' || component.schema?.knows(item.name)) return;
    yield {
      at: item.item.get('name'),
      message: `${item.name} is not read by ${component.typeName} ${version}`,
      help: `use ${names[version]}, or version ${other}; the two do not share their data`,
      ...(!component.item(names[version]) && {
        fix: {
          title: `Write ${names[version]}`,
          edits: [replace(item.item.get('name'), names[version])],
          unsafe: true,
        },
      }),
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
          version: v2
          metadata:
            - name: connectionString
              secretKeyRef: { name: postgres, key: dsn }
            - name: tableName
                    ^^^^^^^^^ tableName is not read by state.postgresql v2
              value: orders
      `,
      fixed: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.postgresql
          version: v2
          metadata:
            - name: connectionString
              secretKeyRef: { name: postgres, key: dsn }
            - name: tablePrefix
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
              secretKeyRef: { name: postgres, key: dsn }
            - name: TableName
              value: orders
      `,
      because: 'the first version reads it, in any letter case',
    },
  ],
});
