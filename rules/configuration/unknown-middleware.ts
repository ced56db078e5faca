import { appsTitle, defineRule, type Problems, quote, workloadKinds, yaml } from '../../src/rule.ts';

export const unknownMiddleware = defineRule({
  id: 'unknown-middleware',
  severity: 'error',
  summary: 'Pipeline handler has no component',
  why: 'A handler whose name and type match no component of the app is skipped without a word: requests pass without it, and without the authorization it may stand for.',
  source: 'dapr v1.18.3 pkg/middleware/http/pipeline.go buildChain, pkg/middleware/store/store.go Get',
  docs: 'https://docs.dapr.io/operations/components/middleware/',
  effect: 'insecure',
  securitySeverity: 8.2,
  covers: ['configuration-for-observability.spec.httppipeline.validator'],
  facts: ['pipeline.missing', 'pipeline.version', 'pipeline.type', 'pipeline.scope', 'component.denylist'],
  needs: ['Component', workloadKinds],
  each: 'configuration',

  *check(configuration, { workspace }): Problems {
    const neighbours = workspace.componentsIn(configuration.namespace);
    for (const handler of configuration.handlers) {
      const name = handler.get('name');
      const type = handler.get('type');
      if (!name.text || !name.resolved || !type.text || !type.resolved) continue;
      const lookup = workspace.find('Component', name.text, configuration.namespace);
      const namesakes = workspace.componentsNamed(name.text, configuration.namespace);
      const component =
        namesakes.find(({ resource }) => workspace.areTogether(resource, configuration.resource)) ?? namesakes[0];
      const apps = workspace.appsWithConfiguration(configuration);
      if (component) {
        const without = apps.filter((app) => !workspace.loads(app, component));
        const related = [{ at: component, message: `the component ${quote(component.name)}` }];
        // Objects of different folders may be meant for different clusters.
        const isSure = [configuration, ...without].every(({ resource }) =>
          workspace.areTogether(resource, component.resource),
        );
        const certainty = isSure ? {} : { atMost: 'warning' as const };
        if (component.type.text && component.type.resolved && component.type.text !== type.text) {
          yield {
            ...certainty,
            at: type,
            message: `the component ${quote(name.text)} is of another type, so this handler is skipped`,
            help: 'write the type exactly as the component has it',
            related,
          };
        } else if (component.version.text && component.version.resolved && component.version.text !== 'v1') {
          yield {
            ...certainty,
            at: name,
            message: `a pipeline takes version v1 only, and the component is ${component.version.text}: this handler is skipped`,
            related,
          };
        } else if (configuration.denies(component)) {
          yield {
            ...certainty,
            at: name,
            message: `this Configuration denies the component ${quote(name.text)}, so this handler is skipped`,
            help: 'take its type off spec.components.deny',
            related: [{ at: configuration.denies(component) ?? configuration, message: 'denied here' }, ...related],
          };
        } else if (without.length > 0) {
          yield {
            ...certainty,
            at: name,
            message: `${appsTitle(without)} cannot load the component ${quote(name.text)}, so this handler is skipped there`,
            help: 'add the apps to the scopes of the component',
            related,
          };
        }
      } else if (lookup.outcome !== 'unknown' || neighbours.length > 0) {
        if (workspace.world.isExternal('Component', name.text)) continue;
        const other = 'resource' in lookup ? lookup.resource : lookup.near;
        yield {
          at: name,
          message: `there is no component ${quote(name.text)}, so this handler is skipped`,
          help:
            other && lookup.outcome !== 'elsewhere'
              ? `did you mean ${quote(other.name)}?`
              : `add a component ${quote(name.text)}${workspace.catalog.component(type.text) ? ` of type ${type.text}` : ''}, or remove the handler`,
          ...(other && {
            related: [
              {
                at: other,
                message:
                  lookup.outcome === 'elsewhere' ? 'one of another namespace' : 'a component with almost this name',
              },
            ],
          }),
          ...(!workspace.isClosed && { atMost: 'warning' as const }),
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
          name: pipeline
        spec:
          httpPipeline:
            handlers:
              - name: authorize
                      ^^^^^^^^^ there is no component "authorize", so this handler is skipped
                type: middleware.http.bearer
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: limit
        spec:
          type: middleware.http.ratelimit
          version: v1
          metadata: []
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: pipeline
        spec:
          httpPipeline:
            handlers:
              - name: limit
                type: middleware.http.RateLimit
                      ^^^^^^^^^^^^^^^^^^^^^^^^^ the component "limit" is of another type, so this handler is skipped
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: limit
                ~~~~~ the component "limit"
        spec:
          type: middleware.http.ratelimit
          version: v1
          metadata: []
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: pipeline
          namespace: shop
        spec:
          components:
            deny:
              - middleware.http.ratelimit/v1
                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~ denied here
          httpPipeline:
            handlers:
              - name: limit
                      ^^^^^ this Configuration denies the component "limit", so this handler is skipped
                type: middleware.http.ratelimit
              - name: alias
                      ^^^^^ there is no component "alias", so this handler is skipped
                type: middleware.http.routeralias
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: limit
                ~~~~~ the component "limit"
          namespace: shop
        spec:
          type: middleware.http.ratelimit
          version: v1
          metadata: []
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: alias
                ~~~~~ one of another namespace
          namespace: bank
        spec:
          type: middleware.http.routeralias
          version: v1
          metadata: []
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: pipeline
        spec:
          httpPipeline:
            handlers:
              - name: authorize
                type: middleware.http.bearer
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: authorize
        spec:
          type: middleware.http.bearer
          version: v1
          metadata:
            - name: issuer
              value: https://id.example.com
            - name: audience
              value: shop
        scopes: [orders]
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: billing
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: billing
      `,
      because: 'the app that cannot load the component does not run with this Configuration',
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: pipeline
        spec:
          httpPipeline:
            handlers:
              - name: authorize
                type: middleware.http.bearer
      `,
      because: 'without any component beside it, the components are kept elsewhere',
    },
  ],
});
