import { picture } from '../../src/graph/picture.ts';
import type { Picture } from '../../src/graph/picture-data.ts';
import { defaultSettings, resolveSettings, rules } from '../../src/index.ts';
import { examine } from '../../src/lint.ts';
import type { Workspace } from '../../src/model/workspace.ts';

/** The picture of some YAML. */
export const pictured = (
  text: string,
  { marked = false, daprVersion }: { marked?: boolean; daprVersion?: string } = {},
): Picture => {
  const settings =
    daprVersion === undefined ? defaultSettings(rules) : resolveSettings({ rules, flags: { daprVersion } });
  const sources = [{ path: 'deploy.yaml', text }];
  const { workspaces, report } = examine(sources, marked ? rules : [], settings, { today: '2026-11-23' });
  return picture(workspaces[0] as Workspace, report.findings);
};

/** `from relation to (labels)` of every edge, by ids. */
export const edgesOf = ({ edges }: Picture): readonly string[] =>
  edges.map(
    ({ from, relation, to, labels }) =>
      `${from} ${relation} ${to}${labels.length > 0 ? ` (${labels.join(', ')})` : ''}`,
  );

/** A pod with a sidecar. */
export const app = (id: string, namespace = 'shop', annotations: Readonly<Record<string, string>> = {}): string =>
  manifest({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: id,
      namespace,
      annotations: {
        'dapr.io/enabled': 'true',
        'dapr.io/app-id': id,
        ...Object.fromEntries(Object.entries(annotations).map(([name, value]) => [`dapr.io/${name}`, value])),
      },
    },
  });

/** A component with metadata: a value, or the name and key of a Secret. */
export const component = (
  name: string,
  type: string,
  metadata: Readonly<Record<string, string | { readonly name: string; readonly key: string }>> = {},
  more: Readonly<Record<string, unknown>> = {},
): string =>
  manifest({
    apiVersion: 'dapr.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'shop' },
    spec: {
      type,
      version: 'v1',
      metadata: Object.entries(metadata).map(([key, value]) =>
        typeof value === 'string' ? { name: key, value } : { name: key, secretKeyRef: value },
      ),
    },
    ...more,
  });

export const dapr = (kind: string, name: string, spec: unknown, more: Readonly<Record<string, unknown>> = {}): string =>
  manifest({
    apiVersion: kind === 'Subscription' ? 'dapr.io/v2alpha1' : 'dapr.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'shop' },
    spec,
    ...more,
  });

export const manifest = (object: unknown): string => `---\n${JSON.stringify(object)}\n`;
