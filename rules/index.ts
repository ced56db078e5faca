// Generated from the files in rules/<area>/: npm run generate.
import type { Rule } from '../src/rule.ts';
import { duplicateAccessPolicy } from './access-control/duplicate-access-policy.ts';
import { insecureDefaultAction } from './access-control/insecure-default-action.ts';
import { invalidAccessControl } from './access-control/invalid-access-control.ts';
import { invalidHttpVerb } from './access-control/invalid-http-verb.ts';
import { unknownAccessAction } from './access-control/unknown-access-action.ts';
import { invalidAnnotationBoolean } from './annotations/invalid-annotation-boolean.ts';
import { invalidAnnotationNumber } from './annotations/invalid-annotation-number.ts';
import { invalidAppProtocol } from './annotations/invalid-app-protocol.ts';
import { invalidLogLevel } from './annotations/invalid-log-level.ts';
import { invalidPort } from './annotations/invalid-port.ts';
import { misplacedAnnotation } from './annotations/misplaced-annotation.ts';
import { unknownAnnotation } from './annotations/unknown-annotation.ts';
import { unquotedAnnotation } from './annotations/unquoted-annotation.ts';
import { ignoredApiRule } from './api/ignored-api-rule.ts';
import { insecureApiList } from './api/insecure-api-list.ts';
import { conflictingAppPort } from './app/conflicting-app-port.ts';
import { duplicateAppId } from './app/duplicate-app-id.ts';
import { invalidAppId } from './app/invalid-app-id.ts';
import { missingAppId } from './app/missing-app-id.ts';
import { ignoredComponent } from './component/ignored-component.ts';
import { ignoredKafkaCredentials } from './component/ignored-kafka-credentials.ts';
import { invalidComponentVersion } from './component/invalid-component-version.ts';
import { missingMetadata } from './component/missing-metadata.ts';
import { unknownComponentType } from './component/unknown-component-type.ts';
import { unknownMetadata } from './component/unknown-metadata.ts';
import { ignoredDenyEntry } from './configuration/ignored-deny-entry.ts';
import { ignoredWasmSandbox } from './configuration/ignored-wasm-sandbox.ts';
import { ignoredWorkflowLimit } from './configuration/ignored-workflow-limit.ts';
import { invalidSamplingRate } from './configuration/invalid-sampling-rate.ts';
import { misplacedMtls } from './configuration/misplaced-mtls.ts';
import { unknownConfiguration } from './configuration/unknown-configuration.ts';
import { unknownFeature } from './configuration/unknown-feature.ts';
import { unknownMiddleware } from './configuration/unknown-middleware.ts';
import { unknownMiddlewareType } from './configuration/unknown-middleware-type.ts';
import { unsupportedNameResolution } from './configuration/unsupported-name-resolution.ts';
import { conflictingMetricPaths } from './observability/conflicting-metric-paths.ts';
import { ignoredApiLogging } from './observability/ignored-api-logging.ts';
import { ignoredMetricsSwitch } from './observability/ignored-metrics-switch.ts';
import { ignoredTracing } from './observability/ignored-tracing.ts';
import { invalidTracingExporter } from './observability/invalid-tracing-exporter.ts';
import { conflictingConsumerGroup } from './pubsub/conflicting-consumer-group.ts';
import { unknownPubsub } from './pubsub/unknown-pubsub.ts';
import { duplicateResiliencyEntry } from './resiliency/duplicate-resiliency-entry.ts';
import { ignoredDefaultPolicy } from './resiliency/ignored-default-policy.ts';
import { ignoredInboundPolicy } from './resiliency/ignored-inbound-policy.ts';
import { ignoredRetryField } from './resiliency/ignored-retry-field.ts';
import { ignoredRetryOverride } from './resiliency/ignored-retry-override.ts';
import { ignoredTripCondition } from './resiliency/ignored-trip-condition.ts';
import { invalidCircuitBreaker } from './resiliency/invalid-circuit-breaker.ts';
import { invalidResiliencyDuration } from './resiliency/invalid-resiliency-duration.ts';
import { invalidResiliencyTarget } from './resiliency/invalid-resiliency-target.ts';
import { invalidRetryPolicy } from './resiliency/invalid-retry-policy.ts';
import { missingDurationUnit } from './resiliency/missing-duration-unit.ts';
import { misspeltDefaultPolicy } from './resiliency/misspelt-default-policy.ts';
import { unboundedRetries } from './resiliency/unbounded-retries.ts';
import { unknownCircuitBreaker } from './resiliency/unknown-circuit-breaker.ts';
import { unknownResiliencyPolicy } from './resiliency/unknown-resiliency-policy.ts';
import { unknownResiliencyTarget } from './resiliency/unknown-resiliency-target.ts';
import { unusedResiliencyPolicy } from './resiliency/unused-resiliency-policy.ts';
import { invalidField } from './schema/invalid-field.ts';
import { misplacedField } from './schema/misplaced-field.ts';
import { missingField } from './schema/missing-field.ts';
import { unknownField } from './schema/unknown-field.ts';
import { unknownKind } from './schema/unknown-kind.ts';
import { ignoredSecretScope } from './secrets/ignored-secret-scope.ts';
import { invalidSecretScope } from './secrets/invalid-secret-scope.ts';
import { plainTextSecret } from './secrets/plain-text-secret.ts';
import { unknownSecret } from './secrets/unknown-secret.ts';
import { unknownSecretKey } from './secrets/unknown-secret-key.ts';
import { missingMtls } from './security/missing-mtls.ts';
import { missingTls } from './security/missing-tls.ts';
import { conflictingSidecarResources } from './sidecar/conflicting-sidecar-resources.ts';
import { excessiveSidecarResources } from './sidecar/excessive-sidecar-resources.ts';
import { invalidSidecarResources } from './sidecar/invalid-sidecar-resources.ts';
import { missingSidecarResources } from './sidecar/missing-sidecar-resources.ts';
import { duplicateActorStateStore } from './state/duplicate-actor-state-store.ts';
import { conflictingDeadLetterTopic } from './subscription/conflicting-dead-letter-topic.ts';
import { conflictingTopicScope } from './subscription/conflicting-topic-scope.ts';
import { duplicateSubscription } from './subscription/duplicate-subscription.ts';
import { fragileMatch } from './subscription/fragile-match.ts';
import { ignoredBulkSetting } from './subscription/ignored-bulk-setting.ts';
import { ignoredRoutingRule } from './subscription/ignored-routing-rule.ts';
import { ignoredSubscription } from './subscription/ignored-subscription.ts';
import { invalidMatch } from './subscription/invalid-match.ts';
import { invalidRawPayload } from './subscription/invalid-raw-payload.ts';
import { misplacedRoute } from './subscription/misplaced-route.ts';
import { missingDefaultRoute } from './subscription/missing-default-route.ts';
import { missingRoute } from './subscription/missing-route.ts';
import { invalidSuppression } from './suppression/invalid-suppression.ts';
import { unusedSuppression } from './suppression/unused-suppression.ts';
import { duplicateKey } from './syntax/duplicate-key.ts';
import { invalidYaml } from './syntax/invalid-yaml.ts';

