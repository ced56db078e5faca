import type { Problem } from '../../../finding.ts';
import type { Component } from '../../component.ts';

/** Source: components-contrib v1.18.4 secretstores/hashicorp/vault/vault.go:407. */
export function* vault(component: Component): Generator<Problem> {
  if (component.item('caPem')?.isGiven || component.item('skipVerify')?.isTruthy) return;
  if (component.text('caCert')?.includes('-----BEGIN '))
    yield { at: component.place('caCert'), message: 'caCert is the path of a file', help: 'give PEM text as caPem' };
}
