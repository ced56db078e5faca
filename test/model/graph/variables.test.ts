import { describe, expect, it } from 'vitest';
import { sidecarEnvironment } from '../../../src/model/app/sidecar-environment.ts';
import { Workspace } from '../../../src/model/workspace.ts';
import { defaultSettings } from '../../../src/triage/settings.ts';
import { parse } from '../../../src/yaml/parse.ts';

const folders = ['a/', 'b/'];
const namespaces = ['', 'namespace: shop', 'namespace: bank'];
const scopes = ['', 'scopes: [a1]'];
const lists = ['', 'HOST=h', 'host=h', 'HOSTS=h,HOST=h', '{{ .env }}'];

const textOf = (folder: string): string =>
  namespaces
    .flatMap((namespace) => [
      ...scopes.map(
        (scope, index) =>
          `{ apiVersion: dapr.io/v1alpha1, kind: Component, metadata: { name: c${index}, ${namespace} }, spec: { type: state.redis }, ${scope} }\n`,
      ),
      ...lists.map(
        (list, index) =>
          `{ apiVersion: v1, kind: Pod, metadata: { name: p${index}, ${namespace}, labels: { from: ${folder} }, annotations: { dapr.io/enabled: "true", dapr.io/app-id: a${index % 2}, dapr.io/env: "${list}" } } }\n`,
      ),
    ])
    .join('---\n');

describe('the apps without a variable', () => {
  it.each([true, false])('are the same as when each app is asked, in a closed world or not: %s', (closedWorld) => {
    const documents = folders.flatMap((folder) => parse({ path: `${folder}all.yaml`, text: textOf(folder) }));
    const workspace = new Workspace(documents, { ...defaultSettings([]).world, closedWorld });
    let found = 0;
    for (const component of workspace.components) {
      for (const variable of ['HOST', 'host', 'POD_NAME', 'HOST']) {
        const naive = workspace.apps.filter(
          (app) =>
            workspace.loads(app, component) &&
            workspace.areTogether(app.resource, component.resource) &&
            !sidecarEnvironment(app, workspace.catalog).mayGive(variable),
        );
        expect(workspace.appsWithout(variable, component.resource)).toEqual(naive);
        found += naive.length;
      }
    }
    expect(found).toBeGreaterThan(50);
  });

  it('stand beside others of whom one is known at once', () => {
    const documents = folders.flatMap((folder) => parse({ path: `${folder}all.yaml`, text: textOf(folder) }));
    const workspace = new Workspace(documents, defaultSettings([]).world);
    for (const { resource } of workspace.components) {
      const beside = workspace.apps.filter((app) => workspace.areTogether(app.resource, resource));
      expect(workspace.appBeside(resource)).toBe(beside[0]);
      expect(workspace.appNamespacesBeside(resource)).toEqual(['shop', 'bank']);
      for (const app of beside) expect(workspace.appOf(app.resource)).toBe(app);
    }
  });
});
