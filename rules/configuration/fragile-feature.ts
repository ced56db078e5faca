import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const fragileFeature = defineRule({
  id: 'fragile-feature',
  severity: 'off',
  summary: 'Preview feature is on',
  why: 'A feature behind a flag that is off by default may change or go with any release of Dapr, and has no support for production.',
  source: 'dapr v1.18.3 pkg/config/configuration.go:49-86',
  docs: 'https://docs.dapr.io/operations/support/support-preview-features/',
  effect: 'fragile',
  presets: { production: 'info', strict: 'info' },
  each: 'configuration',

  *check(configuration, { workspace }): Problems {
    const { catalog, world } = workspace;
    for (const feature of configuration.spec.get('features').items) {
      const name = feature.get('name');
      const { text = '' } = name;
      if (feature.get('enabled').boolean !== true || !catalog.features.has(text)) continue;
      if (catalog.featuresOnByDefault.has(text)) continue;
      yield {
        at: name,
        message: `${text} is a preview in Dapr ${world.daprVersion}`,
        help: 'leave it off in production, or look at it with every upgrade',
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
            - name: WorkflowHistorySigning
                    ^^^^^^^^^^^^^^^^^^^^^^ WorkflowHistorySigning is a preview in Dapr 1.18
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
              enabled: true
            - name: ActorStateTTL
              enabled: false
      `,
      because: 'the one is on by default since 1.18, the other is off',
    },
  ],
});
