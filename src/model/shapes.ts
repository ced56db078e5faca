/** Dapr's own kinds, as far as rules read them; what a CRD says of the rest is in schemas/crds.json. */
import type { ObjectMeta } from 'kubernetes-types/meta/v1.js';

export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
  spec?: unknown;
}

export interface KeyReference {
  name: string;
  key?: string;
}

/** A name with a value of its own, from a Secret, or from the sidecar's environment. */
export interface NamedValue {
  name: string;
  value?: unknown;
  secretKeyRef?: KeyReference;
  envRef?: string;
}

interface Scoped extends KubernetesObject {
  scopes?: string[];
}

export interface ComponentShape extends Scoped {
  auth?: { secretStore: string };
  spec: {
    type: string;
    version: string;
    metadata: NamedValue[];
    ignoreErrors?: boolean;
    initTimeout?: string;
    /** Not theirs: written here by mistake. */
    scopes?: string[];
    auth?: { secretStore: string };
  };
}

export interface Handler {
  name: string;
  type: string;
}

export interface AccessOperation {
  name: string;
  httpVerb?: string[];
  action: string;
}

export interface AccessPolicy {
  appId: string;
  namespace?: string;
  trustDomain?: string;
  defaultAction?: string;
  operations?: AccessOperation[];
}

export interface ApiRule {
  name: string;
  version: string;
  protocol?: string;
}

export interface MetricsShape {
  enabled: boolean;
  http?: { pathMatching?: string[]; increasedCardinality?: boolean };
  latencyDistributionBuckets?: number[];
  rules?: { name: string; labels: { name: string; regex: Record<string, string> }[] }[];
}

export interface ConfigurationShape extends KubernetesObject {
  spec: {
    accessControl?: { defaultAction?: string; trustDomain?: string; policies?: AccessPolicy[] };
    api?: { allowed?: ApiRule[]; denied?: ApiRule[] };
    secrets?: {
      scopes: { storeName: string; defaultAccess?: string; allowedSecrets?: string[]; deniedSecrets?: string[] }[];
    };
    tracing?: {
      samplingRate?: string;
      stdout?: boolean;
      zipkin?: { endpointAddress: string };
      otel?: { endpointAddress: string; protocol: string; isSecure: boolean; timeout?: string; headers?: NamedValue[] };
    };
    metric?: MetricsShape;
    metrics?: MetricsShape;
    logging?: { apiLogging?: { enabled?: boolean; obfuscateURLs?: boolean; omitHealthChecks?: boolean } };
    mtls?: { enabled: boolean; controlPlaneTrustDomain?: string; workloadCertTTL?: string; allowedClockSkew?: string };
    features?: { name: string; enabled: boolean }[];
    httpPipeline?: { handlers: Handler[] };
    appHttpPipeline?: { handlers: Handler[] };
    nameResolution?: { component: string; version: string; configuration: unknown };
    wasm?: { strictSandbox?: boolean };
    workflow?: {
      maxConcurrentWorkflowInvocations?: number;
      maxConcurrentActivityInvocations?: number;
      globalMaxConcurrentWorkflowInvocations?: number;
      globalMaxConcurrentActivityInvocations?: number;
      workflowConcurrencyLimits?: { name?: string; maxConcurrent?: number }[];
      activityConcurrencyLimits?: { name?: string; maxConcurrent?: number }[];
      stateRetentionPolicy?: { anyTerminal?: string; completed?: string; failed?: string; terminated?: string };
    };
    components?: { deny?: string[] };
  };
}

export interface SubscriptionShape extends Scoped {
  spec: {
    pubsubname: string;
    topic: string;
    route?: string;
    routes?: { rules?: { match: string; path: string }[]; default?: string };
    deadLetterTopic?: string;
    metadata?: Record<string, string>;
    bulkSubscribe?: { enabled: boolean; maxMessagesCount?: number; maxAwaitDurationMs?: number };
  };
}

/** A certificate or key, written out or in a secret. */
export interface TlsDocument {
  value?: unknown;
  secretKeyRef?: KeyReference;
}

export interface HTTPEndpointShape extends Scoped {
  auth?: { secretStore: string };
  spec: {
    baseUrl: string;
    headers?: NamedValue[];
    clientTLS?: { rootCA?: TlsDocument; certificate?: TlsDocument; privateKey?: TlsDocument; renegotiation?: string };
  };
}

export interface RetryShape {
  policy?: string;
  duration?: string;
  maxInterval?: string;
  maxRetries?: number;
  matching?: { httpStatusCodes?: string; gRPCStatusCodes?: string };
}

export interface CircuitBreakerShape {
  maxRequests?: number;
  interval?: string;
  timeout?: string;
  trip?: string;
}

export interface PolicyNamesShape {
  timeout?: string;
  retry?: string;
  circuitBreaker?: string;
}

export interface AppTargetShape extends PolicyNamesShape {
  circuitBreakerCacheSize?: number;
}

export interface ActorTargetShape extends AppTargetShape {
  circuitBreakerScope?: string;
}

export interface ResiliencyShape extends Scoped {
  spec: {
    policies: {
      timeouts?: Record<string, string>;
      retries?: Record<string, RetryShape>;
      circuitBreakers?: Record<string, CircuitBreakerShape>;
    };
    targets: {
      apps?: Record<string, AppTargetShape>;
      actors?: Record<string, ActorTargetShape>;
      components?: Record<string, { inbound?: PolicyNamesShape; outbound?: PolicyNamesShape }>;
    };
  };
}

export interface McpHttpShape {
  url: string;
  timeout?: string;
  headers?: NamedValue[];
  auth?: {
    secretStore?: string;
    oauth2?: { issuer: string; secretKeyRef?: KeyReference };
    spiffe?: { jwt?: { header: string; audience: string } };
  };
}

export interface MCPServerShape extends Scoped {
  spec: {
    endpoint: { streamableHTTP?: McpHttpShape; sse?: McpHttpShape; stdio?: { command: string; env?: NamedValue[] } };
    ignoreErrors?: boolean;
  };
}

export interface WorkflowAccessPolicyShape extends Scoped {
  spec: {
    rules?: {
      callers: { appID: string }[];
      workflows?: { name: string; operations: string[] }[];
      activities?: { name: string }[];
    }[];
  };
}

export interface SecretShape extends KubernetesObject {
  data?: Record<string, string>;
  stringData?: Record<string, string>;
}
