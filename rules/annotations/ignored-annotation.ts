import { type App, defineRule, type Problems, yaml } from '../../src/rule.ts';

const isGrpc = (app: App): boolean => /^grpcs?$/i.test(app.reads('app-protocol') ?? '');

interface Dependence {
  readonly names: readonly string[];
  readonly counts: (app: App) => boolean;
  readonly without: string;
}

/** Annotations that count only together with another one. */
const dependences: readonly Dependence[] = [
  {
    names: ['app-health-check-path', 'app-health-probe-interval', 'app-health-probe-timeout', 'app-health-threshold'],
    counts: (app) => app.isOn('enable-app-health-check'),
    without: 'dapr.io/enable-app-health-check: "true"',
  },
  {
    names: ['enable-app-health-check', 'app-max-concurrency', 'app-channel-address'],
    counts: (app) => !app.annotation('app-port').resolved || (app.integer('app-port') ?? 0) > 0,
    without: 'dapr.io/app-port',
  },
  { names: ['debug-port'], counts: (app) => app.isOn('enable-debug'), without: 'dapr.io/enable-debug: "true"' },
  {
    names: ['metrics-port'],
    counts: (app) => app.isOn('enable-metrics', true),
    without: 'metrics: daprd keeps them on port 9090',
  },
];

/** Annotations that their successors outdo since Dapr 1.14. */
const outdone = [
  ['http-max-request-size', 'max-body-size'],
  ['http-read-buffer-size', 'read-buffer-size'],
] as const;

export const ignoredAnnotation = defineRule({
  id: 'ignored-annotation',
  severity: 'warning',
  summary: 'Annotation has no effect without another one, or beside it',
  why: 'The injector tells daprd of some settings only when another one turns them on; alone they change nothing. Where the old annotation of a size and the new one are both given, daprd takes the new one.',
  source:
    'dapr v1.18.3 pkg/injector/patcher/sidecar_container.go:91,95,136,216; pkg/runtime/channels/channels.go; cmd/daprd/options/options.go:217,236',
  docs: 'https://docs.dapr.io/reference/arguments-annotations-overview/',
  effect: 'ignored',
  each: 'app',

  *check(app, { workspace }): Problems {
    if (workspace.isAtLeast('1.14')) yield* faultsOfPairs(app);
    // What is missing here may be in the object that this patches.
    if (app.resource.isPartial) return;
    for (const { names, counts, without } of dependences) {
      if (counts(app)) continue;
      for (const name of names) {
        const text = app.reads(name);
        // A switch that is off says the same as none.
        if (text === undefined || (name.startsWith('enable-') && !app.isOn(name))) continue;
        yield {
          at: app.annotation(name).key,
          message: `dapr.io/${name} has no effect without ${without}`,
          help: 'add that, or remove this',
          ...(/port$/.test(name) && { atMost: 'info' as const }),
        };
      }
    }
    const path = app.annotation('app-health-check-path');
    if (app.isOn('enable-app-health-check') && path.exists && isGrpc(app))
      yield {
        at: path.key,
        message: 'dapr.io/app-health-check-path has no effect: a gRPC app is asked by the gRPC method HealthCheck',
        help: 'remove it',
      };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/app-port: "8080"
            dapr.io/app-health-check-path: /live
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ dapr.io/app-health-check-path has no effect without dapr.io/enable-app-health-check: "true"
      `,
    },
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/enable-app-health-check: "true"
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ dapr.io/enable-app-health-check has no effect without dapr.io/app-port
      `,
    },
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/http-max-request-size: "16"
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ dapr.io/http-max-request-size has no effect beside dapr.io/max-body-size
            dapr.io/max-body-size: 8Mi
            ~~~~~~~~~~~~~~~~~~~~~ this one counts
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/app-port: "8080"
            dapr.io/app-protocol: http
            dapr.io/enable-app-health-check: "yes"
            dapr.io/app-health-check-path: /live
      `,
      because: 'the switch takes all words for true',
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/max-body-size: 8Mi
            dapr.io/read-buffer-size: 8Ki
      `,
      because: 'these are two sizes, and both are of today',
    },
  ],
});

function* faultsOfPairs(app: App): Problems {
  for (const [old, current] of outdone) {
    if (!app.reads(current) || app.integer(old) === undefined) continue;
    yield {
      at: app.annotation(old).key,
      message: `dapr.io/${old} has no effect beside dapr.io/${current}`,
      help: 'remove it',
      related: [{ at: app.annotation(current).key, message: 'this one counts' }],
    };
  }
}
