import {
  type Component,
  defineRule,
  isTruthy,
  mayBePem,
  type Problem,
  type Problems,
  parseInteger,
  yaml,
} from '../../src/rule.ts';

export const invalidRedisSetting = defineRule({
  id: 'invalid-redis-setting',
  severity: 'error',
  summary: 'Redis component refuses its settings',
  why: 'The component fails to initialise, and daprd exits: with it every app that loads the component.',
  source:
    'components-contrib v1.18.4 common/component/redis/settings.go:170 resolveAddr, :198 SetCertificate, redis.go:286; lock/redis/standalone.go:65; state/redis/redis_query.go',
  docs: 'https://docs.dapr.io/reference/components-reference/supported-state-stores/setup-redis/',
  effect: 'rejected',
  covers: ['state-management.component-types.state-redis', 'pub-sub-publish-subscribe.component-types.pubsub-redis'],
  // A path stands where a key is wanted: it is no secret.
  supersedes: ['plain-text-secret'],
  each: 'component',

  *check(component): Problems {
    if (!/^(?:state|pubsub|lock|configuration|bindings)\.redis$/.test(component.typeName) || !component.isStarted)
      return;
    for (const problem of faultsOf(component)) yield { ...problem, ...component.certainty };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: redisHost
              value: redis:6379
                     ~~~~~~~~~~ the port here
            - name: redisPort
              value: "6380"
                     ^^^^^^ redisHost has port 6379 already
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: redisHost
              value: sentinel:26379
            - name: failover
              value: "true"
                     ^^^^^^ failover needs sentinelMasterName
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: locks
        spec:
          type: lock.redis
          version: v1
          metadata:
            - name: redisHost
              value: redis:6379
            - name: redisType
              value: cluster
                     ^^^^^^^ lock.redis does not work with a cluster
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: redisHost
              value: redis-0:6379,redis-1:6379
                     ^^^^^^^^^^^^^^^^^^^^^^^^^ several hosts need redisType cluster, or failover
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: redisHost
              value: redis-0:6379,redis-1
            - name: redisPort
              value: 6379
            - name: redisType
              value: cluster
            - name: clientCert
              value: /certs/tls.crt
            - name: clientKey
              secretKeyRef: { name: redis, key: tls.key }
      `,
      because: 'a port said twice is no fault, and without enableTLS certificates are not looked at',
    },
  ],
});

function* faultsOf(component: Component): Generator<Problem> {
  const on = (name: string): boolean => isTruthy(component.text(name) ?? '');
  yield* ports(component);
  yield* hosts(component);
  const backoff = /^(?:state|lock)$/.test(component.block) ? component.exactText('maxRetryBackoff') : '';
  if (backoff && parseInteger(backoff) === undefined && component.exactText('redisMinRetryInterval') === '')
    yield {
      at: component.place('maxRetryBackoff'),
      message: 'maxRetryBackoff is no whole number',
      help: 'use redisMinRetryInterval, which takes 2s',
    };
  if (component.typeName === 'lock.redis' && component.text('redisType') === 'cluster')
    yield {
      at: component.place('redisType'),
      message: 'lock.redis does not work with a cluster',
      help: 'use one node, or failover',
    };
  if (on('failover') && component.text('sentinelMasterName') === '')
    yield {
      at: component.place('failover'),
      message: 'failover needs sentinelMasterName',
      help: 'name the master as the sentinels know it',
    };
  if (on('useEntraID') && component.item('redisPassword')?.text !== '' && component.item('redisPassword'))
    yield {
      at: component.place('redisPassword'),
      message: 'redisPassword cannot stand beside useEntraID',
      help: 'remove one of the two',
    };
  yield* certificates(component, on('enableTLS'));
  const indexes = component.typeName === 'state.redis' ? component.text('queryIndexes') : '';
  if (indexes && !isJsonList(indexes))
    yield { at: component.place('queryIndexes'), message: 'queryIndexes is no JSON list' };
}

/** A single node is dialled as host:port, commas and all. */
function* hosts(component: Component): Generator<Problem> {
  const [host, failover] = [component.text('redisHost'), component.text('failover')];
  const type = component.text('redisType');
  if (!host?.includes(',') || type === undefined || type === 'cluster' || failover === undefined || isTruthy(failover))
    return;
  yield {
    at: component.place('redisHost'),
    message: 'several hosts need redisType cluster, or failover',
    help: 'set redisType to cluster, failover to "true", or name one host',
  };
}

function* ports(component: Component): Generator<Problem> {
  const port = component.text('redisPort');
  if (!port || !/^\d+$/.test(port) || Number(port) === 0) return;
  for (const address of (component.text('redisHost') ?? '').split(',')) {
    const [, written] = /^(?:\[[^\]]*\]|[^:[\]]*):([^:[\]]*)$/.exec(address.trim()) ?? [];
    if (written === undefined || written === String(Number(port))) continue;
    yield {
      at: component.place('redisPort'),
      message: `redisHost has port ${written} already`,
      help: 'remove redisPort',
      related: [{ at: component.place('redisHost'), message: 'the port here' }],
    };
    return;
  }
}

/** A pair of certificate and key is read where TLS is on, and where there are both. */
function* certificates(component: Component, isUsed: boolean): Generator<Problem> {
  if (!isUsed || component.text('clientCert') === '' || component.text('clientKey') === '') return;
  for (const name of ['clientCert', 'clientKey']) {
    const text = component.text(name);
    if (text && !mayBePem(text))
      yield {
        at: component.place(name),
        message: `${name} is no PEM text`,
        help: 'give the certificate itself, from a Secret; a path is not read',
      };
  }
}

const isJsonList = (text: string): boolean => {
  try {
    return Array.isArray(JSON.parse(text) ?? []);
  } catch {
    return false;
  }
};
