/** The types whose Init reads the connection string of a PostgreSQL server, aliases too. */
export const postgresTypes = [
  'bindings.postgres',
  'bindings.postgresql',
  'configuration.postgres',
  'configuration.postgresql',
  'state.cockroachdb',
  'state.postgres',
  'state.postgresql',
  'state.yugabyte',
  'state.yugabytedb',
] as const;
