import {
  type Component,
  defineRule,
  didYouMean,
  type Locatable,
  type Problem,
  type Problems,
  quote,
  type ResiliencyShape,
  type Resource,
  type Workspace,
  workloadKinds,
  yaml,
} from '../../src/rule.ts';

type Resiliency = Resource<ResiliencyShape>;

/** A component that is not there, or that no app loads which sees the object. */
function* faultOfComponent(
  workspace: Workspace,
  resiliency: Resiliency,
  name: string,
  at: Locatable,
): Generator<Problem> {
  const found = workspace.componentsNamed(name, resiliency.namespace);
  const { scopes } = resiliency;
  const [component] = found;
  if (component) {
    if (
      !scopes ||
      found.some(({ resource }) => scopes.some((scope) => !scope.resolved || resource.isInScopeOf(scope.text)))
    )
      return;
    yield {
      at,
      message: `no app in the scopes of ${resiliency.title} loads ${quote(name)}`,
      help: 'give the two objects an app in common',
      related: [{ at: component.resource.scopes?.[0] ?? component, message: 'the apps that load it' }],
    };
    return;
  }
  const lookup = workspace.find('Component', name, resiliency.namespace);
  const other = lookup.outcome === 'elsewhere' && workspace.areTogether(lookup.resource, resiliency) && lookup.resource;
  const near = 'near' in lookup ? lookup.near : undefined;
  if (!other && near === undefined && !(workspace.isClosed && lookup.outcome !== 'unknown')) return;
  yield {
    at,
    message: `there is no component ${quote(name)}${other ? ' in the namespace of this object' : ''}`,
    help: didYouMean(near?.name, 'remove it'),
    ...(near && { related: [{ at: near, message: 'the one that is probably meant' }] }),
    ...(other && { related: [{ at: other, message: `this one is in namespace ${quote(other.namespace ?? '')}` }] }),
  };
}

/** An app, or an HTTPEndpoint, that is not there: or is there, and has to be written with its namespace. */
function* faultOfApp(workspace: Workspace, resiliency: Resiliency, name: string, at: Locatable): Generator<Problem> {
  // An address says too little to be looked for.
  if (/[:/]|\..*\./.test(name) || workspace.world.isExternal('App', name)) return;
  const [appId = '', place = resiliency.namespace] = name.split('.', 2);
  if (workspace.appsWithId(appId, place).length > 0) return;
  const endpoint = workspace.find('HTTPEndpoint', name, resiliency.namespace);
  if (endpoint.outcome === 'found') return;
  const [elsewhere] = workspace.appsWithId(appId);
  if (elsewhere?.namespace !== undefined) {
    if (!workspace.areTogether(elsewhere.resource, resiliency)) return;
    // Beside the name with the namespace, the bare one switches the built-in retries off.
    if (workspace.policies.targets('apps', `${appId}.${elsewhere.namespace}`, resiliency.namespace).length > 0) return;
    yield {
      at,
      message: `app ${quote(appId)} is in namespace ${quote(elsewhere.namespace)}: calls of it are not known as ${quote(name)}`,
      help: `write ${appId}.${elsewhere.namespace}, as callers have to`,
      related: [{ at: elsewhere, message: 'the app' }],
    };
    return;
  }
  const app = workspace.appLike(appId, place);
  const near = 'near' in endpoint ? endpoint.near : undefined;
  const likely = app ?? near;
  if (likely === undefined && !(workspace.isClosed && endpoint.outcome !== 'unknown')) return;
  yield {
    at,
    message: `there is no app ${quote(name)}`,
    help: didYouMean(app?.appId ?? near?.name, 'remove it'),
    ...(likely && { related: [{ at: likely, message: 'the one that is probably meant' }] }),
  };
}

