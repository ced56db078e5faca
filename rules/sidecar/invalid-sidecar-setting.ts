import {
  type App,
  amountNames,
  closest,
  defineRule,
  type Problem,
  type Problems,
  parseQuantity,
  quote,
  yaml,
} from '../../src/rule.ts';

const profiles = ['RuntimeDefault', 'Unconfined'];
const amounts = amountNames.map((name) => `sidecar-${name}`);

const ofImage = (app: App): Problem | undefined => {
  const image = app.reads('sidecar-image');
  if (image === undefined || (image !== '' && image.trim() === image)) return undefined;
  return {
    at: app.annotation('sidecar-image'),
    message: image === '' ? 'dapr.io/sidecar-image is empty' : 'dapr.io/sidecar-image has spaces around it',
    help: image === '' ? 'leave the annotation out for the image of the control plane' : 'remove them',
  };
};

const ofProfile = (app: App): Problem | undefined => {
  const profile = app.reads('sidecar-seccomp-profile-type') ?? '';
  if (profile === '' || profiles.includes(profile)) return undefined;
  const likely = closest(profile, profiles);
  return {
    at: app.annotation('sidecar-seccomp-profile-type'),
    message:
      profile === 'Localhost'
        ? 'the seccomp profile is Localhost, and Dapr cannot say which one'
        : `${quote(profile)} is no type of a seccomp profile`,
    help: `write ${likely ?? 'RuntimeDefault or Unconfined'}`,
  };
};

const below = (app: App, name: string): Problem => ({
  at: app.annotation(name),
  message: `dapr.io/${name} is ${app.reads(name)}, below zero`,
});

export const invalidSidecarSetting = defineRule({
  id: 'invalid-sidecar-setting',
  severity: 'error',
  summary: 'Kubernetes refuses the sidecar container',
  why: 'The injector copies image, seccomp profile, probes and resources into the container as they are written, and Kubernetes refuses the pod over one that cannot be.',
  source: 'dapr v1.18.3 pkg/injector/patcher/sidecar_container.go:244,300,431; Kubernetes ValidatePodSpec',
  docs: 'https://docs.dapr.io/reference/arguments-annotations-overview/',
  effect: 'rejected',
  facts: ['inj.seccomp'],
  each: 'app',

  *check(app, { workspace }): Problems {
    for (const problem of [ofImage(app), ofProfile(app)]) if (problem) yield problem;
    for (const { key } of workspace.catalog.annotations) {
      const name = key.slice('dapr.io/'.length);
      if (/^sidecar-(?:liveness|readiness)-probe-/.test(name) && (app.integer(name) ?? 0) < 0) yield below(app, name);
    }
    const written = amounts.filter((name) => app.reads(name));
    const quantities = written.map((name) => parseQuantity(app.reads(name) ?? ''));
    // One that cannot be read makes the injector leave all four out.
    if (quantities.includes(undefined)) return;
    for (const [index, name] of written.entries()) if ((quantities[index] ?? 0) < 0) yield below(app, name);
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
            dapr.io/sidecar-image: ""
                                   ^^ dapr.io/sidecar-image is empty
            dapr.io/sidecar-seccomp-profile-type: runtimeDefault
                                                  ^^^^^^^^^^^^^^ "runtimeDefault" is no type of a seccomp profile
            dapr.io/sidecar-readiness-probe-delay-seconds: "-1"
                                                           ^^^^ dapr.io/sidecar-readiness-probe-delay-seconds is -1, below zero
            dapr.io/sidecar-cpu-limit: "-500m"
                                       ^^^^^^^ dapr.io/sidecar-cpu-limit is -500m, below zero
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
            dapr.io/sidecar-seccomp-profile-type: ""
            dapr.io/sidecar-cpu-limit: ""
            dapr.io/sidecar-readiness-probe-delay-seconds: "0"
      `,
      because: 'an empty text leaves profile and resource out, and a probe may start at once',
    },
  ],
});
