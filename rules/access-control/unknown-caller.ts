import {
  callersNamedIn,
  defineRule,
  didYouMean,
  type Problems,
  quote,
  respelling,
  workloadKinds,
  yaml,
} from '../../src/rule.ts';

export const unknownCaller = defineRule({
  id: 'unknown-caller',
  severity: 'warning',
  summary: 'Policy names a caller that is not there',
  why: 'Callers are known by their exact app-id, and for access control by their namespace, as the certificate of their sidecar has them; workflows are called within a namespace. A policy with another name is about nobody.',
  source: 'dapr v1.18.3 pkg/acl/acl.go:203-222, pkg/acl/workflow/policy.go:119',
  docs: 'https://docs.dapr.io/operations/configuration/invoke-allowlist/',
  effect: 'wrong',
  facts: ['wfacl.caller.namespace'],
  needs: [workloadKinds],
  each: 'daprResource',

  *check(resource, { workspace }): Problems {
    const callers = callersNamedIn(resource);
    const written = new Set(callers.map(({ appId }) => appId.text));
    // One that is right elsewhere in the list is deployed more than once: the others may be in other repositories.
    const found = new Set(
      callers.flatMap(({ appId, namespace }) =>
        appId.text && workspace.appsWithId(appId.text, namespace).length > 0 ? appId.text : [],
      ),
    );
    for (const { appId, namespace, place } of callers) {
      const { text } = appId;
      if (!text || !appId.resolved || workspace.world.isExternal('App', text)) continue;
      if (workspace.appsWithId(text, namespace).length > 0 || (found.has(text) && !workspace.isClosed)) continue;
      const [elsewhere] = workspace.appsWithId(text);
      if (elsewhere) {
        yield {
          at: place ?? appId,
          message: `app ${quote(text)} is in namespace ${quote(elsewhere.namespace ?? '')}, not in ${quote(namespace ?? '')}`,
          help: place ? 'write the namespace of the caller' : 'name an app of this namespace',
          related: [{ at: elsewhere, message: 'the app' }],
        };
        continue;
      }
      const likely = workspace.appLike(text, namespace, written);
      if (!likely && !(workspace.isClosed && workspace.apps.length > 0)) continue;
      yield {
        at: appId,
        message: `no app is called ${quote(text)}`,
        help: didYouMean(
          likely?.appId,
          'name an app that calls this one, or put its name under external.apps in daprlint.yaml',
        ),
        ...respelling(appId, likely?.appId),
        ...(likely && { related: [{ at: likely, message: 'the app that is probably meant' }] }),
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: orders
          namespace: shop
        spec:
          accessControl:
            defaultAction: deny
            policies:
              - appId: Checkout
                       ^^^^^^^^ no app is called "Checkout"
                trustDomain: public
                namespace: shop
                defaultAction: allow
              - appId: billing
                trustDomain: public
                namespace: shop
                           ^^^^ app "billing" is in namespace "bank", not in "shop"
                defaultAction: allow
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: checkout
          namespace: shop
        spec:
          selector: { matchLabels: { app: checkout } }
          template:
            metadata:
              labels: { app: checkout }
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: checkout
                                ~~~~~~~~ the app that is probably meant
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: billing
          namespace: bank
        spec:
          selector: { matchLabels: { app: billing } }
          template:
            metadata:
              labels: { app: billing }
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: billing
                                ~~~~~~~ the app
        ---
        apiVersion: dapr.io/v1alpha1
        kind: WorkflowAccessPolicy
        metadata:
          name: order-workflows
          namespace: shop
        spec:
          rules:
            - callers:
                - appID: billing
                         ^^^^^^^ app "billing" is in namespace "bank", not in "shop"
              activities: [{ name: pay }]
        scopes: [orders]
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
            policies:
              - appId: checkout
                trustDomain: public
                namespace: shop
                defaultAction: allow
              - appId: checkout
                trustDomain: public
                namespace: shop-staging
                defaultAction: allow
              - appId: reports
                trustDomain: public
                namespace: bank
                defaultAction: allow
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: checkout
          namespace: shop
        spec:
          selector: { matchLabels: { app: checkout } }
          template:
            metadata:
              labels: { app: checkout }
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: checkout
      `,
      because: 'callers may live elsewhere, and one app is deployed to several namespaces',
    },
  ],
});
