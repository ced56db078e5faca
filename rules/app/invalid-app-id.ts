import { type App, defineRule, type Problems, quote, yaml } from '../../src/rule.ts';

/** `<app-id>-dapr` has to be a DNS label of at most 63 characters. */
const longest = 58;

/** The text that becomes the app-id of an app: without one, the name of its pod, where the injector sees that already. */
const nameOf = ({ id, appId, workload }: App): string | undefined => {
  if (id.exists) return appId;
  if (workload.name === '' || !workload.resource.metadata.get('name').resolved) return undefined;
  if (workload.kind === 'Pod') return workload.name;
  return workload.kind === 'StatefulSet' ? `${workload.name}-0` : undefined;
};

export const invalidAppId = defineRule({
  id: 'invalid-app-id',
  severity: 'error',
  summary: 'App-id cannot be part of a Service name',
  why: 'Dapr names a Service <app-id>-dapr, and labels the pod with the app-id; when the one is no DNS label of at most 63 characters, or the other ends with a hyphen, every pod is refused.',
  source:
    'dapr v1.18.3 pkg/validation/validation.go ValidateKubernetesAppID, pkg/injector/patcher/sidecar_patcher.go:39,138',
  docs: 'https://docs.dapr.io/reference/arguments-annotations-overview/',
  effect: 'rejected',
  covers: ['service-invocation.configuration.app-id', 'annotation-requirements.annotations.dapr-io-app-id'],
  facts: ['inj.appid.invalid', 'op.invoke.namespace'],
  each: 'app',

  *check(app): Problems {
    const appId = nameOf(app);
    if (appId === undefined || /^[a-z0-9](?:[-a-z0-9]{0,56}[a-z0-9])?$/.test(appId)) return;
    const reason =
      appId.length > longest
        ? `has ${appId.length} characters; ${longest} are the most`
        : /^-[-a-z0-9]*$/.test(appId)
          ? 'starts with a hyphen'
          : /^[-a-z0-9]+-$/.test(appId)
            ? 'ends with a hyphen'
            : 'may hold only lower-case letters, digits and hyphens';
    const likely = appId
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, longest)
      .replace(/-+$/, '');
    const isWritten = app.id.exists;
    yield {
      at: isWritten ? app.id : app.resource,
      message: isWritten
        ? `app-id ${quote(appId)} ${reason}`
        : `the name of the pod becomes its app-id: ${quote(appId)} ${reason}`,
      help:
        likely === '' ? 'choose another name' : isWritten ? `use ${quote(likely)}` : `add dapr.io/app-id: ${likely}`,
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
            dapr.io/app-id: Order_Service
                            ^^^^^^^^^^^^^ app-id "Order_Service" may hold only lower-case letters, digits and hyphens
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
            dapr.io/app-id: orders-
                            ^^^^^^^ app-id "orders-" ends with a hyphen
      `,
    },
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders.v2
                ^^^^^^^^^ the name of the pod becomes its app-id: "orders.v2" may hold only lower-case letters, digits and hyphens
          annotations:
            dapr.io/enabled: "true"
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders.v2
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: 2-orders--v2
      `,
      because: 'a digit may come first, and hyphens may follow each other',
    },
  ],
});
