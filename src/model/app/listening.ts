import type { Field } from '../../yaml/field.ts';
import type { Workload } from '../workload.ts';
import { containersOf } from './containers.ts';

/** The ports that the containers of a workload declare, the sidecar aside. */
export const portsOfContainers = ({ pod }: Pick<Workload, 'pod'>): readonly Field<number>[] =>
  containersOf({ pod }).flatMap((each) => each.get('ports').items.map((item) => item.get('containerPort')));

/**
 * Whether a container may listen on a port, as far as manifests tell: it declares the port, or none at all, or speaks of the
 * number somewhere else. What a container declares binds nobody.
 */
export const mayListenOn = ({ pod }: Pick<Workload, 'pod'>, port: number): boolean => {
  const containers = containersOf({ pod });
  const declared = portsOfContainers({ pod });
  const isSilent = containers.some((each) => each.get('ports').items.length === 0);
  if (containers.length === 0 || isSilent || declared.some(({ number, resolved }) => number === port || !resolved))
    return true;
  const mentions = new RegExp(`(?<!\\d)${port}(?!\\d)`);
  const hints = containers.flatMap((each) => [
    ...each.get('command').items,
    ...each.get('args').items,
    ...each.get('env').items.map((variable) => variable.get('value')),
  ]);
  return hints.some((hint) => mentions.test(hint.text ?? ''));
};
