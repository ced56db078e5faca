import { defineRule, isInjected, type Problems, yaml } from '../../src/rule.ts';

export const missingSeccompProfile = defineRule({
  id: 'missing-seccomp-profile',
  severity: 'off',
  summary: 'Sidecar may make any system call',
  why: 'The injector gives the sidecar no seccomp profile by itself: it has that of the pod, or the one of its annotation. A profile of the container of the app is not that of the sidecar.',
  source: 'dapr v1.18.3 pkg/injector/patcher/sidecar_container.go:244',
  docs: 'https://docs.dapr.io/operations/hosting/kubernetes/kubernetes-production/',
  effect: 'insecure',
  securitySeverity: 3.1,
  presets: { production: 'info', strict: 'warning' },
  each: 'app',

  *check(app): Problems {
    const { pod } = app.workload;
    const [ofPod, own] = [pod.get('securityContext'), app.annotation('sidecar-seccomp-profile-type')];
    // What is missing here may be in the object that this patches.
    if (app.resource.isPartial || !isInjected(app) || pod.get('os').get('name').text === 'windows') return;
    if (!ofPod.resolved || !own.resolved) return;
    const profile = ofPod.get('seccompProfile');
    const name = app.reads('sidecar-seccomp-profile-type') || profile.get('type').text;
    if (name !== undefined && name !== 'Unconfined') return;
    yield {
      at: own.exists ? own : profile.hasValue ? profile.get('type') : app.annotation('enabled').key,
      message: `the sidecar of ${app.title} has no seccomp profile`,
      help: 'set seccompProfile.type: RuntimeDefault in the securityContext of the pod',
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
            ^^^^^^^^^^^^^^^ the sidecar of app "orders" has no seccomp profile
            dapr.io/app-id: orders
        spec:
          containers:
            - name: orders
              image: shop/orders:1.4.0
              securityContext:
                seccompProfile: { type: RuntimeDefault }
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
        spec:
          securityContext:
            seccompProfile: { type: RuntimeDefault }
          containers:
            - name: orders
              image: shop/orders:1.4.0
      `,
      because: 'the sidecar takes the profile of the pod',
    },
  ],
});
