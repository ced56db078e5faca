import {
  closest,
  defineRule,
  didYouMean,
  isSlipOfType,
  type Problems,
  quote,
  respell,
  workloadKinds,
  yaml,
} from '../../src/rule.ts';

export const ignoredDenyEntry = defineRule({
  id: 'ignored-deny-entry',
  severity: 'warning',
  summary: 'Denied component type that stops nothing',
  why: 'daprd skips an entry with more than a type and a version, and compares the type letter by letter: an entry for a type that there is not denies nothing.',
  source: 'dapr v1.18.3 pkg/runtime/authorizer/component.go newComponentDenyList, IsAllowed',
  docs: 'https://docs.dapr.io/operations/configuration/configuration-overview/',
  effect: 'insecure',
  securitySeverity: 4.3,
  facts: ['component.denylist'],
  needs: ['Component', workloadKinds],
  each: 'configuration',

  *check(configuration, { workspace }): Problems {
    const { catalog, components } = workspace;
    for (const entry of configuration.spec.get('components').get('deny').items) {
      if (!entry.text || !entry.resolved) continue;
      const [type = '', version, ...more] = entry.text.split('/');
      const definition = catalog.component(type);
      if (more.length > 0) {
        yield {
          at: entry,
          message: `${quote(entry.text)} has too many parts, and is skipped`,
          help: 'write type or type/version',
        };
      } else if (definition && type !== type.toLowerCase()) {
        yield {
          at: entry,
          message: `${quote(type)} is compared letter by letter, and nobody writes it like this`,
          help: `write ${quote(type.toLowerCase())}`,
          fix: {
            title: `Write ${type.toLowerCase()}`,
            edits: [respell(entry, entry.text.replace(type, type.toLowerCase()))],
            unsafe: true,
          },
        };
      } else if (
        !definition &&
        (!workspace.hasPluggableComponents || isSlipOfType(type, workspace)) &&
        !catalog.removedComponent(type) &&
        !components.some((component) => component.type.text === type)
      ) {
        const likely = closest(type, catalog.componentTypes);
        const isPattern = /[*]|\.$/.test(type) || catalog.categories.includes(type);
        yield {
          at: entry,
          message: `there is no component type ${quote(type)}`,
          help: isPattern
            ? 'name each type: there are no patterns here'
            : didYouMean(likely, 'name a type that Dapr has'),
          ...(likely !== undefined &&
            !isPattern && {
              fix: {
                title: `Write ${likely}`,
                edits: [respell(entry, version === undefined ? likely : `${likely}/${version}`)],
                unsafe: true,
              },
            }),
        };
      } else if (definition && version !== undefined && !definition.accepts(version)) {
        yield {
          at: entry,
          message: `${type} has no version ${quote(version)}`,
          help: 'name the type alone to deny all versions',
        };
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: strict
        spec:
          components:
            deny:
              - bindings.*
                ^^^^^^^^^^ there is no component type "bindings.*"
              - state.redis/v1/old
                ^^^^^^^^^^^^^^^^^^ "state.redis/v1/old" has too many parts, and is skipped
              - state.in-memory/v3
                ^^^^^^^^^^^^^^^^^^ state.in-memory has no version "v3"
              - state.Redis
                ^^^^^^^^^^^ "state.Redis" is compared letter by letter, and nobody writes it like this
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: strict
        spec:
          components:
            deny:
              - "state.Redis/v1"
                ^^^^^^^^^^^^^^^^ "state.Redis" is compared letter by letter, and nobody writes it like this
              - state.in-memroy
                ^^^^^^^^^^^^^^^ there is no component type "state.in-memroy"
      `,
      fixed: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: strict
        spec:
          components:
            deny:
              - "state.redis/v1"
              - state.in-memory
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: strict
        spec:
          components:
            deny:
              - bindings.smtp
              - state.postgresql/v1
              - secretstores.local.file
              - middleware.http.uppercase
      `,
      because: 'a type may be denied whole or in one version',
    },
  ],
});
