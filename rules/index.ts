// Generated from the files in rules/<area>/: npm run generate.
import type { Rule } from '../src/rule.ts';
import { duplicateAccessPolicy } from './access-control/duplicate-access-policy.ts';
import { ignoredAccessControl } from './access-control/ignored-access-control.ts';
import { ignoredAccessPolicy } from './access-control/ignored-access-policy.ts';
import { insecureDefaultAction } from './access-control/insecure-default-action.ts';
import { insecureServiceAccount } from './access-control/insecure-service-account.ts';
import { invalidAccessControl } from './access-control/invalid-access-control.ts';
import { invalidHttpVerb } from './access-control/invalid-http-verb.ts';
import { missingAccessControl } from './access-control/missing-access-control.ts';
import { unknownAccessAction } from './access-control/unknown-access-action.ts';
import { unknownCaller } from './access-control/unknown-caller.ts';
import { conflictingEnvironment } from './annotations/conflicting-environment.ts';
import { conflictingHealthProbe } from './annotations/conflicting-health-probe.ts';
import { deprecatedAnnotation } from './annotations/deprecated-annotation.ts';
import { ignoredAnnotation } from './annotations/ignored-annotation.ts';
import { ignoredEnvironmentEntry } from './annotations/ignored-environment-entry.ts';
import { ignoredListenAddress } from './annotations/ignored-listen-address.ts';
import { ignoredMetricsAnnotation } from './annotations/ignored-metrics-annotation.ts';
import { ignoredServiceAnnotation } from './annotations/ignored-service-annotation.ts';
import { invalidAnnotationBoolean } from './annotations/invalid-annotation-boolean.ts';
import { invalidAnnotationDuration } from './annotations/invalid-annotation-duration.ts';
import { invalidAnnotationList } from './annotations/invalid-annotation-list.ts';
import { invalidAnnotationNumber } from './annotations/invalid-annotation-number.ts';
import { invalidAnnotationSize } from './annotations/invalid-annotation-size.ts';
import { invalidAppPort } from './annotations/invalid-app-port.ts';
import { invalidAppProtocol } from './annotations/invalid-app-protocol.ts';
import { invalidConfigurationName } from './annotations/invalid-configuration-name.ts';
import { invalidEnvironment } from './annotations/invalid-environment.ts';
import { invalidEnvironmentValue } from './annotations/invalid-environment-value.ts';
import { invalidListenAddress } from './annotations/invalid-listen-address.ts';
import { invalidLogLevel } from './annotations/invalid-log-level.ts';
import { invalidNegativeNumber } from './annotations/invalid-negative-number.ts';
import { invalidPort } from './annotations/invalid-port.ts';
import { misplacedAnnotation } from './annotations/misplaced-annotation.ts';
import { misplacedControlPlaneAnnotation } from './annotations/misplaced-control-plane-annotation.ts';
import { missingActorAddress } from './annotations/missing-actor-address.ts';
import { missingEnabledAnnotation } from './annotations/missing-enabled-annotation.ts';
import { misspeltSocketPath } from './annotations/misspelt-socket-path.ts';
import { unknownAnnotation } from './annotations/unknown-annotation.ts';
import { unknownInitEndpoint } from './annotations/unknown-init-endpoint.ts';
import { conflictingApiRule } from './api/conflicting-api-rule.ts';
import { deprecatedApiVersion } from './api/deprecated-api-version.ts';
import { ignoredApiRule } from './api/ignored-api-rule.ts';
import { insecureApiDenial } from './api/insecure-api-denial.ts';
import { insecureApiList } from './api/insecure-api-list.ts';
import { conflictingAppPort } from './app/conflicting-app-port.ts';
import { conflictingAppProtocol } from './app/conflicting-app-protocol.ts';
import { conflictingInternalPort } from './app/conflicting-internal-port.ts';
import { conflictingInvocationName } from './app/conflicting-invocation-name.ts';
import { duplicateAppId } from './app/duplicate-app-id.ts';
import { excessiveGracefulShutdown } from './app/excessive-graceful-shutdown.ts';
import { fragileAppId } from './app/fragile-app-id.ts';
import { insecureAppChannel } from './app/insecure-app-channel.ts';
import { invalidAppId } from './app/invalid-app-id.ts';
import { missingAppHealthCheck } from './app/missing-app-health-check.ts';
import { missingAppId } from './app/missing-app-id.ts';
import { missingServiceSelector } from './app/missing-service-selector.ts';
import { unboundedJobSidecar } from './app/unbounded-job-sidecar.ts';
import { unknownAppPort } from './app/unknown-app-port.ts';
import { unsupportedBarePod } from './app/unsupported-bare-pod.ts';
import { unsupportedInvocationTarget } from './app/unsupported-invocation-target.ts';
import { duplicateSchedule } from './binding/duplicate-schedule.ts';
import { excessiveSchedule } from './binding/excessive-schedule.ts';
import { ignoredBindingRoute } from './binding/ignored-binding-route.ts';
import { insecureHostKey } from './binding/insecure-host-key.ts';
import { invalidBindingDirection } from './binding/invalid-binding-direction.ts';
import { invalidSchedule } from './binding/invalid-schedule.ts';
import { missingAppPort } from './binding/missing-app-port.ts';
import { missingBindingDirection } from './binding/missing-binding-direction.ts';
import { conflictingComponentName } from './component/conflicting-component-name.ts';
import { conflictingMetadata } from './component/conflicting-metadata.ts';
import { conflictingMetadataSource } from './component/conflicting-metadata-source.ts';
import { deprecatedComponentType } from './component/deprecated-component-type.ts';
import { deprecatedComponentVersion } from './component/deprecated-component-version.ts';
import { deprecatedMetadata } from './component/deprecated-metadata.ts';
import { duplicateComponent } from './component/duplicate-component.ts';
import { duplicateMetadata } from './component/duplicate-metadata.ts';
import { fragileComponent } from './component/fragile-component.ts';
import { fragileComponentVersion } from './component/fragile-component-version.ts';
import { ignoredComponent } from './component/ignored-component.ts';
import { ignoredComponentContainer } from './component/ignored-component-container.ts';
import { ignoredKafkaCredentials } from './component/ignored-kafka-credentials.ts';
import { ignoredScope } from './component/ignored-scope.ts';
import { insecureWasmSandbox } from './component/insecure-wasm-sandbox.ts';
import { invalidComponentSetting } from './component/invalid-component-setting.ts';
import { invalidComponentVersion } from './component/invalid-component-version.ts';
import { invalidConnectionString } from './component/invalid-connection-string.ts';
import { invalidInitTimeout } from './component/invalid-init-timeout.ts';
import { invalidMetadata } from './component/invalid-metadata.ts';
import { missingAddress } from './component/missing-address.ts';
import { missingComponentType } from './component/missing-component-type.ts';
import { missingMetadata } from './component/missing-metadata.ts';
import { missingMetadataValue } from './component/missing-metadata-value.ts';
import { missingScope } from './component/missing-scope.ts';
import { missingSidecarVolume } from './component/missing-sidecar-volume.ts';
import { misspeltMetadata } from './component/misspelt-metadata.ts';
import { misspeltMetadataValue } from './component/misspelt-metadata-value.ts';
import { misspeltPlaceholder } from './component/misspelt-placeholder.ts';
import { unknownComponentType } from './component/unknown-component-type.ts';
import { unknownEnvironmentVariable } from './component/unknown-environment-variable.ts';
import { unknownMetadata } from './component/unknown-metadata.ts';
import { unknownScope } from './component/unknown-scope.ts';
import { unsupportedComponent } from './component/unsupported-component.ts';
import { unsupportedComponentType } from './component/unsupported-component-type.ts';
import { unusedComponent } from './component/unused-component.ts';
import { fragileFeature } from './configuration/fragile-feature.ts';
import { ignoredDefaultFeature } from './configuration/ignored-default-feature.ts';
import { ignoredDenyEntry } from './configuration/ignored-deny-entry.ts';
import { ignoredWasmSandbox } from './configuration/ignored-wasm-sandbox.ts';
import { ignoredWorkflowLimit } from './configuration/ignored-workflow-limit.ts';
import { insecureNameResolution } from './configuration/insecure-name-resolution.ts';
import { invalidMtlsDuration } from './configuration/invalid-mtls-duration.ts';
import { invalidSamplingRate } from './configuration/invalid-sampling-rate.ts';
import { misplacedFeature } from './configuration/misplaced-feature.ts';
import { misplacedMtls } from './configuration/misplaced-mtls.ts';
import { missingConfiguration } from './configuration/missing-configuration.ts';
import { unboundedCertificateRenewal } from './configuration/unbounded-certificate-renewal.ts';
import { unknownConfiguration } from './configuration/unknown-configuration.ts';
import { unknownFeature } from './configuration/unknown-feature.ts';
import { unknownMiddleware } from './configuration/unknown-middleware.ts';
import { unknownMiddlewareType } from './configuration/unknown-middleware-type.ts';
import { unsupportedNameResolution } from './configuration/unsupported-name-resolution.ts';
import { unusedConfiguration } from './configuration/unused-configuration.ts';
import { conflictingEndpointName } from './endpoint/conflicting-endpoint-name.ts';
import { ignoredEndpointTls } from './endpoint/ignored-endpoint-tls.ts';
import { insecureRenegotiation } from './endpoint/insecure-renegotiation.ts';
import { insecureUrl } from './endpoint/insecure-url.ts';
import { invalidBaseUrl } from './endpoint/invalid-base-url.ts';
import { invalidEndpointCertificate } from './endpoint/invalid-endpoint-certificate.ts';
import { invalidEndpointName } from './endpoint/invalid-endpoint-name.ts';
import { invalidEndpointTls } from './endpoint/invalid-endpoint-tls.ts';
import { fragileConsumerGroup } from './kafka/fragile-consumer-group.ts';
import { invalidSaslMechanism } from './kafka/invalid-sasl-mechanism.ts';
import { missingCompression } from './kafka/missing-compression.ts';
import { deprecatedMcpTransport } from './mcp/deprecated-mcp-transport.ts';
import { ignoredMcpAuth } from './mcp/ignored-mcp-auth.ts';
import { invalidMcpUrl } from './mcp/invalid-mcp-url.ts';
import { missingMcpAuth } from './mcp/missing-mcp-auth.ts';
import { missingMcpSecret } from './mcp/missing-mcp-secret.ts';
import { unknownMcpSecretStore } from './mcp/unknown-mcp-secret-store.ts';
import { unsupportedMcpTransport } from './mcp/unsupported-mcp-transport.ts';
import { duplicateMiddleware } from './middleware/duplicate-middleware.ts';
import { fragileDemoMiddleware } from './middleware/fragile-demo-middleware.ts';
import { ignoredHandlerSelector } from './middleware/ignored-handler-selector.ts';
import { ignoredPipeline } from './middleware/ignored-pipeline.ts';
import { misplacedAuthentication } from './middleware/misplaced-authentication.ts';
import { misplacedMiddleware } from './middleware/misplaced-middleware.ts';
import { unusedMiddleware } from './middleware/unused-middleware.ts';
import { conflictingCallerPolicy } from './network/conflicting-caller-policy.ts';
import { conflictingNetworkPolicy } from './network/conflicting-network-policy.ts';
import { conflictingServiceMesh } from './network/conflicting-service-mesh.ts';
import { conflictingWebhookPolicy } from './network/conflicting-webhook-policy.ts';
import { insecureIngress } from './network/insecure-ingress.ts';
import { insecureServiceType } from './network/insecure-service-type.ts';
import { insecureSidecarPort } from './network/insecure-sidecar-port.ts';
import { misplacedServicePort } from './network/misplaced-service-port.ts';
import { missingNetworkPolicy } from './network/missing-network-policy.ts';
import { missingProxyHold } from './network/missing-proxy-hold.ts';
import { unknownServiceSelector } from './network/unknown-service-selector.ts';
import { unknownTargetPort } from './network/unknown-target-port.ts';
import { invalidAnnotationKey } from './object/invalid-annotation-key.ts';
import { invalidLabel } from './object/invalid-label.ts';
import { invalidName } from './object/invalid-name.ts';
import { invalidObjectMetadata } from './object/invalid-object-metadata.ts';
import { missingName } from './object/missing-name.ts';
import { unquotedString } from './object/unquoted-string.ts';
import { conflictingMetricPaths } from './observability/conflicting-metric-paths.ts';
import { deprecatedMetricsField } from './observability/deprecated-metrics-field.ts';
import { excessiveLogLevel } from './observability/excessive-log-level.ts';
import { excessiveSamplingRate } from './observability/excessive-sampling-rate.ts';
import { excessiveTracingExporter } from './observability/excessive-tracing-exporter.ts';
import { fragileAlertThreshold } from './observability/fragile-alert-threshold.ts';
import { ignoredApiLogging } from './observability/ignored-api-logging.ts';
import { ignoredMetricRule } from './observability/ignored-metric-rule.ts';
import { ignoredMetricsSwitch } from './observability/ignored-metrics-switch.ts';
import { ignoredTracing } from './observability/ignored-tracing.ts';
import { insecureApiLogging } from './observability/insecure-api-logging.ts';
import { insecureTracing } from './observability/insecure-tracing.ts';
import { invalidDashboard } from './observability/invalid-dashboard.ts';
import { invalidLatencyBuckets } from './observability/invalid-latency-buckets.ts';
import { invalidTracingExporter } from './observability/invalid-tracing-exporter.ts';
import { missingApiLog } from './observability/missing-api-log.ts';
import { missingAppMetrics } from './observability/missing-app-metrics.ts';
import { missingCertificateAlert } from './observability/missing-certificate-alert.ts';
import { missingDashboard } from './observability/missing-dashboard.ts';
import { missingJsonLogs } from './observability/missing-json-logs.ts';
import { missingLatencyBucket } from './observability/missing-latency-bucket.ts';
import { missingMetrics } from './observability/missing-metrics.ts';
import { missingMetricsScrape } from './observability/missing-metrics-scrape.ts';
import { missingPerformanceAlert } from './observability/missing-performance-alert.ts';
import { missingTracing } from './observability/missing-tracing.ts';
import { unboundedMetricPaths } from './observability/unbounded-metric-paths.ts';
import { unknownMetric } from './observability/unknown-metric.ts';
import { unknownMetricsPort } from './observability/unknown-metrics-port.ts';
import { conflictingConsumerGroup } from './pubsub/conflicting-consumer-group.ts';
import { conflictingRedelivery } from './pubsub/conflicting-redelivery.ts';
import { conflictingTopicGrant } from './pubsub/conflicting-topic-grant.ts';
import { fragileAcknowledgement } from './pubsub/fragile-acknowledgement.ts';
import { fragileMessageOrder } from './pubsub/fragile-message-order.ts';
import { fragileQueue } from './pubsub/fragile-queue.ts';
import { invalidPulsarSetting } from './pubsub/invalid-pulsar-setting.ts';
import { invalidTopicScope } from './pubsub/invalid-topic-scope.ts';
import { missingTopicScope } from './pubsub/missing-topic-scope.ts';
import { unknownPubsub } from './pubsub/unknown-pubsub.ts';
import { unusedTopicScope } from './pubsub/unused-topic-scope.ts';
import { duplicateResource } from './reference/duplicate-resource.ts';
import { fragileNamespace } from './reference/fragile-namespace.ts';
import { misplacedNamespace } from './reference/misplaced-namespace.ts';
import { missingNamespace } from './reference/missing-namespace.ts';
import { unknownHost } from './reference/unknown-host.ts';
import { unknownServicePort } from './reference/unknown-service-port.ts';
import { duplicateResiliencyEntry } from './resiliency/duplicate-resiliency-entry.ts';
import { excessiveRetries } from './resiliency/excessive-retries.ts';
import { ignoredDefaultPolicy } from './resiliency/ignored-default-policy.ts';
import { ignoredInboundPolicy } from './resiliency/ignored-inbound-policy.ts';
import { ignoredRetryField } from './resiliency/ignored-retry-field.ts';
import { ignoredRetryOverride } from './resiliency/ignored-retry-override.ts';
import { ignoredTripCondition } from './resiliency/ignored-trip-condition.ts';
import { invalidCircuitBreaker } from './resiliency/invalid-circuit-breaker.ts';
import { invalidResiliencyDuration } from './resiliency/invalid-resiliency-duration.ts';
import { invalidResiliencyTarget } from './resiliency/invalid-resiliency-target.ts';
import { invalidRetryPolicy } from './resiliency/invalid-retry-policy.ts';
import { misplacedResiliencyScope } from './resiliency/misplaced-resiliency-scope.ts';
import { missingDurationUnit } from './resiliency/missing-duration-unit.ts';
import { missingResiliency } from './resiliency/missing-resiliency.ts';
import { missingResiliencyTarget } from './resiliency/missing-resiliency-target.ts';
import { missingTargetPolicy } from './resiliency/missing-target-policy.ts';
import { misspeltDefaultPolicy } from './resiliency/misspelt-default-policy.ts';
import { unboundedRetries } from './resiliency/unbounded-retries.ts';
import { unknownCircuitBreaker } from './resiliency/unknown-circuit-breaker.ts';
import { unknownResiliencyPolicy } from './resiliency/unknown-resiliency-policy.ts';
import { unknownResiliencyTarget } from './resiliency/unknown-resiliency-target.ts';
import { unusedResiliencyPolicy } from './resiliency/unused-resiliency-policy.ts';
import { invalidDuration } from './schema/invalid-duration.ts';
import { invalidField } from './schema/invalid-field.ts';
import { misplacedField } from './schema/misplaced-field.ts';
import { missingField } from './schema/missing-field.ts';
import { missingKind } from './schema/missing-kind.ts';
import { misspeltApiVersion } from './schema/misspelt-api-version.ts';
import { unknownField } from './schema/unknown-field.ts';
import { unknownKind } from './schema/unknown-kind.ts';
import { unsupportedField } from './schema/unsupported-field.ts';
import { conflictingSecretStores } from './secrets/conflicting-secret-stores.ts';
import { duplicateSecretStore } from './secrets/duplicate-secret-store.ts';
import { duplicateTokenSecret } from './secrets/duplicate-token-secret.ts';
import { excessiveSecretAccess } from './secrets/excessive-secret-access.ts';
import { ignoredSecretScope } from './secrets/ignored-secret-scope.ts';
import { invalidSecretScope } from './secrets/invalid-secret-scope.ts';
import { missingAccountToken } from './secrets/missing-account-token.ts';
import { missingSecretAccess } from './secrets/missing-secret-access.ts';
import { missingSecretKey } from './secrets/missing-secret-key.ts';
import { missingSecretScope } from './secrets/missing-secret-scope.ts';
import { missingSecretStore } from './secrets/missing-secret-store.ts';
import { missingStoreScope } from './secrets/missing-store-scope.ts';
import { plainTextCredential } from './secrets/plain-text-credential.ts';
import { plainTextEnvironment } from './secrets/plain-text-environment.ts';
import { plainTextHeader } from './secrets/plain-text-header.ts';
import { plainTextIssuerKey } from './secrets/plain-text-issuer-key.ts';
import { plainTextSecret } from './secrets/plain-text-secret.ts';
import { unboundedSecretStore } from './secrets/unbounded-secret-store.ts';
import { unknownSecret } from './secrets/unknown-secret.ts';
import { unknownSecretKey } from './secrets/unknown-secret-key.ts';
import { unknownSecretStore } from './secrets/unknown-secret-store.ts';
import { unknownSidecarSecret } from './secrets/unknown-sidecar-secret.ts';
import { unusedSecretScope } from './secrets/unused-secret-scope.ts';
import { conflictingTrustAnchors } from './security/conflicting-trust-anchors.ts';
import { excessiveCertificateLifetime } from './security/excessive-certificate-lifetime.ts';
import { expiredCertificate } from './security/expired-certificate.ts';
import { expiredTrustBundle } from './security/expired-trust-bundle.ts';
import { ignoredTls } from './security/ignored-tls.ts';
import { ignoredTrustBundle } from './security/ignored-trust-bundle.ts';
import { insecureCertificateDirectory } from './security/insecure-certificate-directory.ts';
import { insecureDebugging } from './security/insecure-debugging.ts';
import { insecureListenAddress } from './security/insecure-listen-address.ts';
import { insecureTls } from './security/insecure-tls.ts';
import { insecureTrustBundle } from './security/insecure-trust-bundle.ts';
import { invalidCertificate } from './security/invalid-certificate.ts';
import { invalidTrustBundle } from './security/invalid-trust-bundle.ts';
import { missingApiToken } from './security/missing-api-token.ts';
import { missingAppToken } from './security/missing-app-token.ts';
import { missingMtls } from './security/missing-mtls.ts';
import { missingRedisPassword } from './security/missing-redis-password.ts';
import { missingTls } from './security/missing-tls.ts';
import { unsupportedTls } from './security/unsupported-tls.ts';
import { conflictingContainerName } from './sidecar/conflicting-container-name.ts';
import { conflictingContainerPort } from './sidecar/conflicting-container-port.ts';
import { conflictingHostPort } from './sidecar/conflicting-host-port.ts';
import { conflictingLimitRange } from './sidecar/conflicting-limit-range.ts';
import { conflictingLivenessProbe } from './sidecar/conflicting-liveness-probe.ts';
import { conflictingSidecar } from './sidecar/conflicting-sidecar.ts';
import { conflictingSidecarPorts } from './sidecar/conflicting-sidecar-ports.ts';
import { conflictingSidecarResources } from './sidecar/conflicting-sidecar-resources.ts';
import { conflictingVolumeMounts } from './sidecar/conflicting-volume-mounts.ts';
import { excessiveSidecarResources } from './sidecar/excessive-sidecar-resources.ts';
import { fragileCpuLimit } from './sidecar/fragile-cpu-limit.ts';
import { fragileSidecarImage } from './sidecar/fragile-sidecar-image.ts';
import { ignoredAnnotationChange } from './sidecar/ignored-annotation-change.ts';
import { ignoredPluggableComponent } from './sidecar/ignored-pluggable-component.ts';
import { ignoredVolumeMount } from './sidecar/ignored-volume-mount.ts';
import { invalidSidecarResources } from './sidecar/invalid-sidecar-resources.ts';
import { invalidSidecarSetting } from './sidecar/invalid-sidecar-setting.ts';
import { missingGomemlimit } from './sidecar/missing-gomemlimit.ts';
import { missingPodVolumes } from './sidecar/missing-pod-volumes.ts';
import { missingRequiredResources } from './sidecar/missing-required-resources.ts';
import { missingSidecarRequest } from './sidecar/missing-sidecar-request.ts';
import { missingSidecarResources } from './sidecar/missing-sidecar-resources.ts';
import { misspeltResourceUnit } from './sidecar/misspelt-resource-unit.ts';
import { unsupportedNativeSidecar } from './sidecar/unsupported-native-sidecar.ts';
import { conflictingStateKeys } from './state/conflicting-state-keys.ts';
import { duplicateActorStateStore } from './state/duplicate-actor-state-store.ts';
import { fragileStore } from './state/fragile-store.ts';
import { ignoredActorEncryption } from './state/ignored-actor-encryption.ts';
import { ignoredEncryptionKey } from './state/ignored-encryption-key.ts';
import { ignoredOutbox } from './state/ignored-outbox.ts';
import { ignoredRedisSetting } from './state/ignored-redis-setting.ts';
import { insecureKeyPrefix } from './state/insecure-key-prefix.ts';
import { invalidEncryptionKey } from './state/invalid-encryption-key.ts';
import { invalidKeyPrefix } from './state/invalid-key-prefix.ts';
import { misplacedEncryptionKey } from './state/misplaced-encryption-key.ts';
import { missingActorStateStore } from './state/missing-actor-state-store.ts';
import { missingStateEncryption } from './state/missing-state-encryption.ts';
import { unboundedExpiredState } from './state/unbounded-expired-state.ts';
import { unknownKeyPrefix } from './state/unknown-key-prefix.ts';
import { unknownOutboxPubsub } from './state/unknown-outbox-pubsub.ts';
import { unsupportedActorStateStore } from './state/unsupported-actor-state-store.ts';
import { conflictingDeadLetterTopic } from './subscription/conflicting-dead-letter-topic.ts';
import { conflictingSubscriptionScope } from './subscription/conflicting-subscription-scope.ts';
import { conflictingTopicScope } from './subscription/conflicting-topic-scope.ts';
import { duplicateSubscription } from './subscription/duplicate-subscription.ts';
import { fragileMatch } from './subscription/fragile-match.ts';
import { ignoredBulkSetting } from './subscription/ignored-bulk-setting.ts';
import { ignoredRoutingRule } from './subscription/ignored-routing-rule.ts';
import { ignoredSubscription } from './subscription/ignored-subscription.ts';
import { invalidMatch } from './subscription/invalid-match.ts';
import { invalidRawPayload } from './subscription/invalid-raw-payload.ts';
import { misplacedRoute } from './subscription/misplaced-route.ts';
import { missingDeadLetterRetry } from './subscription/missing-dead-letter-retry.ts';
import { missingDeadLetterTopic } from './subscription/missing-dead-letter-topic.ts';
import { missingDefaultRoute } from './subscription/missing-default-route.ts';
import { missingRoute } from './subscription/missing-route.ts';
import { unusedDeadLetterTopic } from './subscription/unused-dead-letter-topic.ts';
import { invalidSuppression } from './suppression/invalid-suppression.ts';
import { missingSuppressionReason } from './suppression/missing-suppression-reason.ts';
import { unusedSuppression } from './suppression/unused-suppression.ts';
import { duplicateKey } from './syntax/duplicate-key.ts';
import { invalidYaml } from './syntax/invalid-yaml.ts';
import { ignoredSidecarUpdate } from './version/ignored-sidecar-update.ts';
import { unsupportedControlPlane } from './version/unsupported-control-plane.ts';
import { unsupportedSidecarVersion } from './version/unsupported-sidecar-version.ts';
import { ignoredWorkflowCaller } from './workflow/ignored-workflow-caller.ts';
import { invalidWorkflowPattern } from './workflow/invalid-workflow-pattern.ts';
import { missingWorkflowAccessPolicy } from './workflow/missing-workflow-access-policy.ts';
import { missingWorkflowRules } from './workflow/missing-workflow-rules.ts';
import { unboundedWorkflowState } from './workflow/unbounded-workflow-state.ts';
import { conflictingPodSecurity } from './workload/conflicting-pod-security.ts';
import { conflictingRootUser } from './workload/conflicting-root-user.ts';
import { conflictingSidecarSecurity } from './workload/conflicting-sidecar-security.ts';
import { excessivePrivileges } from './workload/excessive-privileges.ts';
import { fragileAppImage } from './workload/fragile-app-image.ts';
import { fragileControlPlane } from './workload/fragile-control-plane.ts';
import { fragileReplicaCount } from './workload/fragile-replica-count.ts';
import { insecureHostNamespace } from './workload/insecure-host-namespace.ts';
import { insecureHostPath } from './workload/insecure-host-path.ts';
import { insecureHostPort } from './workload/insecure-host-port.ts';
import { insecureRootUser } from './workload/insecure-root-user.ts';
import { invalidProbePort } from './workload/invalid-probe-port.ts';
import { misplacedProbe } from './workload/misplaced-probe.ts';
import { missingAppResources } from './workload/missing-app-resources.ts';
import { missingContainerRestrictions } from './workload/missing-container-restrictions.ts';
import { missingControlPlaneQuorum } from './workload/missing-control-plane-quorum.ts';
import { missingDisruptionBudget } from './workload/missing-disruption-budget.ts';
import { missingPodSpread } from './workload/missing-pod-spread.ts';
import { missingReadinessProbe } from './workload/missing-readiness-probe.ts';
import { missingSeccompProfile } from './workload/missing-seccomp-profile.ts';
import { unknownProbePort } from './workload/unknown-probe-port.ts';

