import type { Problem } from '../../finding.ts';
import type { Component } from '../component.ts';
import { mayBePem } from '../pem.ts';

/** Those of some names whose text is certainly no PEM, such as a path. */
export function* withoutPem(component: Component, names: readonly string[]): Generator<Problem> {
  for (const name of names) {
    const item = component.item(name);
    if (item?.text && !mayBePem(item.text))
      yield {
        at: item.value,
        message: `${item.name} is no PEM text`,
        help: 'give the certificate itself, from a Secret; a path is not read',
      };
  }
}
