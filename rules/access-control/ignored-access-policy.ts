import { defineRule, type Problems, quote, workloadKinds, yaml } from '../../src/rule.ts';

export const ignoredAccessPolicy = defineRule({
  id: 'ignored-access-policy',
  severity: 'error',
  summary: 'Access-control policy that applies to nobody',
  why: 'The app that is called looks its caller up in its own policies, and compares the trust domain of the policy with that of the caller: the accessControl.trustDomain of its Configuration, or public. Where they differ, or the app names itself, only the default action counts.',
  source:
    'dapr v1.18.3 pkg/acl/acl.go:142,213, pkg/sentry/server/validator/kubernetes/kubernetes.go:206-233, pkg/messaging/direct_messaging.go:185',
  docs: 'https://docs.dapr.io/operations/configuration/invoke-allowlist/',
  effect: 'ignored',
  covers: ['authentication-and-authorization.spiffe-ids'],
  facts: ['cfg.acl.callee', 'cfg.acl.trustdomain'],
  needs: [workloadKinds],
  each: 'configuration',

  *check(configuration, { workspace }): Problems {
    const { access } = workspace;
    const callees = workspace.appsWithConfiguration(configuration);
    for (const policy of configuration.accessPolicies) {
      const [appId, domain] = [policy.get('appId'), policy.get('trustDomain')];
      if (!appId.text || !appId.resolved) continue;
      const callers = access.callersOfPolicy(policy);
      const [caller] = callers;
      const isItself =
        caller !== undefined && callees.length > 0 && callees.every((callee) => callers.includes(callee));
      if (isItself) {
        yield {
          at: appId,
          message: `${caller.title} is the one that is called here: no policy is needed for itself`,
          help: 'name the apps that call it, and give those that it calls policies in their own Configuration',
          related: [{ at: caller.annotation('config'), message: 'the only app with this Configuration' }],
          // Others may run with it elsewhere.
          ...(!workspace.isClosed && { atMost: 'warning' as const }),
        };
        continue;
      }
      if (!domain.text || !domain.resolved) continue;
      const domains = new Set(callers.map((each) => access.identityOf(each).trustDomain));
      if (domains.has(undefined) || domains.has(domain.text)) continue;
      if (caller) {
        const [theirs = ''] = domains;
        const named = access.trustDomainAt(caller);
        // One Configuration for callers and callees is how most name a trust domain.
        const isShared = configuration.spec.get('accessControl').get('trustDomain').text === domain.text && !named;
        const areTogether = callers.every((each) => workspace.areTogether(each.resource, configuration.resource));
        yield {
          at: domain,
          message: `${caller.title} has the trust domain ${quote(theirs)}: the policy does not apply to it`,
          help: isShared ? `let ${caller.title} run with this Configuration, or write ${theirs}` : `write ${theirs}`,
          related: [{ at: named ?? caller, message: named ? 'its Configuration says so' : 'the caller' }],
          ...(!areTogether && { atMost: 'warning' as const }),
        };
      } else if (access.isControlPlaneDomain(domain.text) && !access.trustDomains.has(domain.text)) {
        yield {
          at: domain,
          message: `${quote(domain.text)} is the trust domain of the control plane; that of apps is public, unless their Configuration says otherwise`,
          help: 'write the trust domain of the caller',
          atMost: 'warning',
        };
      }
    }
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
            trustDomain: shop.example
            policies:
              - appId: checkout
                trustDomain: shop.example
                             ^^^^^^^^^^^^ app "checkout" has the trust domain "public": the policy does not apply to it
                namespace: default
                defaultAction: allow
              - appId: billing
                trustDomain: public
                             ^^^^^^ app "billing" has the trust domain "bank.example": the policy does not apply to it
                namespace: default
                defaultAction: allow
              - appId: reports
                trustDomain: cluster.local
                             ^^^^^^^^^^^^^ "cluster.local" is the trust domain of the control plane; that of apps is public, unless their Configuration says otherwise
                namespace: default
                defaultAction: allow
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: checkout
        spec:
          selector: { matchLabels: { app: checkout } }
          template:
            metadata:
              labels: { app: checkout }
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: checkout
                                ~~~~~~~~ the caller
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: billing
        spec:
          selector: { matchLabels: { app: billing } }
          template:
            metadata:
              labels: { app: billing }
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: billing
                dapr.io/config: billing
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: billing
        spec:
          accessControl:
            defaultAction: deny
            trustDomain: bank.example
                         ~~~~~~~~~~~~ its Configuration says so
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: checkout
        spec:
          accessControl:
            defaultAction: deny
            policies:
              - appId: checkout
                       ^^^^^^^^ app "checkout" is the one that is called here: no policy is needed for itself
                trustDomain: public
                namespace: default
                defaultAction: allow
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: checkout
        spec:
          selector: { matchLabels: { app: checkout } }
          template:
            metadata:
              labels: { app: checkout }
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: checkout
                dapr.io/config: checkout
                                ~~~~~~~~ the only app with this Configuration
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: shop
          namespace: default
        spec:
          accessControl:
            defaultAction: deny
            trustDomain: shop.example
            policies:
              - appId: checkout
                trustDomain: shop.example
                namespace: default
                defaultAction: allow
              - appId: checkout
                trustDomain: public
                namespace: bank
                defaultAction: allow
              - appId: audit
                trustDomain: shared.example
                namespace: default
                defaultAction: allow
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: checkout
          namespace: default
        spec:
          selector: { matchLabels: { app: checkout } }
          template:
            metadata:
              labels: { app: checkout }
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: checkout
                dapr.io/config: shop
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: orders
          namespace: default
        spec:
          selector: { matchLabels: { app: orders } }
          template:
            metadata:
              labels: { app: orders }
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
                dapr.io/config: shop
      `,
      because:
        'of two apps with one Configuration each may call the other, the checkout of another namespace is another app, and an app that is not here may have any trust domain',
    },
  ],
});
