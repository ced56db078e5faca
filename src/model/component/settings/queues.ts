import type { Problem } from '../../../finding.ts';
import type { Component } from '../../component.ts';
import { quote } from '../../wording.ts';

/** Source: components-contrib v1.18.4 pubsub/rabbitmq/metadata.go:117-135. */
export function* rabbitmq(component: Component): Generator<Problem> {
  const protocol = component.text('protocol');
  if (!protocol) return;
  const url = component.text('connectionString');
  const scheme = /^(amqps?):\/\//i.exec(url || component.exactText('host') || '')?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== protocol)
    yield {
      at: component.place('protocol'),
      message: `protocol ${quote(protocol)} is not that of connectionString, ${scheme}`,
      help: 'remove protocol: the connection string says it',
    };
  else if (url === '' && component.exactText('host') === '' && !/^amqps?$/i.test(protocol))
    yield { at: component.place('protocol'), message: `protocol ${quote(protocol)} is neither amqp nor amqps` };
}

/** Source: components-contrib v1.18.4 pubsub/aws/snssqs/metadata.go:133. */
export function* snssqs(component: Component): Generator<Problem> {
  const keep = component.item('disableDeleteOnRetryLimit');
  if (!keep?.isTruthy || !component.item('sqsDeadLettersQueueName')?.isGiven) return;
  yield {
    at: keep.value,
    message: `${keep.name} cannot be on where there is a queue for dead letters`,
    help: 'remove one of the two',
    related: [{ at: component.place('sqsDeadLettersQueueName'), message: 'the queue' }],
  };
}
