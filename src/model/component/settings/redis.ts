import type { Problem } from '../../../finding.ts';
import type { Component } from '../../component.ts';
import { isTruthy } from '../../values.ts';
import { withoutPem } from './pem.ts';

/** Source: components-contrib v1.18.4 common/component/redis/settings.go:170 resolveAddr, :198 SetCertificate, redis.go:286. */
export function* redis(component: Component): Generator<Problem> {
  yield* ports(component);
  yield* hosts(component);
  yield* password(component);
  yield* certificates(component);
}

const isOn = (component: Component, name: string): boolean => isTruthy(component.text(name) ?? '');

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

function* password(component: Component): Generator<Problem> {
  if (!isOn(component, 'useEntraID') || !component.item('redisPassword')?.isGiven) return;
  yield {
    at: component.place('redisPassword'),
    message: 'redisPassword cannot stand beside useEntraID',
    help: 'remove one of the two',
  };
}

/** A pair of certificate and key is read where TLS is on, and where there are both. */
function* certificates(component: Component): Generator<Problem> {
  const names = ['clientCert', 'clientKey'];
  if (isOn(component, 'enableTLS') && names.every((name) => component.text(name) !== ''))
    yield* withoutPem(component, names);
}
