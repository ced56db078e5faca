import { expect, it } from 'vitest';
import { mayShare } from '../../../src/model/resource.ts';
import { Workspace } from '../../../src/model/workspace.ts';
import { defaultSettings } from '../../../src/triage/settings.ts';
import type { Field } from '../../../src/yaml/field.ts';
import { parse } from '../../../src/yaml/parse.ts';

const workspaceOf = (documents: readonly string[]): Workspace =>
  new Workspace(parse({ path: 'all.yaml', text: documents.join('---\n') }), defaultSettings([]).world);

const namespaces = ['', '  namespace: shop\n', '  namespace: bank\n'];

it('finds the PodMonitors of a pod as looking at each does', () => {
  const pods = [0, 1, 2, 3, 4, 5].map(
    (index) =>
      `apiVersion: v1\nkind: Pod\nmetadata:\n  name: p${index}\n${namespaces[index % 3]}  labels: { app: a${index % 2} }\n  annotations: { dapr.io/enabled: "true" }\n`,
  );
  const monitors = Array.from(
    { length: 12 },
    (_, index) =>
      `apiVersion: monitoring.coreos.com/v1\nkind: PodMonitor\nmetadata:\n  name: m${index}\n${namespaces[index % 3]}spec:\n${index % 4 === 0 ? '  namespaceSelector: { any: true }\n' : ''}  selector: { matchLabels: { app: a${index % 2} } }\n`,
  );
  const workspace = workspaceOf([...pods, ...monitors]);
  for (const { workload } of workspace.apps) {
    const label = workload.template.get('metadata').get('labels' as never) as Field<{ app: string }>;
    const naive = workspace.resourcesOf('PodMonitor').filter((monitor) => {
      const spec = (monitor.body as Field).get('spec');
      const isNear = spec.get('namespaceSelector').exists || mayShare(monitor.namespace, workload.namespace);
      return isNear && spec.get('selector').get('matchLabels').get('app').text === label.get('app').text;
    });
    expect(new Set(workspace.network.podMonitorsOf(workload))).toEqual(new Set(naive));
  }
});

it('finds who speaks of a secret store as asking each does', () => {
  const component = (index: number): string =>
    `apiVersion: dapr.io/v1alpha1\nkind: Component\nmetadata:\n  name: c${index}\n${namespaces[index % 3]}spec: { type: state.in-memory, version: v1, metadata: [] }\nauth: { secretStore: store${index % 2} }\n`;
  const configuration = (index: number): string =>
    `apiVersion: dapr.io/v1alpha1\nkind: Configuration\nmetadata:\n  name: f${index}\n${namespaces[index % 3]}spec: { secrets: { scopes: [{ storeName: store${index % 2} }] } }\n`;
  const workspace = workspaceOf([0, 1, 2, 3, 4, 5].flatMap((index) => [component(index), configuration(index)]));
  for (const store of ['store0', 'store1', 'other'])
    for (const namespace of ['shop', 'bank', undefined]) {
      const naive = workspace.resources.filter(
        (resource) =>
          mayShare(resource.namespace, namespace) && JSON.stringify(resource.body.value).includes(`"${store}"`),
      );
      expect(new Set(workspace.secretStores.usersOf(store, namespace))).toEqual(new Set(naive));
    }
});

it('sees through series that rules record, round about too', () => {
  const rules = (name: string, lines: readonly string[]): string =>
    `apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: { name: ${name} }\nspec:\n  groups:\n    - name: g\n      rules:\n${lines.map((line) => `        - ${line}\n`).join('')}`;
  const { monitoring } = workspaceOf([
    rules('a', ['{ record: "x:y", expr: "rate(dapr_resiliency_count[5m])" }', '{ record: loop, expr: "loop + x:y" }']),
    rules('b', ['{ alert: A, expr: "loop > 5" }', '{ alert: B, expr: "{{ .Values.expr }}" }']),
  ]);
  const [alert] = monitoring.rules.filter(({ records }) => records === undefined);
  expect(monitoring.rules).toHaveLength(3);
  expect(alert && [...monitoring.seriesBehind(alert)].toSorted()).toEqual(['dapr_resiliency_count', 'loop', 'x:y']);
  expect(monitoring.records('loop')).toBe(true);
  expect(monitoring.records('dapr_resiliency_count')).toBe(false);
});
