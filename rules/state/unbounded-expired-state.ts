import { defineRule, type Problems, quote, secondsOf, yaml } from '../../src/rule.ts';

const types = /^state\.(?:postgres(?:ql)?|cockroachdb|yugabyte(?:db)?|mysql|sqlite|sqlserver|oracledatabase)$/;

export const unboundedExpiredState = defineRule({
  id: 'unbounded-expired-state',
  severity: 'warning',
  summary: 'Expired state is never deleted',
  why: 'A store of rows hides what has expired, and deletes it from time to time. Without that the table grows for ever.',
  source:
    'components-contrib v1.18.4 common/component/postgresql/v1/metadata.go:70, state/mysql/mysql.go, state/sqlite/sqlite_metadata.go',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/state-management/state-store-ttl/',
  effect: 'fragile',
  covers: ['state-management.features.ttl'],
  each: 'component',

  *check(component): Problems {
    const interval = component.item('cleanupInterval') ?? component.item('cleanupIntervalInSeconds');
    if (!types.test(component.typeName) || !interval?.text || (secondsOf(interval.text) ?? 1) > 0) return;
    yield {
      at: interval.value,
      message: `${interval.name} ${quote(interval.text)} turns the deletion of expired rows off`,
      help: 'remove it for once an hour, unless another job deletes them',
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.mysql
          version: v1
          metadata:
            - name: connectionString
              secretKeyRef: { name: mysql, key: dsn }
            - name: cleanupInterval
              value: "-1"
                     ^^^^ cleanupInterval "-1" turns the deletion of expired rows off
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.mysql
          version: v1
          metadata:
            - name: connectionString
              secretKeyRef: { name: mysql, key: dsn }
            - name: cleanupInterval
              value: 30m
      `,
      because: 'twice an hour is fine',
    },
  ],
});