/** Every rule there is, in the order of the folders. */
export const rules: readonly Rule[] = [
  duplicateAccessPolicy,
  insecureDefaultAction,
  invalidAccessControl,
  invalidHttpVerb,
  unknownAccessAction,
  invalidAnnotationBoolean,
  invalidAnnotationNumber,
  invalidAppProtocol,
  invalidLogLevel,
  invalidPort,
  misplacedAnnotation,
  unknownAnnotation,
  unquotedAnnotation,
  ignoredApiRule,
  insecureApiList,
  conflictingAppPort,
  duplicateAppId,
  invalidAppId,
  missingAppId,
  ignoredComponent,
  ignoredKafkaCredentials,
  invalidComponentVersion,
  missingMetadata,
  unknownComponentType,
  unknownMetadata,
  ignoredDenyEntry,
  ignoredWasmSandbox,
  ignoredWorkflowLimit,
  invalidSamplingRate,
  misplacedMtls,
  unknownConfiguration,
  unknownFeature,
  unknownMiddleware,
  unknownMiddlewareType,
  unsupportedNameResolution,
  conflictingMetricPaths,
  ignoredApiLogging,
  ignoredMetricsSwitch,
  ignoredTracing,
  invalidTracingExporter,
  conflictingConsumerGroup,
  unknownPubsub,
  duplicateResiliencyEntry,
  ignoredDefaultPolicy,
  ignoredInboundPolicy,
  ignoredRetryField,
  ignoredRetryOverride,
  ignoredTripCondition,
  invalidCircuitBreaker,
  invalidResiliencyDuration,
  invalidResiliencyTarget,
  invalidRetryPolicy,
  missingDurationUnit,
  misspeltDefaultPolicy,
  unboundedRetries,
  unknownCircuitBreaker,
  unknownResiliencyPolicy,
  unknownResiliencyTarget,
  unusedResiliencyPolicy,
  invalidField,
  misplacedField,
  missingField,
  unknownField,
  unknownKind,
  ignoredSecretScope,
  invalidSecretScope,
  plainTextSecret,
  unknownSecret,
  unknownSecretKey,
  missingMtls,
  missingTls,
  conflictingSidecarResources,
  excessiveSidecarResources,
  invalidSidecarResources,
  missingSidecarResources,
  duplicateActorStateStore,
  conflictingDeadLetterTopic,
  conflictingTopicScope,
  duplicateSubscription,
  fragileMatch,
  ignoredBulkSetting,
  ignoredRoutingRule,
  ignoredSubscription,
  invalidMatch,
  invalidRawPayload,
  misplacedRoute,
  missingDefaultRoute,
  missingRoute,
  invalidSuppression,
  unusedSuppression,
  duplicateKey,
  invalidYaml,
];
