import { closest, defineRule, didYouMean, listed, type Problems, quote, yaml } from '../../src/rule.ts';

export const unsupportedNameResolution = defineRule({
  id: 'unsupported-name-resolution',
  severity: 'error',
  summary: 'Name resolution that daprd does not have',
  why: 'daprd logs an error and starts without any name resolution, so the app can call no other. The component is named by its short name, without a type in front.',
  source: 'dapr v1.18.3 pkg/runtime/runtime.go:1212-1246 initNameResolution, pkg/components/nameresolution/registry.go',
  docs: 'https://docs.dapr.io/reference/components-reference/supported-name-resolution/',
  effect: 'rejected',
  facts: ['cfg.nameresolution'],
  each: 'configuration',

  *check(configuration, { workspace }): Problems {
    const { catalog } = workspace;
    const resolution = configuration.spec.get('nameResolution');
    const [component, version] = [resolution.get('component'), resolution.get('version')];
    const name = component.text;
    if (!name || !component.resolved) return;
    const known = catalog.nameResolution(name);
    if (!known) {
      const short = name.replace(/^nameresolution\./i, '');
      const likely = catalog.nameResolution(short) ? short : closest(name, catalog.nameResolutionNames);
      yield {
        at: component,
        message: `there is no name resolution ${quote(name)}`,
        help: didYouMean(likely, `there are ${listed(catalog.nameResolutionNames, 9)}`),
      };
    } else if (version.text && version.resolved && !known.accepts(version.text)) {
      yield {
        at: version,
        message: `${name} has no version ${quote(version.text)}`,
        help: `write ${quote(known.defaultVersion)}`,
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: names
        spec:
          nameResolution:
            component: nameresolution.consul
                       ^^^^^^^^^^^^^^^^^^^^^ there is no name resolution "nameresolution.consul"
            version: v1
            configuration: {}
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: names
        spec:
          nameResolution:
            component: consul
            version: v2
                     ^^ consul has no version "v2"
            configuration: {}
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: names
        spec:
          nameResolution:
            component: Kubernetes
            version: v1
            configuration:
              clusterDomain: cluster.local
      `,
      because: 'letter case does not matter',
    },
  ],
});
