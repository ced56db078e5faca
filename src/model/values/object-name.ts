/**
 * Whether a text may be the name of an object: a DNS subdomain.
 * Source: apimachinery v0.33 pkg/util/validation/validation.go IsDNS1123Subdomain.
 */
export const isObjectName = (text: string): boolean =>
  text.length <= 253 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(text);
