import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const unboundedJobSidecar = defineRule({
  id: 'unbounded-job-sidecar',
  severity: 'info',
  summary: 'Sidecar of a Job does not end with it',
  why: 'The sidecar runs on after the app has ended, and the Job never completes, unless the app calls the shutdown API of its sidecar at the end, or, since 1.18, daprd is a native sidecar.',
  source: 'dapr v1.18.3 pkg/injector/patcher/sidecar_patcher.go:120',
  docs: 'https://docs.dapr.io/operations/hosting/kubernetes/kubernetes-job/',
  effect: 'wrong',
  facts: ['inj.job', 'inj.native'],
  presets: { production: 'warning' },
  each: 'app',

  *check(app, { workspace }): Problems {
    // What is missing here may be in the object that this patches.
    if (app.resource.isPartial) return;
    const { kind, pod } = app.workload;
    if (kind !== 'Job' && kind !== 'CronJob') return;
    const hasNative = workspace.catalog.annotation('dapr.io/enable-native-sidecar') !== undefined;
    if (hasNative && app.isOn('enable-native-sidecar')) return;
    // The program itself may call it, which cannot be seen here.
    const commands = pod
      .get('containers')
      .items.flatMap((container) => [...container.get('command').items, ...container.get('args').items]);
    if (commands.some(({ text }) => text?.includes('shutdown'))) return;
    yield {
      at: app.annotation('enabled').key,
      message: `${app.resource.title} completes only if its program shuts the sidecar down`,
      help: `${hasNative ? 'add dapr.io/enable-native-sidecar, or ' : ''}call POST /v1.0/shutdown at the end`,
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: report
        spec:
          template:
            metadata:
              annotations:
                dapr.io/enabled: "true"
                ^^^^^^^^^^^^^^^ Job "report" completes only if its program shuts the sidecar down
                dapr.io/app-id: report
      `,
    },
    {
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: report
        spec:
          template:
            metadata:
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: report
                dapr.io/enable-native-sidecar: "true"
      `,
      because: 'Kubernetes ends a native sidecar when the containers of the pod have ended',
    },
  ],
});
