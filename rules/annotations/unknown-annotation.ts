import { closest, closestChoice, defineRule, didYouMean, type Problems, respell, yaml } from '../../src/rule.ts';

/** Set on pods of the control plane, and by nobody else. */
const controlPlane = 'dapr.io/control-plane';

/** What some were called before Dapr 1.0, in examples that are still about. */
const formerly: Readonly<Record<string, string>> = {
  id: 'app-id',
  port: 'app-port',
  protocol: 'app-protocol',
  ssl: 'app-ssl',
  'max-concurrency': 'app-max-concurrency',
  profiling: 'enable-profiling',
};

/** The part after the prefix, if a name has that of Dapr, or one that was meant to be it. */
const withinDapr = (name: string): string | undefined => /^dapr(?:[._-]?io)?[./:](.*)$/i.exec(name)?.[1];

export const unknownAnnotation = defineRule({
  id: 'unknown-annotation',
  severity: 'error',
  summary: 'No such Dapr annotation',
  why: 'The injector ignores annotations that it does not know, without a word: the setting has no effect.',
  source: 'dapr v1.18.3 pkg/injector/patcher/sidecar.go setFromAnnotations',
  docs: 'https://docs.dapr.io/reference/arguments-annotations-overview/',
  effect: 'ignored',
  covers: ['annotation-requirements.annotations'],
  each: 'workload',

  *check(workload, { workspace }): Problems {
    const { catalog, world } = workspace;
    for (const [name, annotation] of workload.annotations.entries) {
      const word = withinDapr(name);
      if (word === undefined || name === controlPlane || catalog.annotation(name)) continue;
      // Under another prefix it is somebody else's, unless it has the name of one of Dapr's.
      if (!name.startsWith('dapr.io/') && !catalog.annotation(`dapr.io/${word.toLowerCase()}`)) continue;
      // A name that is filled in later may become any other.
      if (/[{$]/.test(name)) continue;
      const newer = catalog.laterAnnotation(name);
      if (newer) {
        yield {
          at: annotation.key,
          message: `${name} exists since Dapr ${newer.since}; ${world.daprVersion} ignores it`,
          atMost: 'warning',
        };
        continue;
      }
      const known = catalog.annotations.map(({ key }) => key.slice('dapr.io/'.length));
      const former = Object.hasOwn(formerly, word) ? formerly[word] : undefined;
      const likely = former ?? (known.includes(word) ? word : closest(word, known));
      const meant = likely ?? closestChoice(word, known);
      yield {
        at: annotation.key,
        message: `${name} is no annotation that Dapr knows`,
        help: didYouMean(meant && `dapr.io/${meant}`, 'remove it, or use a prefix of your own'),
        // Far from every known one it may be somebody's own note under the wrong prefix.
        ...(likely === undefined
          ? { atMost: 'warning' as const }
          : {
              fix: {
                title: `Write dapr.io/${likely}`,
                edits: [respell(annotation.key, `dapr.io/${likely}`)],
                unsafe: true,
              },
            }),
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: orders
        spec:
          template:
            metadata:
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
                dapr.io/app-prot: "8080"
                ^^^^^^^^^^^^^^^^ dapr.io/app-prot is no annotation that Dapr knows
                dapr.io/protocol: grpc
                ^^^^^^^^^^^^^^^^ dapr.io/protocol is no annotation that Dapr knows
      `,
      fixed: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: orders
        spec:
          template:
            metadata:
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
                dapr.io/app-port: "8080"
                dapr.io/app-protocol: grpc
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
            dapr/app-port: "8080"
            ^^^^^^^^^^^^^ dapr/app-port is no annotation that Dapr knows
            dapr.io/protocol: grpc
            ^^^^^^^^^^^^^^^^ dapr.io/protocol is no annotation that Dapr knows
      `,
    },
    {
      good: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: orders
        spec:
          template:
            metadata:
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
                example.com/dapr.io-note: checked
                dapr.internal/team: payments
                "dapr.io/{{ .Values.annotation }}": checked
      `,
      because: 'only the prefix dapr.io/ is meant for Dapr, and a name that is filled in later is not known yet',
    },
  ],
});
