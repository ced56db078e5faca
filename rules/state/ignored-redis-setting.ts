import { type Component, defineRule, isTruthy, type Problem, type Problems, quote, yaml } from '../../src/rule.ts';

export const ignoredRedisSetting = defineRule({
  id: 'ignored-redis-setting',
  severity: 'warning',
  summary: 'Redis setting that is not read beside another one',
  why: 'A cluster has one database, and the number of another one is dropped; names of sentinels are read with failover alone, and any type but cluster is taken for a single node.',
  source: 'components-contrib v1.18.4 common/component/redis/v9client.go:329,395',
  docs: 'https://docs.dapr.io/reference/components-reference/supported-state-stores/setup-redis/',
  effect: 'ignored',
  covers: ['state-management.component-types.state-redis'],
  each: 'component',

  *check(component): Problems {
    if (/^(?:state|pubsub|lock|configuration|bindings)\.redis$/.test(component.typeName)) yield* faultsOf(component);
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
              value: localhost:6379
            - name: redisType
              value: cluster
                     ~~~~~~~ a cluster has one database
            - name: redisDB
              value: "2"
                     ^^^ redisDB "2" is not read with a cluster
            - name: sentinelMasterName
                    ^^^^^^^^^^^^^^^^^^ sentinelMasterName is not read without failover
              value: mymaster
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
              value: localhost:6379
            - name: redisDB
              value: 0
            - name: redisType
              value: cluster
            - name: failover
              value: "{{ .Values.failover }}"
            - name: sentinelMasterName
              value: mymaster
      `,
      because: 'the database of a cluster is 0, and failover may be on',
    },
  ],
});

function* faultsOf(component: Component): Generator<Problem> {
  const database = component.text('redisDB');
  const failover = component.text('failover');
  if (
    database &&
    !/^0+$/.test(database) &&
    component.text('redisType') === 'cluster' &&
    failover !== undefined &&
    !isTruthy(failover)
  )
    yield {
      at: component.place('redisDB'),
      message: `redisDB ${quote(database)} is not read with a cluster`,
      help: 'remove it, and keep apps apart with keyPrefix',
      related: [{ at: component.place('redisType'), message: 'a cluster has one database' }],
    };
  const master = component.item('sentinelMasterName');
  if (master && master.text !== '' && failover !== undefined && !isTruthy(failover))
    yield { at: master, message: 'sentinelMasterName is not read without failover', help: 'set failover to "true"' };
}
