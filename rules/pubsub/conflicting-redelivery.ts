import {
  areLoadedTogether,
  type Component,
  defineRule,
  type Field,
  type Problems,
  parseDaprDuration,
  type RetryShape,
  yaml,
} from '../../src/rule.ts';

export const conflictingRedelivery = defineRule({
  id: 'conflicting-redelivery',
  severity: 'warning',
  summary: 'Retries of a delivery outlast the time after which Redis delivers again',
  why: 'A message that is not done after processingTimeout is claimed and delivered a second time, while the retry policy still tries the first one: the app gets it twice at once, and the retries add up.',
  source:
    'components-contrib v1.18.4 pubsub/redis/redis.go:351, common/component/redis/redis.go:137; dapr v1.18.3 pkg/runtime/subscription/subscription.go:359',
  docs: 'https://docs.dapr.io/reference/components-reference/supported-pubsub/setup-redis-pubsub/',
  effect: 'fragile',
  covers: ['pub-sub-publish-subscribe.features.at-least-once-delivery'],
  facts: ['res.retry.defaults', 'res.retry.max', 'res.target.component.inbound'],
  needs: ['Resiliency'],
  each: 'component',

  *check(component, { workspace }): Problems {
    const patience = component.typeName === 'pubsub.redis' ? patienceOf(component) : undefined;
    if (!patience) return;
    for (const target of workspace.policies.targets('components', component.name, component.namespace)) {
      const name = target.direction === 'inbound' ? target.field.get('retry') : undefined;
      if (!name?.text || !areLoadedTogether(workspace, target.resiliency, component.resource)) continue;
      const policy = workspace.policies.seenWith(target.resiliency, 'retry', name.text);
      const length = policy ? lengthOf(policy.field as Field<RetryShape>) : 0;
      if (!policy || length <= patience) continue;
      const time = Number.isFinite(length) ? `for ${length} s` : 'without end';
      yield {
        at: name,
        message: `deliveries are tried again ${time}, and by Redis itself after ${patience} s`,
        help: 'set processingTimeout above the time that retries can take, or retry less often',
        related: [
          { at: component, message: 'the component' },
          { at: policy.field.key, message: 'the policy' },
        ],
      };
    }
  },

  examples: [
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata:
          name: reports
        spec:
          policies:
            retries:
              again: { policy: constant, duration: 20s, maxRetries: 10 }
          targets:
            actors:
              report: { retry: again }
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata:
          name: orders
        spec:
          policies:
            retries:
              again: { policy: constant, duration: 1s, maxRetries: 3 }
          targets:
            components:
              messages: { inbound: { retry: again } }
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
        spec:
          type: pubsub.redis
          version: v1
          metadata:
            - name: redisHost
              value: localhost:6379
      `,
      because: 'of two policies with one name, that beside the target is meant',
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
                ~~~~~~~~ the component
        spec:
          type: pubsub.redis
          version: v1
          metadata:
            - name: redisHost
              value: localhost:6379
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata:
          name: deliveries
        spec:
          policies:
            retries:
              steady:
              ~~~~~~ the policy
                duration: 10s
                maxRetries: 20
          targets:
            components:
              messages:
                inbound:
                  retry: steady
                         ^^^^^^ deliveries are tried again for 200 s, and by Redis itself after 60 s
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
        spec:
          type: pubsub.redis
          version: v1
          metadata:
            - name: redisHost
              value: localhost:6379
            - name: processingTimeout
              value: 5m
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: events
        spec:
          type: pubsub.redis
          version: v1
          metadata:
            - name: redisHost
              value: localhost:6379
            - name: redeliverInterval
              value: "0"
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata:
          name: deliveries
        spec:
          policies:
            retries:
              steady:
                duration: 10s
                maxRetries: 20
          targets:
            components:
              messages:
                inbound:
                  retry: steady
              events:
                inbound:
                  retry: steady
      `,
      because: 'the first waits long enough, and the second delivers nothing again',
    },
  ],
});

/** A duration as Dapr reads it, in seconds: a whole number counts milliseconds. */
const seconds = (text: string): number => Number(parseDaprDuration(text) ?? 0n) / 1e9;

/** The seconds after which Redis delivers again; undefined where it does not, or where that is not known. */
const patienceOf = (component: Component): number | undefined => {
  const [timeout, interval] = ['processingTimeout', 'redeliverInterval'].map((name) => component.text(name));
  if (timeout === undefined || interval === undefined || (interval !== '' && seconds(interval) <= 0)) return undefined;
  return timeout === '' ? 60 : seconds(timeout) || undefined;
};

/** How long a policy with constant pauses goes on, without the tries themselves; 0 where that is not known. */
const lengthOf = (retry: Field<RetryShape>): number => {
  const [policy, duration, most] = [retry.get('policy'), retry.get('duration'), retry.get('maxRetries')];
  if (!/^(?:constant)?$/i.test(policy.text ?? '') || !policy.resolved || !duration.resolved || !most.resolved) return 0;
  const pause = duration.hasValue ? seconds(duration.text ?? '') : 5;
  return !most.hasValue || (most.number ?? 0) < 0 ? Number.POSITIVE_INFINITY : pause * (most.number ?? 0);
};
