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

export interface ConfigurationShape extends KubernetesObject {
  spec: {
    tracing?: {
      samplingRate?: string;
      stdout?: boolean;
      zipkin?: { endpointAddress: string };
      otel?: { endpointAddress: string; protocol: string; isSecure: boolean; headers?: NamedValue[] };
    };
    mtls?: { enabled: boolean; workloadCertTTL?: string; allowedClockSkew?: string };
    features?: { name: string; enabled: boolean }[];
    httpPipeline?: { handlers: Handler[] };
    appHttpPipeline?: { handlers: Handler[] };
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

export interface HTTPEndpointShape extends Scoped {
  auth?: { secretStore: string };
  spec: {
    baseUrl: string;
    headers?: NamedValue[];
    clientTLS?: Record<'rootCA' | 'certificate' | 'privateKey', { value?: unknown; secretKeyRef?: KeyReference }>;
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

export interface MCPServerShape extends Scoped {
  spec: unknown;
}

export interface WorkflowAccessPolicyShape extends Scoped {
  spec: unknown;
}

export interface SecretShape extends KubernetesObject {
  data?: Record<string, string>;
  stringData?: Record<string, string>;
}
