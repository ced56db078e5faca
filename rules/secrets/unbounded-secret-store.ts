import { defineRule, listed, type Problems, quote, workloadKinds, yaml } from '../../src/rule.ts';

export const unboundedSecretStore = defineRule({
  id: 'unbounded-secret-store',
  severity: 'info',
  summary: 'Secret scopes leave out a store that the apps load',
  why: 'A scope limits what an app may read from one store. From a store that no scope names it may read everything, and every app has one that is called kubernetes, for all Secrets that its service account may read.',
  source: 'dapr v1.18.3 pkg/api/universal/secrets.go:143 isSecretAllowed, pkg/runtime/runtime.go:1619',
  docs: 'https://docs.dapr.io/operations/configuration/secret-scope/',
  effect: 'insecure',
  securitySeverity: 4.3,
  facts: ['cfg.secrets.k8s'],
  needs: ['Component', workloadKinds],
  presets: { production: 'warning', strict: 'warning' },
  each: 'configuration',

  *check(configuration, { workspace }): Problems {
    const scopes = configuration.spec.get('secrets').get('scopes');
    const named = scopes.items.map((scope) => scope.get('storeName'));
    if (configuration.isControlPlane || named.length === 0 || named.some(({ resolved }) => !resolved)) return;
    const known = new Set(named.map(({ text }) => text));
    for (const app of workspace.appsWithConfiguration(configuration)) {
      const builtIn = app.isOn('disable-builtin-k8s-secret-store') ? [] : ['kubernetes'];
      const loaded = workspace.componentsFor(app, 'secretstores').map(({ name }) => name);
      const open = [...new Set([...builtIn, ...loaded])].filter((name) => name !== '' && !known.has(name));
      if (open.length === 0) continue;
      yield {
        at: scopes.key,
        message: `${app.title} may read every secret of ${listed(open.map(quote))}: no scope names ${open.length > 1 ? 'them' : 'it'}`,
        help: open.includes('kubernetes')
          ? 'add a scope with storeName: kubernetes, or set dapr.io/disable-builtin-k8s-secret-store'
          : `add a scope with storeName: ${open[0]}`,
        related: [{ at: app, message: 'runs with this Configuration' }],
      };
      // The others have the same scopes.
      return;
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: orders
        spec:
          secrets:
            scopes:
            ^^^^^^ app "orders" may read every secret of "kubernetes": no scope names it
              - storeName: vault
                defaultAccess: deny
                allowedSecrets: [orders]
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
                            ~~~~~~ runs with this Configuration
            dapr.io/config: orders
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: orders
        spec:
          secrets:
            scopes:
              - storeName: vault
                defaultAccess: deny
                allowedSecrets: [orders]
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: plain
        spec:
          metrics: { enabled: true }
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/config: orders
            dapr.io/disable-builtin-k8s-secret-store: "true"
      `,
      because: 'the app has its only other store switched off, and a configuration without scopes limits nothing',
    },
  ],
});
