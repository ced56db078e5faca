import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const insecureDefaultAction = defineRule({
  id: 'insecure-default-action',
  severity: 'warning',
  summary: 'Access control allows whatever no policy is about',
  why: 'On Kubernetes, policies without a default action do not deny the rest, as documented: decoding starts from a Configuration that allows.',
  source:
    'dapr v1.18.3 pkg/config/configuration.go LoadDefaultConfiguration, LoadKubernetesConfiguration; pkg/acl/acl.go:53',
  docs: 'https://docs.dapr.io/operations/configuration/invoke-allowlist/',
  effect: 'insecure',
  securitySeverity: 6.5,
  covers: ['authentication-and-authorization.access-control'],
  facts: ['cfg.acl.defaultaction.omitted', 'cfg.acl.mtls'],
  each: 'configuration',

  *check(configuration): Problems {
    const access = configuration.spec.get('accessControl');
    const action = access.get('defaultAction');
    const policies = configuration.accessPolicies;
    const isWritten = action.exists && action.text !== '';
    if (policies.length === 0 || !action.resolved || (isWritten && action.text?.toLowerCase() !== 'allow')) return;
    // Policies that only take away make sense with everything else allowed, and so may some that are meant to.
    const grants = (policy: (typeof policies)[number]): boolean =>
      (!isWritten && policy.get('defaultAction').text?.toLowerCase() !== 'deny') ||
      policy.get('operations').items.some((operation) => operation.get('action').text?.toLowerCase() === 'allow');
    const isList = isWritten ? policies.every(grants) : policies.some(grants);
    if (!isList) return;
    yield {
      at: action.exists ? action : access.key,
      message: `${isWritten ? 'defaultAction is allow' : 'there is no defaultAction'}: callers that no policy names are allowed everything`,
      help: 'set defaultAction to deny',
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: orders
        spec:
          accessControl:
          ^^^^^^^^^^^^^ there is no defaultAction: callers that no policy names are allowed everything
            trustDomain: public
            policies:
              - appId: checkout
                trustDomain: public
                namespace: shop
                defaultAction: allow
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: orders
        spec:
          accessControl:
            trustDomain: public
            policies:
              - appId: legacy
                trustDomain: public
                namespace: shop
                defaultAction: Deny
      `,
      because: 'a list of those who may not is meant to allow the rest',
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: orders
        spec:
          accessControl:
            trustDomain: shop
      `,
      because: 'a trust domain alone is no access control',
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: orders
        spec:
          accessControl:
            defaultAction: allow
                           ^^^^^ defaultAction is allow: callers that no policy names are allowed everything
            policies:
              - appId: checkout
                trustDomain: public
                namespace: shop
                defaultAction: deny
                operations:
                  - { name: /orders, httpVerb: [POST], action: allow }
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: orders
        spec:
          accessControl:
            defaultAction: allow
            policies:
              - appId: legacy
                trustDomain: public
                namespace: shop
                defaultAction: deny
                operations:
                  - { name: /orders, httpVerb: [GET], action: allow }
              - appId: reports
                trustDomain: public
                namespace: shop
                defaultAction: deny
      `,
      because: 'the policies take away from two callers what the others have, and say so',
    },
  ],
});
