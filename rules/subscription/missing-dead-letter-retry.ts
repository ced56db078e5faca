import { areLoadedTogether, defineRule, type Problems, quote, type ResiliencyShape, yaml } from '../../src/rule.ts';

/** The names of the default retry policies that deliveries find. */
const defaults = ['PubsubComponentInbound', 'ComponentInbound', 'Component', ''].map(
  (level) => `Default${level}RetryPolicy`,
);

export const missingDeadLetterRetry = defineRule({
  id: 'missing-dead-letter-retry',
  severity: 'info',
  summary: 'Messages go to the dead letter topic after the first try',
  why: 'Without a retry policy for deliveries of the pub/sub component a message that fails once is a dead letter: an app that restarts loses all that arrives meanwhile to that topic.',
  source: 'dapr v1.18.3 pkg/runtime/subscription/subscription.go:125,359,402, pkg/resiliency/resiliency.go:872',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/pubsub/pubsub-deadletter/',
  effect: 'fragile',
  covers: ['pub-sub-publish-subscribe.features.dead-letter-queues'],
  facts: ['sub.deadletter.noretry'],
  needs: ['Resiliency'],
  presets: { production: 'warning', strict: 'warning' },
  each: 'subscription',

  *check(subscription, { workspace }): Problems {
    const spec = subscription.body.get('spec');
    const [pubsub, deadLetter] = [spec.get('pubsubname'), spec.get('deadLetterTopic')];
    if (!pubsub.text || !pubsub.resolved || !deadLetter.text) return;
    const { policies } = workspace;
    const { namespace } = subscription;
    const [beside] = workspace.daprResources<ResiliencyShape>('Resiliency', namespace);
    // The policies may be kept elsewhere.
    if (!workspace.isClosed && !(beside && workspace.areTogether(beside, subscription))) return;
    const targets = policies.targetsSeenWith(subscription, 'components', pubsub.text);
    if (targets.some(({ direction, field }) => direction === 'inbound' && field.get('retry').hasValue)) return;
    const listed = targets.find(({ resiliency }) => areLoadedTogether(workspace, resiliency, subscription));
    if (!listed && defaults.some((name) => policies.seenWith(subscription, 'retry', name))) return;
    yield {
      at: deadLetter,
      message: `what fails once goes to ${quote(deadLetter.text)}: no Resiliency has a retry for deliveries of ${quote(pubsub.text)}`,
      help: `add targets.components.${pubsub.text}.inbound.retry to a Resiliency`,
      ...(listed && { related: [{ at: listed.field.key, message: 'has no retry for deliveries' }] }),
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v2alpha1
        kind: Subscription
        metadata:
          name: orders
        spec:
          pubsubname: messages
          topic: orders
          deadLetterTopic: poison
                           ^^^^^^ what fails once goes to "poison": no Resiliency has a retry for deliveries of "messages"
          routes:
            default: /orders
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata:
          name: deliveries
        spec:
          policies:
            timeouts:
              general: 5s
          targets:
            components:
              messages:
                inbound:
                ~~~~~~~ has no retry for deliveries
                  timeout: general
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v2alpha1
        kind: Subscription
        metadata:
          name: orders
        spec:
          pubsubname: messages
          topic: orders
          deadLetterTopic: poison
          routes:
            default: /orders
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata:
          name: deliveries
        spec:
          policies:
            retries:
              DefaultPubsubComponentInboundRetryPolicy:
                maxRetries: 3
          targets: {}
      `,
      because: 'a default policy serves the components that no target lists',
    },
    {
      good: yaml`
        apiVersion: dapr.io/v2alpha1
        kind: Subscription
        metadata:
          name: orders
        spec:
          pubsubname: messages
          topic: orders
          deadLetterTopic: poison
          routes:
            default: /orders
      `,
      because: 'policies may be kept elsewhere',
    },
  ],
});
