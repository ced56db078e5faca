import { closest, defineRule, didYouMean, mountsOf, type Problems, quote, yaml } from '../../src/rule.ts';

export const ignoredVolumeMount = defineRule({
  id: 'ignored-volume-mount',
  severity: 'error',
  summary: 'Volume is not mounted into the sidecar',
  why: 'The injector leaves out an entry that is no name:path, without a word, and a volume that the pod does not have, with a line in its own log.',
  source: 'dapr v1.18.3 pkg/injector/patcher/sidecar_volumes.go:38,150',
  docs: 'https://docs.dapr.io/operations/hosting/kubernetes/kubernetes-volume-mounts/',
  effect: 'ignored',
  facts: ['inj.volumes.format', 'inj.volumes.missing'],
  each: 'app',

  *check(app): Problems {
    // What is missing here may be in the object that this patches.
    if (app.resource.isPartial) return;
    const { volumes, annotations } = app.workload;
    // Another webhook may add volumes before the injector looks.
    const isInjected = annotations.entries.some(([name]) => /inject/.test(name) && !name.startsWith('dapr.io/'));
    for (const name of ['volume-mounts', 'volume-mounts-rw']) {
      for (const { volume, text, from, to } of mountsOf(app.reads(name) ?? '')) {
        if (text === '' || (volume !== undefined && volumes.has(volume))) continue;
        yield {
          at: app.annotation(name).part(from, to),
          message:
            volume === undefined
              ? `${quote(text)} is no volume with a path, and is left out`
              : `the pod has no volume ${quote(volume)}: nothing is mounted`,
          help:
            volume === undefined
              ? 'write volume:/path, without a mode; the path holds no colon'
              : didYouMean(closest(volume, volumes), 'add the volume to the pod'),
          ...(volume !== undefined && isInjected && { atMost: 'info' as const }),
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
            dapr.io/volume-mounts: certs:/certs:ro,cert:/etc/certs
                                   ^^^^^^^^^^^^^^^ "certs:/certs:ro" is no volume with a path, and is left out
                                                   ^^^^^^^^^^^^^^^ the pod has no volume "cert": nothing is mounted
        spec:
          volumes:
            - name: certs
      `,
    },
    {
      good: yaml`
        apiVersion: apps/v1
        kind: StatefulSet
        metadata:
          name: orders
        spec:
          template:
            metadata:
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: orders
                dapr.io/volume-mounts-rw: data:/data,
          volumeClaimTemplates:
            - metadata:
                name: data
      `,
      because: 'the claims of a StatefulSet become volumes of its pods',
    },
  ],
});
