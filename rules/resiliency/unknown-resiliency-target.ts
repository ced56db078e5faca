import { defineRule, type Problems, quote, targetsOf, yaml } from '../../src/rule.ts';

export const unknownResiliencyTarget = defineRule({
  id: 'unknown-resiliency-target',
  severity: 'warning',
  summary: 'Resiliency targets an app or a component that does not exist',
  why: 'Targets are found by their exact names: the app-id as the caller writes it, with its namespace or without, an HTTPEndpoint, or a component. One that nothing has is never used.',
  source: 'dapr v1.18.3 pkg/resiliency/resiliency.go:619,838, pkg/api/http/directmessaging.go:120-133',
  docs: 'https://docs.dapr.io/operations/resiliency/targets/',
  effect: 'ignored',
  facts: ['res.target.app.caller', 'res.target.httpendpoint'],
  needs: ['Component', 'HTTPEndpoint', 'Deployment', 'StatefulSet', 'DaemonSet', 'Pod', 'Job', 'CronJob', 'ReplicaSet'],
  each: 'resiliency',

  *check(resiliency, { workspace }): Problems {
    const seen = new Set<string>();
    for (const { group, name, field, direction } of targetsOf(resiliency)) {
      // An app of another namespace, and an address, say too little to be looked for.
      if (group === 'actors' || seen.has(`${group}/${name}`) || (group === 'apps' && /[.:/]/.test(name))) continue;
      seen.add(`${group}/${name}`);
      if (name.includes('{{')) continue;
      const lookup =
        group === 'components'
          ? workspace.find('Component', name, resiliency.namespace)
          : workspace.find('HTTPEndpoint', name, undefined);
      if (lookup.outcome === 'found' || (group === 'apps' && workspace.appsWithId(name).length > 0)) continue;
      const near = 'near' in lookup ? lookup.near?.name : undefined;
      const likely = (group === 'apps' ? workspace.appIdLike(name, undefined) : undefined) ?? near;
      if (likely === undefined && !(workspace.isClosed && lookup.outcome !== 'unknown')) continue;
      // The key of a direction is inbound or outbound: the component is named one level up.
      const at = direction ? resiliency.body.get('spec').get('targets').get('components').get(name) : field;
      yield {
        at: at.key,
        message: `there is no ${group.slice(0, -1)} ${quote(name)}`,
        help: likely === undefined ? 'remove it' : `did you mean ${quote(likely)}?`,
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata:
          name: calls
        spec:
          policies:
            timeouts:
              general: 5s
          targets:
            components:
              massages:
              ^^^^^^^^ there is no component "massages"
                inbound:
                  timeout: general
                outbound:
                  timeout: general
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
        spec:
          type: pubsub.in-memory
          version: v1
          metadata: []
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata:
          name: calls
        spec:
          policies:
            timeouts:
              general: 5s
          targets:
            apps:
              billing.finance:
                timeout: general
              https://api.example.com:
                timeout: general
              warehouse:
                timeout: general
            actors:
              Cart:
                timeout: general
      `,
      because: 'apps may live elsewhere, and actors are known to their apps alone',
    },
  ],
});