/** Every rule there is, in the order of the folders. */
export const rules: readonly Rule[] = [
  duplicateAccessPolicy,
  ignoredAccessControl,
  ignoredAccessPolicy,
  insecureDefaultAction,
  insecureServiceAccount,
  invalidAccessControl,
  invalidHttpVerb,
  missingAccessControl,
  unknownAccessAction,
  unknownCaller,
  conflictingEnvironment,
  conflictingHealthProbe,
  deprecatedAnnotation,
  ignoredAnnotation,
  ignoredEnvironmentEntry,
  ignoredListenAddress,
  ignoredMetricsAnnotation,
  ignoredServiceAnnotation,
  invalidAnnotationBoolean,
  invalidAnnotationDuration,
  invalidAnnotationList,
  invalidAnnotationNumber,
  invalidAnnotationSize,
  invalidAppPort,
  invalidAppProtocol,
  invalidConfigurationName,
  invalidEnvironment,
  invalidEnvironmentValue,
  invalidListenAddress,
  invalidLogLevel,
  invalidNegativeNumber,
  invalidPort,
  misplacedAnnotation,
  misplacedControlPlaneAnnotation,
  missingActorAddress,
  missingEnabledAnnotation,
  misspeltSocketPath,
  unknownAnnotation,
  unknownInitEndpoint,
  conflictingApiRule,
  deprecatedApiVersion,
  ignoredApiRule,
  insecureApiDenial,
  insecureApiList,
  conflictingAppPort,
  conflictingAppProtocol,
  conflictingInternalPort,
  conflictingInvocationName,
  duplicateAppId,
  excessiveGracefulShutdown,
  fragileAppId,
  insecureAppChannel,
  invalidAppId,
  missingAppHealthCheck,
  missingAppId,
  missingServiceSelector,
  unboundedJobSidecar,
  unknownAppPort,
  unsupportedBarePod,
  unsupportedInvocationTarget,
  duplicateSchedule,
  excessiveSchedule,
  ignoredBindingRoute,
  insecureHostKey,
  invalidBindingDirection,
  invalidSchedule,
  missingAppPort,
  missingBindingDirection,
  conflictingComponentName,
  conflictingMetadata,
  conflictingMetadataSource,
  deprecatedComponentType,
  deprecatedComponentVersion,
  deprecatedMetadata,
  duplicateComponent,
  duplicateMetadata,
  fragileComponent,
  fragileComponentVersion,
  ignoredComponent,
  ignoredComponentContainer,
  ignoredKafkaCredentials,
  ignoredScope,
  insecureWasmSandbox,
  invalidComponentSetting,
  invalidComponentVersion,
  invalidConnectionString,
  invalidInitTimeout,
  invalidMetadata,
  missingAddress,
  missingComponentType,
  missingMetadata,
  missingMetadataValue,
  missingScope,
  missingSidecarVolume,
  misspeltMetadata,
  misspeltMetadataValue,
  misspeltPlaceholder,
  unknownComponentType,
  unknownEnvironmentVariable,
  unknownMetadata,
  unknownScope,
  unsupportedComponent,
  unsupportedComponentType,
  unusedComponent,
  fragileFeature,
  ignoredDefaultFeature,
  ignoredDenyEntry,
  ignoredWasmSandbox,
  ignoredWorkflowLimit,
  insecureNameResolution,
  invalidMtlsDuration,
  invalidSamplingRate,
  misplacedFeature,
  misplacedMtls,
  missingConfiguration,
  unboundedCertificateRenewal,
  unknownConfiguration,
  unknownFeature,
  unknownMiddleware,
  unknownMiddlewareType,
  unsupportedNameResolution,
  unusedConfiguration,
  conflictingEndpointName,
  ignoredEndpointTls,
  insecureRenegotiation,
  insecureUrl,
  invalidBaseUrl,
  invalidEndpointCertificate,
  invalidEndpointName,
  invalidEndpointTls,
  fragileConsumerGroup,
  invalidSaslMechanism,
  missingCompression,
  deprecatedMcpTransport,
  ignoredMcpAuth,
  invalidMcpUrl,
  missingMcpAuth,
  missingMcpSecret,
  unknownMcpSecretStore,
  unsupportedMcpTransport,
  duplicateMiddleware,
  fragileDemoMiddleware,
  ignoredHandlerSelector,
  ignoredPipeline,
  misplacedAuthentication,
  misplacedMiddleware,
  unusedMiddleware,
  conflictingCallerPolicy,
  conflictingNetworkPolicy,
  conflictingServiceMesh,
  conflictingWebhookPolicy,
  insecureIngress,
  insecureServiceType,
  insecureSidecarPort,
  misplacedServicePort,
  missingNetworkPolicy,
  missingProxyHold,
  unknownServiceSelector,
  unknownTargetPort,
  invalidAnnotationKey,
  invalidLabel,
  invalidName,
  invalidObjectMetadata,
  missingName,
  unquotedString,
  conflictingMetricPaths,
  deprecatedMetricsField,
  excessiveLogLevel,
  excessiveSamplingRate,
  excessiveTracingExporter,
  fragileAlertThreshold,
  ignoredApiLogging,
  ignoredMetricRule,
  ignoredMetricsSwitch,
  ignoredTracing,
  insecureApiLogging,
  insecureTracing,
  invalidDashboard,
  invalidLatencyBuckets,
  invalidTracingExporter,
  missingApiLog,
  missingAppMetrics,
  missingCertificateAlert,
  missingDashboard,
  missingJsonLogs,
  missingLatencyBucket,
  missingMetrics,
  missingMetricsScrape,
  missingPerformanceAlert,
  missingTracing,
  unboundedMetricPaths,
  unknownMetric,
  unknownMetricsPort,
  conflictingConsumerGroup,
  conflictingRedelivery,
  conflictingTopicGrant,
  fragileAcknowledgement,
  fragileMessageOrder,
  fragileQueue,
  invalidPulsarSetting,
  invalidTopicScope,
  missingTopicScope,
  unknownPubsub,
  unusedTopicScope,
  duplicateResource,
  fragileNamespace,
  misplacedNamespace,
  missingNamespace,
  unknownHost,
  unknownServicePort,
  duplicateResiliencyEntry,
  excessiveRetries,
  ignoredDefaultPolicy,
  ignoredInboundPolicy,
  ignoredRetryField,
  ignoredRetryOverride,
  ignoredTripCondition,
  invalidCircuitBreaker,
  invalidResiliencyDuration,
  invalidResiliencyTarget,
  invalidRetryPolicy,
  misplacedResiliencyScope,
  missingDurationUnit,
  missingResiliency,
  missingResiliencyTarget,
  missingTargetPolicy,
  misspeltDefaultPolicy,
  unboundedRetries,
  unknownCircuitBreaker,
  unknownResiliencyPolicy,
  unknownResiliencyTarget,
  unusedResiliencyPolicy,
  invalidDuration,
  invalidField,
  misplacedField,
  missingField,
  missingKind,
  misspeltApiVersion,
  unknownField,
  unknownKind,
  unsupportedField,
  conflictingSecretStores,
  duplicateSecretStore,
  duplicateTokenSecret,
  excessiveSecretAccess,
  ignoredSecretScope,
  invalidSecretScope,
  missingAccountToken,
  missingSecretAccess,
  missingSecretKey,
  missingSecretScope,
  missingSecretStore,
  missingStoreScope,
  plainTextCredential,
  plainTextEnvironment,
  plainTextHeader,
  plainTextIssuerKey,
  plainTextSecret,
  unboundedSecretStore,
  unknownSecret,
  unknownSecretKey,
  unknownSecretStore,
  unknownSidecarSecret,
  unusedSecretScope,
  conflictingTrustAnchors,
  excessiveCertificateLifetime,
  expiredCertificate,
  expiredTrustBundle,
  ignoredTls,
  ignoredTrustBundle,
  insecureCertificateDirectory,
  insecureDebugging,
  insecureListenAddress,
  insecureTls,
  insecureTrustBundle,
  invalidCertificate,
  invalidTrustBundle,
  missingApiToken,
  missingAppToken,
  missingMtls,
  missingRedisPassword,
  missingTls,
  unsupportedTls,
  conflictingContainerName,
  conflictingContainerPort,
  conflictingHostPort,
  conflictingLimitRange,
  conflictingLivenessProbe,
  conflictingSidecar,
  conflictingSidecarPorts,
  conflictingSidecarResources,
  conflictingVolumeMounts,
  excessiveSidecarResources,
  fragileCpuLimit,
  fragileSidecarImage,
  ignoredAnnotationChange,
  ignoredPluggableComponent,
  ignoredVolumeMount,
  invalidSidecarResources,
  invalidSidecarSetting,
  missingGomemlimit,
  missingPodVolumes,
  missingRequiredResources,
  missingSidecarRequest,
  missingSidecarResources,
  misspeltResourceUnit,
  unsupportedNativeSidecar,
  conflictingStateKeys,
  duplicateActorStateStore,
  fragileStore,
  ignoredActorEncryption,
  ignoredEncryptionKey,
  ignoredOutbox,
  ignoredRedisSetting,
  insecureKeyPrefix,
  invalidEncryptionKey,
  invalidKeyPrefix,
  misplacedEncryptionKey,
  missingActorStateStore,
  missingStateEncryption,
  unboundedExpiredState,
  unknownKeyPrefix,
  unknownOutboxPubsub,
  unsupportedActorStateStore,
  conflictingDeadLetterTopic,
  conflictingSubscriptionScope,
  conflictingTopicScope,
  duplicateSubscription,
  fragileMatch,
  ignoredBulkSetting,
  ignoredRoutingRule,
  ignoredSubscription,
  invalidMatch,
  invalidRawPayload,
  misplacedRoute,
  missingDeadLetterRetry,
  missingDeadLetterTopic,
  missingDefaultRoute,
  missingRoute,
  unusedDeadLetterTopic,
  invalidSuppression,
  missingSuppressionReason,
  unusedSuppression,
  duplicateKey,
  invalidYaml,
  ignoredSidecarUpdate,
  unsupportedControlPlane,
  unsupportedSidecarVersion,
  ignoredWorkflowCaller,
  invalidWorkflowPattern,
  missingWorkflowAccessPolicy,
  missingWorkflowRules,
  unboundedWorkflowState,
  conflictingPodSecurity,
  conflictingRootUser,
  conflictingSidecarSecurity,
  excessivePrivileges,
  fragileAppImage,
  fragileControlPlane,
  fragileReplicaCount,
  insecureHostNamespace,
  insecureHostPath,
  insecureHostPort,
  insecureRootUser,
  invalidProbePort,
  misplacedProbe,
  missingAppResources,
  missingContainerRestrictions,
  missingControlPlaneQuorum,
  missingDisruptionBudget,
  missingPodSpread,
  missingReadinessProbe,
  missingSeccompProfile,
  unknownProbePort,
];

