import { closest, defineRule, type Problems, quote, replace, yaml } from '../../src/rule.ts';

export const unknownDeniedComponent = defineRule({
  id: 'unknown-denied-component',
  severity: 'warning',
  summary: 'Denied component type does not exist',
  why: 'An entry of the deny list is compared with the type and version of a component as they are written, letter case included: one that is misspelt denies nothing.',
  source: 'dapr v1.18.3 pkg/runtime/authorizer/component.go:22',
  docs: 'https://docs.dapr.io/operations/configuration/configuration-overview/',
  effect: 'ignored',
  facts: ['component.denylist'],
  each: 'configuration',

  *check(configuration, { workspace }): Problems {
    const { catalog, components } = workspace;
    for (const entry of configuration.spec.get('components').get('deny').items) {
      const { text } = entry;
      if (!text || !entry.resolved || workspace.hasPluggableComponents) continue;
      const [type = '', version, ...rest] = text.split('/');
      if (rest.length === 0 && components.some((component) => component.type.text === type)) continue;
      const definition = catalog.component(type);
      const isKnown = definition && rest.length === 0 && (version === undefined || definition.accepts(version));
      if (isKnown) continue;
      const likely = definition ? undefined : closest(type, catalog.componentTypes);
      yield {
        at: entry,
        message: definition
          ? `${quote(text)} denies nothing: ${type} has no such version`
          : `${quote(text)} denies nothing: no component has this type`,
        help: definition
          ? `write ${type}, or one of ${definition.versions.map((each) => `${type}/${each}`).join(', ')}`
          : likely === undefined
            ? 'write a type, or a type and a version with a slash between'
            : `did you mean ${quote(likely)}?`,
        ...(likely !== undefined && {
          fix: {
            title: `Write ${likely}`,
            edits: [replace(entry, version === undefined ? likely : `${likely}/${version}`)],
            unsafe: true,
          },
        }),
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: app
        spec:
          components:
            deny:
              - binding.localstorage
                ^^^^^^^^^^^^^^^^^^^^ "binding.localstorage" denies nothing: no component has this type
              - state.in-memory/v3
                ^^^^^^^^^^^^^^^^^^ "state.in-memory/v3" denies nothing: state.in-memory has no such version
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: app
        spec:
          components:
            deny:
              - bindings.localstorage
              - state.postgresql/v1
              - middleware.http.uppercase
      `,
      because: 'a type alone stands for all its versions',
    },
  ],
});
