import { defineRule, isTruthy, mcpHttpOf, type Problems, quote, workloadKinds, yaml } from '../../src/rule.ts';

export const unknownMcpSecretStore = defineRule({
  id: 'unknown-mcp-secret-store',
  severity: 'error',
  summary: 'MCPServer takes its client secret from a store that the app does not have',
  why: 'daprd reads the client secret itself, from the store named in auth.secretStore, which is "kubernetes" unless told. Where an app has no such store it cannot connect, and exits.',
  source: 'dapr v1.18.3 pkg/runtime/mcp/auth/auth.go:162-170, pkg/runtime/compstore/secretstore.go:61',
  docs: 'https://docs.dapr.io/reference/resource-specs/',
  effect: 'rejected',
  since: '1.18',
  facts: ['mcp.oauth2.store'],
  needs: ['Component', workloadKinds],
  each: 'mcpServer',

  *check(server, { workspace }): Problems {
    const auth = mcpHttpOf(server)?.http.get('auth');
    if (!auth?.get('oauth2').get('secretKeyRef').isMap) return;
    const store = auth.get('secretStore');
    if (!store.resolved) return;
    const name = store.text || 'kubernetes';
    const lenient = server.body.get('spec').get('ignoreErrors').boolean;
    const lookup = workspace.find('Component', name, server.namespace);
    if (lookup.outcome === 'found') return;
    const near = 'near' in lookup ? lookup.near : undefined;
    if (name === 'kubernetes') {
      const app = workspace
        .appsThatLoad(server)
        .find(
          (each) =>
            isTruthy(each.annotation('disable-builtin-k8s-secret-store').text ?? '') &&
            each.namespace === server.namespace &&
            workspace.areTogether(each.resource, server),
        );
      if (!app) return;
      yield {
        at: auth.get('oauth2').get('secretKeyRef').key,
        message: `${app.title} has no store "kubernetes" to read the client secret from`,
        help: 'name another store in auth.secretStore, or leave the built-in one on',
        related: [{ at: app.annotation('disable-builtin-k8s-secret-store'), message: 'turned off here' }],
        ...(lenient && { atMost: 'warning' }),
      };
    } else if (lookup.outcome !== 'unknown' || near) {
      yield {
        at: store,
        message: `there is no secret store ${quote(name)} in the namespace`,
        help: near
          ? `did you mean ${quote(near.name)}?`
          : 'create the component, or name it under external.components in daprlint.yaml',
        ...(near && { related: [{ at: near, message: 'the one that is probably meant' }] }),
        ...((lenient || !workspace.isClosed) && { atMost: 'warning' }),
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: MCPServer
        metadata:
          name: weather
        spec:
          endpoint:
            streamableHTTP:
              url: https://weather.example.com/mcp
              auth:
                oauth2:
                  issuer: https://login.example.com/oauth2/token
                  secretKeyRef: { name: weather, key: secret }
                  ^^^^^^^^^^^^ app "forecast" has no store "kubernetes" to read the client secret from
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: forecast
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: forecast
            dapr.io/disable-builtin-k8s-secret-store: "true"
                                                      ~~~~~~ turned off here
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: vault
                ~~~~~ the one that is probably meant
        spec:
          type: secretstores.hashicorp.vault
          version: v1
          metadata:
            - name: vaultTokenMountPath
              value: /var/run/vault/token
        ---
        apiVersion: dapr.io/v1alpha1
        kind: MCPServer
        metadata:
          name: weather
        spec:
          endpoint:
            streamableHTTP:
              url: https://weather.example.com/mcp
              auth:
                secretStore: valut
                             ^^^^^ there is no secret store "valut" in the namespace
                oauth2:
                  issuer: https://login.example.com/oauth2/token
                  secretKeyRef: { name: weather, key: secret }
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: MCPServer
        metadata:
          name: weather
        spec:
          endpoint:
            streamableHTTP:
              url: https://weather.example.com/mcp
              auth:
                oauth2:
                  issuer: https://login.example.com/oauth2/token
                  secretKeyRef: { name: weather, key: secret }
        scopes: [agent]
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: forecast
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: forecast
            dapr.io/disable-builtin-k8s-secret-store: "true"
      `,
      because: 'the app without the store is not in the scopes of the server',
    },
  ],
});
