import { describe, expect, it } from 'vitest';
import { passes } from '../../src/model/graph/passes.ts';
import { type Labels, labelsOf, matches } from '../../src/model/kubernetes/label-selector.ts';
import { type Direction, type Endpoint, NetworkPolicy, type Port } from '../../src/model/kubernetes/network-policy.ts';
import { Workspace } from '../../src/model/workspace.ts';
import { defaultSettings } from '../../src/triage/settings.ts';
import type { Field } from '../../src/yaml/field.ts';
import { parse } from '../../src/yaml/parse.ts';
import verdicts from './network-verdicts.json' with { type: 'json' };

const fieldOf = (value: unknown): Field => {
  const [document] = parse({ path: 'a.yaml', text: typeof value === 'string' ? value : JSON.stringify(value) });
  return document?.root as Field;
};
const closed = (labels: object): Labels => ({ known: new Map(Object.entries(labels)), isOpen: false });
interface Case {
  readonly policies: readonly (readonly [string, unknown])[];
  readonly traffic: readonly (readonly [
    number | null,
    number | null,
    number,
    string,
    'TCP' | 'UDP',
    boolean,
    boolean,
  ])[];
}
const cases = verdicts.cases as unknown as readonly Case[];

const policiesOf = (specs: Case['policies']): readonly NetworkPolicy[] => {
  const text = specs
    .map(([namespace, spec]) =>
      JSON.stringify({
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'a', namespace },
        spec,
      }),
    )
    .join('\n---\n');
  const workspace = new Workspace(parse({ path: 'a.yaml', text }), defaultSettings([]).world);
  return workspace.resources.map((resource) => new NetworkPolicy(resource));
};
const pods = verdicts.pods.map(
  ({ namespace, labels, namespaceLabels }): Endpoint => ({
    namespace,
    labels: closed(labels),
    namespaceLabels: closed(namespaceLabels),
  }),
);

describe('label selectors', () => {
  it('match what apimachinery says', () => {
    const wrong = verdicts.selectors.filter(
      ({ selector, matches: expected }) =>
        String(verdicts.labels.map((labels) => matches(fieldOf(selector), closed(labels)))) !== String(expected),
    );
    expect(wrong).toEqual([]);
  });

  it.each([
    ['matchLabels: { app: "{{ .name }}" }', '{ app: orders }', undefined],
    ['matchLabels: { app: "{{ .name }}" }', '{ tier: web }', false],
    ['matchLabels: { app: orders }', '{ app: "{{ .name }}" }', undefined],
    ['matchLabels: { app: orders, pod-template-hash: "7" }', '{ app: orders }', undefined],
    ['matchExpressions: [{ key: app, operator: In, values: [orders, "{{ .name }}"] }]', '{ app: orders }', true],
    ['matchExpressions: [{ key: app, operator: Like, values: [orders] }]', '{ app: orders }', undefined],
  ])('%s on %s: %s', (selector, labels, expected) => {
    expect(matches(fieldOf(selector), labelsOf(fieldOf(labels)))).toBe(expected);
  });
});

describe('network policies', () => {
  it('let pass what Kubernetes lets pass', () => {
    const wrong = cases.flatMap(({ policies: specs, traffic }) => {
      const policies = policiesOf(specs);
      const judge = (
        pod: number | null,
        other: number | null,
        direction: Direction,
        port: Port,
      ): boolean | undefined => {
        const [here, there] = [pods[pod ?? -1], pods[other ?? -1]];
        // What is outside is not held by policies.
        return here ? passes(policies, here, direction, there ?? 'outside', port) : true;
      };
      return traffic.filter(([source, destination, number, name, protocol, out, into]) => {
        const port = { number, name, protocol };
        return (
          judge(source, destination, 'egress', port) !== out || judge(destination, source, 'ingress', port) !== into
        );
      });
    });
    expect(wrong).toEqual([]);
  });
});
