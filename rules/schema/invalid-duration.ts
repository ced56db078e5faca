import { defineRule, type Field, type Problems, parseDuration, quote, yaml } from '../../src/rule.ts';

export const invalidDuration = defineRule({
  id: 'invalid-duration',
  severity: 'error',
  summary: 'Text that Dapr decodes as a duration is none',
  why: 'The CRD takes any text there, and Dapr decodes a duration of Go with its object: the operator cannot read the objects of that kind any more, and sidecars that need them do not start.',
  source:
    'dapr v1.18.3 pkg/apis/configuration/v1alpha1/types.go:201-216,345, pkg/apis/mcpserver/v1alpha1/types.go:188,215; apimachinery v0.33.4 pkg/apis/meta/v1/duration.go:31',
  docs: 'https://pkg.go.dev/time#ParseDuration',
  effect: 'rejected',
  since: '1.17',
  each: 'daprResource',

  *check({ kind, body }): Problems {
    const spec = (body as Field).get('spec');
    const [otel, retention] = [spec.get('tracing').get('otel'), spec.get('workflow').get('stateRetentionPolicy')];
    const transports = ['streamableHTTP', 'sse'].map((name) => spec.get('endpoint').get(name));
    const durations: Readonly<Record<string, readonly Field[]>> = {
      Configuration: [
        otel.get('timeout'),
        ...['anyTerminal', 'completed', 'failed', 'terminated'].map((name) => retention.get(name)),
      ],
      MCPServer: transports.map((transport) => transport.get('timeout')),
    };
    for (const field of durations[kind] ?? []) {
      const { text } = field;
      if (text === undefined || !field.resolved || parseDuration(text) !== undefined) continue;
      yield {
        at: field,
        message: `${field.path.at(-1)} is ${quote(text)}, which is no duration`,
        help: /^\d+$/.test(text) ? `write "${text}s" for seconds` : 'write numbers with units: 30s, 1h30m',
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: appconfig
        spec:
          workflow:
            stateRetentionPolicy:
              anyTerminal: 30d
                           ^^^ anyTerminal is "30d", which is no duration
              completed: 360h
        ---
        apiVersion: dapr.io/v1alpha1
        kind: MCPServer
        metadata:
          name: weather
        spec:
          endpoint:
            streamableHTTP:
              url: https://weather.example.com/mcp
              timeout: "30"
                       ^^^^ timeout is "30", which is no duration
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
              timeout: 1m30.5s
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata:
          name: resilience
        spec:
          policies:
            timeouts:
              general: "5000"
          targets:
            apps:
              orders: { timeout: general }
      `,
      because: 'Go adds up units and takes fractions, and resiliency policies have durations of their own',
    },
  ],
});
