import { defineRule, type Problems, quote, yaml } from '../../src/rule.ts';

export const invalidAccessControl = defineRule({
  id: 'invalid-access-control',
  severity: 'error',
  summary: 'Access control that daprd does not start with',
  why: 'The API server asks for an appId alone, but daprd exits unless each policy names the app, its namespace and its trust domain; and no certificate is issued for a trust domain that is none.',
  source:
    'dapr v1.18.3 pkg/acl/acl.go:68-137 ParseAccessControlSpec, pkg/sentry/server/validator/kubernetes/kubernetes.go:227',
  docs: 'https://docs.dapr.io/operations/configuration/invoke-allowlist/',
  effect: 'rejected',
  facts: ['cfg.acl.policy.required', 'cfg.acl.trustdomain.invalid'],
  each: 'configuration',

  *check(configuration): Problems {
    for (const policy of configuration.accessPolicies) {
      const { text: app = '' } = policy.get('appId');
      for (const name of ['appId', 'trustDomain', 'namespace'] as const) {
        const field = policy.get(name);
        // That there is an appId at all is for the schema to say.
        if (field.text || !field.resolved || (name === 'appId' && !field.exists)) continue;
        yield {
          at: field.exists ? field : policy.get('appId'),
          message: `the policy of ${quote(app)} has no ${name}`,
          help:
            name === 'trustDomain'
              ? 'add the one of the caller: public, unless its Configuration says otherwise'
              : `add ${name}`,
        };
      }
    }
    const domain = configuration.spec.get('accessControl').get('trustDomain');
    if (!domain.text || !domain.resolved || /^(?:spiffe:\/\/)?[a-z0-9._-]+(?:\/.*)?$/.test(domain.text)) return;
    yield {
      at: domain,
      message: `${quote(domain.text)} is no trust domain: it has only lower-case letters, digits, dots, dashes and underscores`,
      help: 'write it like a host name, without a port',
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
            defaultAction: deny
            trustDomain: Example.com
                         ^^^^^^^^^^^ "Example.com" is no trust domain: it has only lower-case letters, digits, dots, dashes and underscores
            policies:
              - appId: checkout
                       ^^^^^^^^ the policy of "checkout" has no trustDomain
                namespace: shop
              - appId: billing
                trustDomain: public
                namespace: ""
                           ^^ the policy of "billing" has no namespace
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
            defaultAction: deny
            trustDomain: td_1.example.com
            policies:
              - appId: checkout
                trustDomain: public
                namespace: "{{ .Release.Namespace }}"
      `,
      because: 'an underscore is legal in a trust domain, and a value that is filled in later is not empty',
    },
  ],
});
