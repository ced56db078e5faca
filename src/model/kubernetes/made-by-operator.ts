import type { Field } from '../../yaml/field.ts';
import type { Resource } from '../resource.ts';

/**
 * Whether the operator has made a Service, as one of those by which apps are found: a cluster has them, its manifests have not.
 * Source: dapr v1.18.3 pkg/operator/handlers/dapr_handler.go:255.
 */
export const isMadeByOperator = (service: Resource): boolean =>
  (service.isOwned && service.name.endsWith('-dapr')) ||
  (service.metadata.get('labels') as Field).get('dapr.io/enabled').exists;
