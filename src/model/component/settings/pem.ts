import type { Problem } from '../../../finding.ts';
import type { Component } from '../../component.ts';

/** Those of some names whose text is certainly not what Go's pem.Decode takes, such as a path. */
export function* withoutPem(component: Component, names: readonly string[]): Generator<Problem> {
  for (const name of names) {
    const item = component.item(name);
    if (item?.text && !item.text.includes('-----BEGIN '))
      yield {
        at: item.value,
        message: `${item.name} is no PEM text`,
        help: 'give the certificate itself, from a Secret; a path is not read',
      };
  }
}
