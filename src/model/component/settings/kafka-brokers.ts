import type { Problem } from '../../../finding.ts';
import type { Component } from '../../component.ts';
import { quote } from '../../wording.ts';

/**
 * The brokers that cannot be dialled: each is host:port, exactly as it is written between the commas. Init fails where none can.
 * Source: components-contrib v1.18.4 common/component/kafka/metadata.go:239; IBM/sarama broker.go Open.
 */
export function* brokers(component: Component): Generator<Problem> {
  const item = component.item('brokers');
  if (item?.text === undefined) return;
  const all = item.text.split(',');
  const faults = all.map(faultOf);
  const isHopeless = faults.every((fault) => fault !== undefined);
  let start = 0;
  for (const [index, broker] of all.entries()) {
    const fault = faults[index];
    if (fault !== undefined)
      yield {
        at: broker === '' ? component.place('brokers') : item.value.part(start, start + broker.length),
        message:
          broker === '' ? 'there is nothing between two commas, or at an end' : `broker ${quote(broker)} ${fault}`,
        help: 'write host:port, separated by commas alone',
        ...(!isHopeless && { atMost: 'warning' as const }),
      };
    start += broker.length + 1;
  }
}

/** Why Go's net.Dial never reaches it, as the end of a sentence; undefined for what it may reach. */
const faultOf = (broker: string): string | undefined => {
  if (broker === '') return 'is empty';
  if (/^[a-z][a-z0-9+.-]{0,30}:\/\//i.test(broker)) return 'has a scheme';
  if (/\s/.test(broker)) return 'has a space in it';
  const [, host = '', port] = /^(\[[^\]]*\]|[^:]*)(?::([^:]*))?$/.exec(broker) ?? [];
  if (/;/.test(broker)) return 'has a semicolon in it';
  if (port === undefined) return broker.includes(':') && host === '' ? 'has too many colons' : 'has no port';
  // Names of services are ports too; these two are none.
  return /^kafka$|^port$|^\d{6,}$/i.test(port) || Number(port) > 65_535 ? 'has a port that is none' : undefined;
};
