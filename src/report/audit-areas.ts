/** What a team asks about, in the order in which it is told where as much is found in two of them. */
export const auditAreas = [
  'identity',
  'secrets',
  'TLS',
  'resilience',
  'observability',
  'resources',
  'versions',
  'messaging',
  'state',
  'components',
  'configuration',
  'network',
  'hardening',
  'manifests',
] as const;
export type AuditArea = (typeof auditAreas)[number];

/** Rules that are about something else than the folder that they are in; the first that fits. */
const byId: readonly (readonly [RegExp, AuditArea])[] = [
  [/^(?:deprecated|unsupported)-(?!tls|bare-pod|field)|-version$|^fragile-feature$|sidecar-image$/, 'versions'],
  [/plain-text|-secrets?$|-token$|-credential/, 'secrets'],
  [/tls|certificate|trust-bundle|insecure-url|renegotiation/, 'TLS'],
  [/resources$|resource-unit|cpu-limit|gomemlimit|sidecar-request|limit-range/, 'resources'],
  [/app-id$|service-account|-caller$/, 'identity'],
  [
    /dead-letter|replica-count|disruption-budget|pod-spread|health-(?:check|probe)|probe|graceful-shutdown/,
    'resilience',
  ],
];

const byFolder: Readonly<Record<string, AuditArea>> = {
  'access-control': 'identity',
  annotations: 'configuration',
  api: 'identity',
  app: 'configuration',
  binding: 'messaging',
  component: 'components',
  configuration: 'configuration',
  endpoint: 'network',
  kafka: 'messaging',
  mcp: 'components',
  middleware: 'components',
  network: 'network',
  object: 'manifests',
  observability: 'observability',
  pubsub: 'messaging',
  reference: 'configuration',
  resiliency: 'resilience',
  schema: 'manifests',
  secrets: 'secrets',
  security: 'hardening',
  sidecar: 'configuration',
  state: 'state',
  subscription: 'messaging',
  suppression: 'manifests',
  syntax: 'manifests',
  workflow: 'identity',
  workload: 'hardening',
};

/** The area of a rule, by its id and the folder that it is in. */
export const auditAreaOf = (rule: string, folder: string): AuditArea =>
  byId.find(([pattern]) => pattern.test(rule))?.[1] ?? byFolder[folder] ?? 'configuration';
