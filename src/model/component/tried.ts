/** Types that the tables of what was tried have under another name: the one of their description, or of the type they are. */
const same: Readonly<Record<string, string>> = {
  'bindings.dingtalk.webhook@v1': 'bindings.alicloud.dingtalk.webhook@v1',
  'bindings.postgres@v1': 'bindings.postgresql@v1',
  'configuration.postgres@v1': 'configuration.postgresql@v1',
  'crypto.dapr.jwks@v1': 'crypto.jwks@v1',
  'crypto.dapr.kubernetes.secrets@v1': 'crypto.kubernetes.secrets@v1',
  'crypto.dapr.localstorage@v1': 'crypto.localstorage@v1',
  'secretstores.aws.secretmanager@v1': 'secretstores.aws.secretsmanager@v1',
  'state.cockroachdb@v2': 'state.postgresql@v2',
  'state.etcd@v2': 'state.etcd@v1',
  'state.postgres@v1': 'state.postgresql@v1',
  'state.postgres@v2': 'state.postgresql@v2',
  'state.yugabyte@v2': 'state.postgresql@v2',
  'state.yugabytedb@v2': 'state.postgresql@v2',
};

/** What a table, by type and version, has of a component as daprd registers it; a type that stands in it speaks for itself. */
export const triedOf = <Entry>(
  table: Readonly<Record<string, Entry>>,
  type: string,
  version: string,
): Entry | undefined => {
  const key = `${type}@${version}`;
  return table[key] ?? table[same[key] ?? key];
};
