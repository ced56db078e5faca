import { describe, expect, it } from 'vitest';
import { passes } from '../../../src/model/graph/passes.ts';
import { matches, matchesAll } from '../../../src/model/kubernetes/label-selector.ts';
import type { NetworkPolicy } from '../../../src/model/kubernetes/network-policy.ts';
import type { Resource } from '../../../src/model/resource.ts';
import { Workspace } from '../../../src/model/workspace.ts';
import { defaultSettings } from '../../../src/triage/settings.ts';
import type { Field } from '../../../src/yaml/field.ts';
import { parse } from '../../../src/yaml/parse.ts';

/** A stream of numbers that is the same in each run. */
const dice = (seed: number): ((sides: number) => number) => {
  let state = seed;
  return (sides) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * sides);
  };
};
const workspaceOf = (text: string): Workspace =>
  new Workspace(parse({ path: 'all.yaml', text }), defaultSettings([]).world);

const namespaces = ['', ', namespace: shop', ', namespace: bank', ', namespace: "{{ .namespace }}"'];
const labels = ['{ a: x }', '{ a: x, b: y }', '{ b: y }', '{ a: "{{ .a }}" }', '"{{ .labels }}"', '{}', '{ a: z }'];

const budgets = [
  '{}',
  '{ selector: {} }',
  '{ selector: { matchLabels: { a: x } } }',
  '{ selector: { matchLabels: { b: "{{ .b }}" } } }',
];

const random = (seed: number): Workspace => {
  const roll = dice(seed);
  const one = (items: readonly string[]): string => items[roll(items.length)] ?? '';
  return workspaceOf(
    Array.from({ length: 40 }, (_, index) => {
      const metadata = `metadata: { name: n${index}${one(namespaces)} }`;
      const kinds = [
        `apiVersion: v1\nkind: Service\n${metadata}\nspec: { selector: ${one(labels)} }\n`,
        `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n${metadata}\nspec: { podSelector: { matchLabels: ${one(labels)} } }\n`,
        `apiVersion: policy/v1\nkind: PodDisruptionBudget\n${metadata}\nspec: ${one(budgets)}\n`,
        `apiVersion: apps/v1\nkind: Deployment\n${metadata}\nspec: { template: { metadata: { labels: ${one(labels)} } } }\n`,
      ];
      return kinds[Math.min(roll(5), 3)];
    }).join('---\n'),
  );
};

describe('which pods a Service and a NetworkPolicy select', () => {
  it('are those that are found when every pair is tried', () => {
    let pairs = 0;
    for (let seed = 1; seed <= 60; seed += 1) {
      const { network, workloads, resources } = random(seed);
      const selectorOf = (service: Resource): Field => (service.body as Field).get('spec').get('selector');
      const services = resources.filter(({ kind }) => kind === 'Service');
      for (const workload of workloads) {
        const pod = network.podOf(workload);
        const naive = services.filter(
          (service) =>
            service.namespace === pod.namespace &&
            selectorOf(service).entries.length > 0 &&
            matchesAll(selectorOf(service), pod.labels),
        );
        expect(new Set(network.servicesOf(workload))).toEqual(new Set(naive));
        // Of those that say the same, one is enough.
        const specs = (policies: readonly NetworkPolicy[]): ReadonlySet<string> =>
          new Set(policies.map(({ spec, resource }) => JSON.stringify([resource.namespace, spec.value])));
        const found = network.policiesOf(workload);
        expect(specs(found)).toEqual(specs(network.policies.filter((policy) => policy.selects(pod) !== false)));
        expect(found.length).toBe(specs(found).size);
        const budgetsOf = resources.filter(({ kind, namespace, body }) => {
          const selector = (body as Field).get('spec').get('selector');
          const isIn = namespace === undefined || pod.namespace === undefined || namespace === pod.namespace;
          return kind === 'PodDisruptionBudget' && isIn && selector.hasValue && matches(selector, pod.labels) !== false;
        });
        expect(new Set(network.budgetsOf(workload))).toEqual(new Set(budgetsOf));
        pairs += naive.length;
      }
    }
    // That the worlds are worth trying.
    expect(pairs).toBeGreaterThan(300);
  });
});

const shop = `apiVersion: apps/v1
kind: Deployment
metadata: { name: orders, namespace: shop }
spec:
  template:
    metadata:
      labels: { app: orders }
      annotations: { dapr.io/enabled: "true", dapr.io/app-id: orders-api }
---
apiVersion: v1
kind: Service
metadata: { name: orders, namespace: shop }
spec: { selector: { dapr.io/app-id: orders-api } }
---
apiVersion: v1
kind: Namespace
metadata: { name: bank, labels: { team: money } }
`;

describe('what is known of pods and namespaces', () => {
  const { network, apps } = workspaceOf(shop);

  it('has the labels that the injector adds', () => {
    const [orders] = apps;
    expect(orders && network.servicesOf(orders.workload).map(({ name }) => name)).toEqual(['orders']);
  });

  it('has the labels of a namespace where its object is there, and its name in any case', () => {
    expect(network.labelsOf('bank')).toEqual({
      known: new Map([
        ['team', 'money'],
        ['kubernetes.io/metadata.name', 'bank'],
      ]),
      isOpen: false,
    });
    expect(network.labelsOf('shop').isOpen).toBe(true);
    expect(network.labelsOf(undefined)).toEqual({ known: new Map(), isOpen: true });
  });
});

describe('what a policy that may select a pod allows', () => {
  const policy = (name: string, selector: string, egress: string): string =>
    `---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: ${name}, namespace: shop }\nspec: { podSelector: ${selector}, policyTypes: [Egress], egress: ${egress} }\n`;
  const verdict = (...policies: readonly string[]): boolean | undefined => {
    const { network, apps } = workspaceOf(shop + policies.join(''));
    const pod = network.podOf(apps[0]?.workload as never);
    return passes(network.policiesOf(pod.workload), pod, 'egress', 'outside', { number: 443, protocol: 'TCP' });
  };
  const all = '[{}]';

  it('is not known, and neither is what it shuts', () => {
    expect(verdict(policy('a', '{}', '[]'))).toBe(false);
    expect(verdict(policy('a', '{}', '[]'), policy('b', '{ matchLabels: { app: orders } }', all))).toBe(true);
    expect(verdict(policy('a', '{}', '[]'), policy('b', '{ matchLabels: { app: "{{ .app }}" } }', all))).toBe(
      undefined,
    );
    expect(verdict(policy('b', '{ matchLabels: { app: "{{ .app }}" } }', '[]'))).toBe(undefined);
    expect(verdict(policy('b', '{ matchLabels: { app: billing } }', '[]'))).toBe(true);
  });
});