/** The area of each rule, by its id. */
export const areas: Readonly<Record<string, string>> = {
  'duplicate-access-policy': 'access-control',
  'ignored-access-control': 'access-control',
  'ignored-access-policy': 'access-control',
  'insecure-default-action': 'access-control',
  'insecure-service-account': 'access-control',
  'invalid-access-control': 'access-control',
  'invalid-http-verb': 'access-control',
  'missing-access-control': 'access-control',
  'unknown-access-action': 'access-control',
  'unknown-caller': 'access-control',
  'conflicting-environment': 'annotations',
  'conflicting-health-probe': 'annotations',
  'deprecated-annotation': 'annotations',
  'ignored-annotation': 'annotations',
  'ignored-environment-entry': 'annotations',
  'ignored-listen-address': 'annotations',
  'ignored-metrics-annotation': 'annotations',
  'ignored-service-annotation': 'annotations',
  'invalid-annotation-boolean': 'annotations',
  'invalid-annotation-duration': 'annotations',
  'invalid-annotation-list': 'annotations',
  'invalid-annotation-number': 'annotations',
  'invalid-annotation-size': 'annotations',
  'invalid-app-port': 'annotations',
  'invalid-app-protocol': 'annotations',
  'invalid-configuration-name': 'annotations',
  'invalid-environment': 'annotations',
  'invalid-environment-value': 'annotations',
  'invalid-listen-address': 'annotations',
  'invalid-log-level': 'annotations',
  'invalid-negative-number': 'annotations',
  'invalid-port': 'annotations',
  'misplaced-annotation': 'annotations',
  'misplaced-control-plane-annotation': 'annotations',
  'missing-actor-address': 'annotations',
  'missing-enabled-annotation': 'annotations',
  'misspelt-socket-path': 'annotations',
  'unknown-annotation': 'annotations',
  'unknown-init-endpoint': 'annotations',
  'conflicting-api-rule': 'api',
  'deprecated-api-version': 'api',
  'ignored-api-rule': 'api',
  'insecure-api-denial': 'api',
  'insecure-api-list': 'api',
  'conflicting-app-port': 'app',
  'conflicting-app-protocol': 'app',
  'conflicting-internal-port': 'app',
  'conflicting-invocation-name': 'app',
  'duplicate-app-id': 'app',
  'excessive-graceful-shutdown': 'app',
  'fragile-app-id': 'app',
  'insecure-app-channel': 'app',
  'invalid-app-id': 'app',
  'missing-app-health-check': 'app',
  'missing-app-id': 'app',
  'missing-service-selector': 'app',
  'unbounded-job-sidecar': 'app',
  'unknown-app-port': 'app',
  'unsupported-bare-pod': 'app',
  'unsupported-invocation-target': 'app',
  'duplicate-schedule': 'binding',
  'excessive-schedule': 'binding',
  'ignored-binding-route': 'binding',
  'insecure-host-key': 'binding',
  'invalid-binding-direction': 'binding',
  'invalid-schedule': 'binding',
  'missing-app-port': 'binding',
  'missing-binding-direction': 'binding',
  'conflicting-component-name': 'component',
  'conflicting-metadata': 'component',
  'conflicting-metadata-source': 'component',
  'deprecated-component-type': 'component',
  'deprecated-component-version': 'component',
  'deprecated-metadata': 'component',
  'duplicate-component': 'component',
  'duplicate-metadata': 'component',
  'fragile-component': 'component',
  'fragile-component-version': 'component',
  'ignored-component': 'component',
  'ignored-component-container': 'component',
  'ignored-kafka-credentials': 'component',
  'ignored-scope': 'component',
  'insecure-wasm-sandbox': 'component',
  'invalid-component-setting': 'component',
  'invalid-component-version': 'component',
  'invalid-connection-string': 'component',
  'invalid-init-timeout': 'component',
  'invalid-metadata': 'component',
  'missing-address': 'component',
  'missing-component-type': 'component',
  'missing-metadata': 'component',
  'missing-metadata-value': 'component',
  'missing-scope': 'component',
  'missing-sidecar-volume': 'component',
  'misspelt-metadata': 'component',
  'misspelt-metadata-value': 'component',
  'misspelt-placeholder': 'component',
  'unknown-component-type': 'component',
  'unknown-environment-variable': 'component',
  'unknown-metadata': 'component',
  'unknown-scope': 'component',
  'unsupported-component': 'component',
  'unsupported-component-type': 'component',
  'unused-component': 'component',
  'fragile-feature': 'configuration',
  'ignored-default-feature': 'configuration',
  'ignored-deny-entry': 'configuration',
  'ignored-wasm-sandbox': 'configuration',
  'ignored-workflow-limit': 'configuration',
  'insecure-name-resolution': 'configuration',
  'invalid-mtls-duration': 'configuration',
  'invalid-sampling-rate': 'configuration',
  'misplaced-feature': 'configuration',
  'misplaced-mtls': 'configuration',
  'missing-configuration': 'configuration',
  'unbounded-certificate-renewal': 'configuration',
  'unknown-configuration': 'configuration',
  'unknown-feature': 'configuration',
  'unknown-middleware': 'configuration',
  'unknown-middleware-type': 'configuration',
  'unsupported-name-resolution': 'configuration',
  'unused-configuration': 'configuration',
  'conflicting-endpoint-name': 'endpoint',
  'ignored-endpoint-tls': 'endpoint',
  'insecure-renegotiation': 'endpoint',
  'insecure-url': 'endpoint',
  'invalid-base-url': 'endpoint',
  'invalid-endpoint-certificate': 'endpoint',
  'invalid-endpoint-name': 'endpoint',
  'invalid-endpoint-tls': 'endpoint',
  'fragile-consumer-group': 'kafka',
  'invalid-sasl-mechanism': 'kafka',
  'missing-compression': 'kafka',
  'deprecated-mcp-transport': 'mcp',
  'ignored-mcp-auth': 'mcp',
  'invalid-mcp-url': 'mcp',
  'missing-mcp-auth': 'mcp',
  'missing-mcp-secret': 'mcp',
  'unknown-mcp-secret-store': 'mcp',
  'unsupported-mcp-transport': 'mcp',
  'duplicate-middleware': 'middleware',
  'fragile-demo-middleware': 'middleware',
  'ignored-handler-selector': 'middleware',
  'ignored-pipeline': 'middleware',
  'misplaced-authentication': 'middleware',
  'misplaced-middleware': 'middleware',
  'unused-middleware': 'middleware',
  'conflicting-caller-policy': 'network',
  'conflicting-network-policy': 'network',
  'conflicting-service-mesh': 'network',
  'conflicting-webhook-policy': 'network',
  'insecure-ingress': 'network',
  'insecure-service-type': 'network',
  'insecure-sidecar-port': 'network',
  'misplaced-service-port': 'network',
  'missing-network-policy': 'network',
  'missing-proxy-hold': 'network',
  'unknown-service-selector': 'network',
  'unknown-target-port': 'network',
  'invalid-annotation-key': 'object',
  'invalid-label': 'object',
  'invalid-name': 'object',
  'invalid-object-metadata': 'object',
  'missing-name': 'object',
  'unquoted-string': 'object',
  'conflicting-metric-paths': 'observability',
  'deprecated-metrics-field': 'observability',
  'excessive-log-level': 'observability',
  'excessive-sampling-rate': 'observability',
  'excessive-tracing-exporter': 'observability',
  'fragile-alert-threshold': 'observability',
  'ignored-api-logging': 'observability',
  'ignored-metric-rule': 'observability',
  'ignored-metrics-switch': 'observability',
  'ignored-tracing': 'observability',
  'insecure-api-logging': 'observability',
  'insecure-tracing': 'observability',
  'invalid-dashboard': 'observability',
  'invalid-latency-buckets': 'observability',
  'invalid-tracing-exporter': 'observability',
  'missing-api-log': 'observability',
  'missing-app-metrics': 'observability',
  'missing-certificate-alert': 'observability',
  'missing-dashboard': 'observability',
  'missing-json-logs': 'observability',
  'missing-latency-bucket': 'observability',
  'missing-metrics': 'observability',
  'missing-metrics-scrape': 'observability',
  'missing-performance-alert': 'observability',
  'missing-tracing': 'observability',
  'unbounded-metric-paths': 'observability',
  'unknown-metric': 'observability',
  'unknown-metrics-port': 'observability',
  'conflicting-consumer-group': 'pubsub',
  'conflicting-redelivery': 'pubsub',
  'conflicting-topic-grant': 'pubsub',
  'fragile-acknowledgement': 'pubsub',
  'fragile-message-order': 'pubsub',
  'fragile-queue': 'pubsub',
  'invalid-pulsar-setting': 'pubsub',
  'invalid-topic-scope': 'pubsub',
  'missing-topic-scope': 'pubsub',
  'unknown-pubsub': 'pubsub',
  'unused-topic-scope': 'pubsub',
  'duplicate-resource': 'reference',
  'fragile-namespace': 'reference',
  'misplaced-namespace': 'reference',
  'missing-namespace': 'reference',
  'unknown-host': 'reference',
  'unknown-service-port': 'reference',
  'duplicate-resiliency-entry': 'resiliency',
  'excessive-retries': 'resiliency',
  'ignored-default-policy': 'resiliency',
  'ignored-inbound-policy': 'resiliency',
  'ignored-retry-field': 'resiliency',
  'ignored-retry-override': 'resiliency',
  'ignored-trip-condition': 'resiliency',
  'invalid-circuit-breaker': 'resiliency',
  'invalid-resiliency-duration': 'resiliency',
  'invalid-resiliency-target': 'resiliency',
  'invalid-retry-policy': 'resiliency',
  'misplaced-resiliency-scope': 'resiliency',
  'missing-duration-unit': 'resiliency',
  'missing-resiliency': 'resiliency',
  'missing-resiliency-target': 'resiliency',
  'missing-target-policy': 'resiliency',
  'misspelt-default-policy': 'resiliency',
  'unbounded-retries': 'resiliency',
  'unknown-circuit-breaker': 'resiliency',
  'unknown-resiliency-policy': 'resiliency',
  'unknown-resiliency-target': 'resiliency',
  'unused-resiliency-policy': 'resiliency',
  'invalid-duration': 'schema',
  'invalid-field': 'schema',
  'misplaced-field': 'schema',
  'missing-field': 'schema',
  'missing-kind': 'schema',
  'misspelt-api-version': 'schema',
  'unknown-field': 'schema',
  'unknown-kind': 'schema',
  'unsupported-field': 'schema',
  'conflicting-secret-stores': 'secrets',
  'duplicate-secret-store': 'secrets',
  'duplicate-token-secret': 'secrets',
  'excessive-secret-access': 'secrets',
  'ignored-secret-scope': 'secrets',
  'invalid-secret-scope': 'secrets',
  'missing-account-token': 'secrets',
  'missing-secret-access': 'secrets',
  'missing-secret-key': 'secrets',
  'missing-secret-scope': 'secrets',
  'missing-secret-store': 'secrets',
  'missing-store-scope': 'secrets',
  'plain-text-credential': 'secrets',
  'plain-text-environment': 'secrets',
  'plain-text-header': 'secrets',
  'plain-text-issuer-key': 'secrets',
  'plain-text-secret': 'secrets',
  'unbounded-secret-store': 'secrets',
  'unknown-secret': 'secrets',
  'unknown-secret-key': 'secrets',
  'unknown-secret-store': 'secrets',
  'unknown-sidecar-secret': 'secrets',
  'unused-secret-scope': 'secrets',
  'conflicting-trust-anchors': 'security',
  'excessive-certificate-lifetime': 'security',
  'expired-certificate': 'security',
  'expired-trust-bundle': 'security',
  'ignored-tls': 'security',
  'ignored-trust-bundle': 'security',
  'insecure-certificate-directory': 'security',
  'insecure-debugging': 'security',
  'insecure-listen-address': 'security',
  'insecure-tls': 'security',
  'insecure-trust-bundle': 'security',
  'invalid-certificate': 'security',
  'invalid-trust-bundle': 'security',
  'missing-api-token': 'security',
  'missing-app-token': 'security',
  'missing-mtls': 'security',
  'missing-redis-password': 'security',
  'missing-tls': 'security',
  'unsupported-tls': 'security',
  'conflicting-container-name': 'sidecar',
  'conflicting-container-port': 'sidecar',
  'conflicting-host-port': 'sidecar',
  'conflicting-limit-range': 'sidecar',
  'conflicting-liveness-probe': 'sidecar',
  'conflicting-sidecar': 'sidecar',
  'conflicting-sidecar-ports': 'sidecar',
  'conflicting-sidecar-resources': 'sidecar',
  'conflicting-volume-mounts': 'sidecar',
  'excessive-sidecar-resources': 'sidecar',
  'fragile-cpu-limit': 'sidecar',
  'fragile-sidecar-image': 'sidecar',
  'ignored-annotation-change': 'sidecar',
  'ignored-pluggable-component': 'sidecar',
  'ignored-volume-mount': 'sidecar',
  'invalid-sidecar-resources': 'sidecar',
  'invalid-sidecar-setting': 'sidecar',
  'missing-gomemlimit': 'sidecar',
  'missing-pod-volumes': 'sidecar',
  'missing-required-resources': 'sidecar',
  'missing-sidecar-request': 'sidecar',
  'missing-sidecar-resources': 'sidecar',
  'misspelt-resource-unit': 'sidecar',
  'unsupported-native-sidecar': 'sidecar',
  'conflicting-state-keys': 'state',
  'duplicate-actor-state-store': 'state',
  'fragile-store': 'state',
  'ignored-actor-encryption': 'state',
  'ignored-encryption-key': 'state',
  'ignored-outbox': 'state',
  'ignored-redis-setting': 'state',
  'insecure-key-prefix': 'state',
  'invalid-encryption-key': 'state',
  'invalid-key-prefix': 'state',
  'misplaced-encryption-key': 'state',
  'missing-actor-state-store': 'state',
  'missing-state-encryption': 'state',
  'unbounded-expired-state': 'state',
  'unknown-key-prefix': 'state',
  'unknown-outbox-pubsub': 'state',
  'unsupported-actor-state-store': 'state',
  'conflicting-dead-letter-topic': 'subscription',
  'conflicting-subscription-scope': 'subscription',
  'conflicting-topic-scope': 'subscription',
  'duplicate-subscription': 'subscription',
  'fragile-match': 'subscription',
  'ignored-bulk-setting': 'subscription',
  'ignored-routing-rule': 'subscription',
  'ignored-subscription': 'subscription',
  'invalid-match': 'subscription',
  'invalid-raw-payload': 'subscription',
  'misplaced-route': 'subscription',
  'missing-dead-letter-retry': 'subscription',
  'missing-dead-letter-topic': 'subscription',
  'missing-default-route': 'subscription',
  'missing-route': 'subscription',
  'unused-dead-letter-topic': 'subscription',
  'invalid-suppression': 'suppression',
  'missing-suppression-reason': 'suppression',
  'unused-suppression': 'suppression',
  'duplicate-key': 'syntax',
  'invalid-yaml': 'syntax',
  'ignored-sidecar-update': 'version',
  'unsupported-control-plane': 'version',
  'unsupported-sidecar-version': 'version',
  'ignored-workflow-caller': 'workflow',
  'invalid-workflow-pattern': 'workflow',
  'missing-workflow-access-policy': 'workflow',
  'missing-workflow-rules': 'workflow',
  'unbounded-workflow-state': 'workflow',
  'conflicting-pod-security': 'workload',
  'conflicting-root-user': 'workload',
  'conflicting-sidecar-security': 'workload',
  'excessive-privileges': 'workload',
  'fragile-app-image': 'workload',
  'fragile-control-plane': 'workload',
  'fragile-replica-count': 'workload',
  'insecure-host-namespace': 'workload',
  'insecure-host-path': 'workload',
  'insecure-host-port': 'workload',
  'insecure-root-user': 'workload',
  'invalid-probe-port': 'workload',
  'misplaced-probe': 'workload',
  'missing-app-resources': 'workload',
  'missing-container-restrictions': 'workload',
  'missing-control-plane-quorum': 'workload',
  'missing-disruption-budget': 'workload',
  'missing-pod-spread': 'workload',
  'missing-readiness-probe': 'workload',
  'missing-seccomp-profile': 'workload',
  'unknown-probe-port': 'workload',
};