/** Actors, where no app can have any. Their types are of the code, and not known. */
function* faultOfActors(workspace: Workspace, resiliency: Resiliency, at: Locatable): Generator<Problem> {
  const { namespace } = resiliency;
  const apps = workspace.appsIn(namespace);
  const mayKeep = (store: Component): boolean =>
    !store.isWhole || store.resource.isPartial || store.item('actorStateStore')?.isTruthy !== false;
  if (!workspace.isClosed || apps.length === 0) return;
  const marked = workspace
    .componentsIn(namespace, 'state')
    .filter((store) => store.item('actorStateStore') !== undefined || !store.isWhole);
  if (marked.some(mayKeep)) return;
  yield {
    at,
    message: 'no component here is an actor state store: there are no actors',
    help: 'set actorStateStore to "true" on the state store of the actors',
    related: [{ at: apps[0] ?? resiliency, message: 'an app that could have some' }],
  };
}

export const unknownResiliencyTarget = defineRule({
  id: 'unknown-resiliency-target',
  severity: 'warning',
  summary: 'Resiliency targets an app, a component or actors that do not exist',
  why: 'Targets are found by their exact names: the app-id as the caller writes it, with its namespace or without, an HTTPEndpoint, or a component. One that nothing has is never used.',
  source:
    'dapr v1.18.3 pkg/resiliency/resiliency.go:619,838, pkg/api/http/directmessaging.go:120-133, pkg/messaging/direct_messaging.go:235',
  docs: 'https://docs.dapr.io/operations/resiliency/targets/',
  effect: 'ignored',
  facts: ['res.target.app.caller', 'res.target.httpendpoint', 'res.scopes'],
  needs: ['Component', 'HTTPEndpoint', workloadKinds],
  each: 'resiliency',

  *check(resiliency, { workspace }): Problems {
    const targets = resiliency.body.get('spec').get('targets');
    for (const [name, target] of targets.get('components').entries) {
      if (!name.includes('{{')) yield* faultOfComponent(workspace, resiliency, name, target.key);
    }
    for (const [name, target] of targets.get('apps').entries) {
      if (!name.includes('{{')) yield* faultOfApp(workspace, resiliency, name, target.key);
    }
    const [actor] = targets.get('actors').entries;
    if (actor) yield* faultOfActors(workspace, resiliency, actor[1].key);
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
                ~~~~~~~~ the one that is probably meant
        spec:
          type: pubsub.in-memory
          version: v1
          metadata: []
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata:
          name: calls
          namespace: shop
        spec:
          policies:
            timeouts:
              general: 5s
          targets:
            apps:
              billing:
              ^^^^^^^ app "billing" is in namespace "finance": calls of it are not known as "billing"
                timeout: general
            components:
              cache:
              ^^^^^ no app in the scopes of Resiliency "calls" loads "cache"
                outbound:
                  timeout: general
        scopes: [checkout]
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: billing
          namespace: finance
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: billing
                            ~~~~~~~ the app
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
          namespace: shop
        spec:
          type: state.in-memory
          version: v1
          metadata: []
        scopes: [orders]
                 ~~~~~~ the apps that load it
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
      because: 'apps may live elsewhere, an address is none, and actors are known to their apps alone',
    },
    {
      closedWorld: true,
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata:
          name: calls
          namespace: shop
        spec:
          policies:
            retries:
              steady:
                maxRetries: 5
          targets:
            apps:
              billing.finance:
                retry: steady
              billing:
                retry: steady
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: billing
          namespace: finance
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: billing
      `,
      because: 'beside the name that callers write, the bare one switches the built-in retries off',
    },
    {
      closedWorld: true,
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata:
          name: calls
          namespace: shop
        spec:
          policies:
            timeouts:
              short: 5s
          targets:
            actors:
              Cart: { timeout: short }
              ^^^^ no component here is an actor state store: there are no actors
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
          namespace: shop
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: redisHost
              value: redis.example.com:6379
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          namespace: shop
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
                            ~~~~~~ an app that could have some
      `,
    },
    {
      closedWorld: true,
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata:
          name: calls
          namespace: shop
        spec:
          policies:
            timeouts:
              short: 5s
          targets:
            actors:
              Cart: { timeout: short }
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
          namespace: shop
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: redisHost
              value: redis.example.com:6379
            - name: ActorStateStore
              value: "yes"
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          namespace: shop
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
      `,
      because: 'the mark is read in any letter case, and yes is one of the words for true',
    },
  ],
});
