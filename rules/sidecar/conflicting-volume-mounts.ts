import { defineRule, mountsOf, type Problems, yaml } from '../../src/rule.ts';

const tokens = '/var/run/secrets/dapr.io/sentrytoken';
const sockets = '/var/run/dapr-sockets';

export const conflictingVolumeMounts = defineRule({
  id: 'conflicting-volume-mounts',
  severity: 'error',
  summary: 'Volume is mounted where something is already, or nowhere',
  why: 'The injector adds every mount to the sidecar container, and Kubernetes refuses the pod when two have one path, or one has none.',
  source: 'dapr v1.18.3 pkg/injector/patcher/sidecar_volumes.go:26; Kubernetes ValidateVolumeMounts',
  docs: 'https://docs.dapr.io/operations/hosting/kubernetes/kubernetes-volume-mounts/',
  effect: 'rejected',
  facts: ['inj.volumes.dup'],
  each: 'app',

  *check(app): Problems {
    const { workload } = app;
    const names = new Set(workload.pod.get('containers').items.map((container) => container.get('name').text));
    const hasComponents = (app.reads('pluggable-components') ?? '').split(',').some((name) => names.has(name));
    const taken = new Map([[tokens, 'the identity token of the sidecar']]);
    if (app.reads('unix-domain-socket-path')) taken.set(sockets, 'the sockets of the sidecar');
    if (hasComponents)
      taken.set(
        app.reads('pluggable-components-sockets-folder') || '/tmp/dapr-components-sockets',
        'the sockets of the pluggable components',
      );
    for (const name of ['volume-mounts', 'volume-mounts-rw']) {
      for (const { volume, path, from, to } of mountsOf(app.reads(name) ?? '')) {
        if (volume === undefined || !workload.volumes.has(volume)) continue;
        const other = taken.get(path);
        taken.set(path, `volume ${volume}`);
        if (path !== '' && other === undefined) continue;
        yield {
          at: app.annotation(name).part(from, to),
          message: path === '' ? `volume ${volume} has no path to be mounted at` : `${path} holds ${other} already`,
          help: path === '' ? `write ${volume}:/path` : 'mount it at another path',
        };
      }
    }
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
            dapr.io/volume-mounts: certs:/certs
            dapr.io/volume-mounts-rw: "data:/certs,data:"
                                       ^^^^^^^^^^^ /certs holds volume certs already
                                                   ^^^^^ volume data has no path to be mounted at
        spec:
          volumes:
            - name: certs
            - name: data
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
            dapr.io/volume-mounts: certs:/certs,certs:/etc/certs
        spec:
          volumes:
            - name: certs
      `,
      because: 'one volume may be mounted at two paths',
    },
  ],
});
