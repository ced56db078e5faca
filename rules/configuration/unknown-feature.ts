import { closest, defineRule, didYouMean, listed, type Problems, quote, respelling, yaml } from '../../src/rule.ts';

export const unknownFeature = defineRule({
  id: 'unknown-feature',
  severity: 'warning',
  summary: 'No such feature flag',
  why: 'Dapr takes any name of a feature flag, and one that it does not know has no effect.',
  source: 'dapr v1.18.3 pkg/config/configuration.go LoadFeatures',
  docs: 'https://docs.dapr.io/operations/support/support-preview-features/',
  effect: 'ignored',
  covers: ['configuration-for-observability.spec.features', 'configuration-for-observability.spec.feature1'],
  facts: ['cfg.features.unknown'],
  each: 'configuration',

  *check(configuration, { workspace }): Problems {
    const { catalog, world } = workspace;
    for (const feature of configuration.spec.get('features').items) {
      const name = feature.get('name');
      if (!name.text || !name.resolved || catalog.features.has(name.text)) continue;
      const retired = catalog.retiredFeature(name.text);
      const later = catalog.laterFeature(name.text);
      const likely = closest(name.text, catalog.features);
      yield retired
        ? {
            at: name,
            message: `${name.text} is no feature flag any more since Dapr ${retired.removedIn}`,
            help: 'remove it',
          }
        : later
          ? { at: name, message: `${name.text} exists since Dapr ${later.since}, not in ${world.daprVersion}` }
          : {
              at: name,
              message: `${quote(name.text)} is no feature flag`,
              help: didYouMean(likely, `the ones of Dapr ${world.daprVersion} are ${listed([...catalog.features], 9)}`),
              ...respelling(name, likely),
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
            - name: hotReload
                    ^^^^^^^^^ "hotReload" is no feature flag
              enabled: true
            - name: AppHealthCheck
                    ^^^^^^^^^^^^^^ AppHealthCheck is no feature flag any more since Dapr 1.11
              enabled: true
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: features
        spec:
          features:
            - name: hotReload
                    ^^^^^^^^^ "hotReload" is no feature flag
              enabled: true
      `,
      fixed: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: features
        spec:
          features:
            - name: HotReload
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
            - name: SchedulerReminders
              enabled: true
      `,
      daprVersion: '1.15',
      because: 'flags come and go with the version',
    },
  ],
});
