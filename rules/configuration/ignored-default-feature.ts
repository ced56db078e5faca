import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const ignoredDefaultFeature = defineRule({
  id: 'ignored-default-feature',
  severity: 'off',
  summary: 'Feature flag turns on what is on',
  why: 'Dapr turns some features on unless a Configuration turns them off: saying so again changes nothing, and outlives the flag.',
  source: 'dapr v1.18.3 pkg/config/configuration.go:86,989',
  docs: 'https://docs.dapr.io/operations/support/support-preview-features/',
  effect: 'ignored',
  presets: { production: 'info', strict: 'info' },
  each: 'configuration',

  *check(configuration, { workspace }): Problems {
    const { catalog, world } = workspace;
    const features = configuration.spec.get('features').items;
    for (const feature of features) {
      const name = feature.get('name');
      if (feature.get('enabled').boolean !== true || !catalog.featuresOnByDefault.has(name.text ?? '')) continue;
      // Where a flag is given twice, the last one counts.
      if (features.some((other) => other !== feature && other.get('name').text === name.text)) continue;
      yield {
        at: name,
        message: `${name.text} is on by default in Dapr ${world.daprVersion}`,
        help: 'remove it once every sidecar is of that version',
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: features
        spec:
          features:
            - name: HotReload
                    ^^^^^^^^^ HotReload is on by default in Dapr 1.18
              enabled: true
            - name: ActorStateTTL
              enabled: true
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: features
        spec:
          features:
            - name: HotReload
              enabled: false
            - name: WorkflowsRemoteActivityReminder
              enabled: false
            - name: WorkflowsRemoteActivityReminder
              enabled: true
      `,
      because: 'turning a feature off does something, and so does turning it on again',
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: features
        spec:
          features:
            - name: HotReload
              enabled: true
      `,
      daprVersion: '1.17',
      because: 'before 1.18 it had to be turned on',
    },
  ],
});
