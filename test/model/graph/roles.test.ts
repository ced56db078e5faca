import { describe, expect, it, test } from 'vitest';
import { Workspace } from '../../../src/model/workspace.ts';
import { defaultSettings } from '../../../src/triage/settings.ts';
import { parse } from '../../../src/yaml/parse.ts';
import verdicts from './role-verdicts.json' with { type: 'json' };

const workspaceOf = (text: string): Workspace =>
  new Workspace(parse({ path: 'all.yaml', text }), defaultSettings([]).world);

const pairs = (names: readonly string[]): readonly (readonly [string, string])[] =>
  ['shop', 'bank'].flatMap((namespace) => names.map((name) => [namespace, name] as const));

describe('who may read a Secret', () => {
  it('is what the authorizer of Kubernetes says', () => {
    for (const { text, allowed } of verdicts.worlds) {
      const workspace = workspaceOf(text);
      const said = pairs(['orders', 'default', 'payments']).flatMap(([home, name]) =>
        pairs(['redis', 'kafka']).flatMap(([namespace, secret]) =>
          workspace.roles.mayRead({ name, namespace: home }, secret, namespace) === true
            ? [`${home}/${name} ${namespace}/${secret}`]
            : [],
        ),
      );
      expect([...said].sort()).toEqual([...allowed].sort());
    }
    expect(verdicts.worlds.flatMap(({ allowed }) => allowed).length).toBeGreaterThan(300);
  });

  const binding = (kind: string, role: string, account = 'orders'): string => `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: orders, namespace: shop }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ${kind}, name: "${role}" }
subjects: [{ kind: ServiceAccount, name: "${account}" }]
`;
  const orders = { name: 'orders', namespace: 'shop' };

  test.each([
    ['a role that is not here', binding('Role', 'reader'), undefined],
    ['a role of Kubernetes with Secrets', binding('ClusterRole', 'edit'), true],
    ['a role of Kubernetes without', binding('ClusterRole', 'view'), false],
    ['no binding', binding('ClusterRole', 'edit', 'default'), false],
    ['a binding of somebody who is not known yet', binding('ClusterRole', 'edit', '{{ .account }}'), true],
    [
      'a role that others are gathered in',
      `${binding('ClusterRole', 'all')}---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: all }\naggregationRule: {}\nrules: []\n`,
      undefined,
    ],
  ] as const)('with %s', (_, text, expected) => {
    expect(workspaceOf(text).roles.mayRead(orders, 'redis', 'shop')).toBe(expected);
  });

  it('is asked for one account of thousands in little time', () => {
    const text = Array.from({ length: 3000 }, () => binding('ClusterRole', 'view')).join('---\n');
    const workspace = workspaceOf(text);
    const started = performance.now();
    for (let time = 0; time < 3000; time += 1) {
      workspace.roles.mayRead(orders, `s${time}`, 'shop');
      workspace.roles.grantOfAll(orders);
    }
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('secret stores that wait for one another', () => {
  const store = (name: string, next: string): string =>
    `apiVersion: dapr.io/v1alpha1\nkind: Component\nmetadata: { name: ${name}, namespace: shop }\nauth: { secretStore: ${next} }\nspec:\n  type: secretstores.hashicorp.vault\n  version: v1\n  metadata: [{ name: vaultToken, secretKeyRef: { name: a, key: a } }]\n`;
  const cycles = (...stores: readonly (readonly [string, string])[]): readonly (readonly string[])[] => {
    const workspace = workspaceOf(stores.map(([name, next]) => store(name, next)).join('---\n'));
    return workspace.components.map((component) => workspace.secretStores.cycleOf(component).map(({ name }) => name));
  };

  it('are those of a ring, and not who waits for one of them', () => {
    expect(cycles(['a', 'b'], ['b', 'c'], ['c', 'b'], ['d', 'kubernetes'])).toEqual([[], ['b', 'c'], ['b', 'c'], []]);
    expect(cycles(['a', 'a'])).toEqual([['a']]);
    expect(cycles(['a', 'x'])).toEqual([[]]);
  });

  it('are found in a chain of thousands in little time', () => {
    const chain = Array.from({ length: 4000 }, (_, index) => [`s${index}`, `s${(index + 1) % 4000}`] as const);
    const started = performance.now();
    expect(cycles(...chain)[0]?.length).toBe(4000);
    expect(performance.now() - started).toBeLessThan(8000);
  });
});
