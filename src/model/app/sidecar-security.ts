import type { Field } from '../../yaml/field.ts';
import type { Locatable } from '../../yaml/location.ts';
import type { App } from '../app.ts';
import { type Enforced, inVersions } from '../kubernetes/pod-security.ts';
import type { Resource } from '../resource.ts';
import { isTruthy } from '../values.ts';
import type { Workspace } from '../workspace.ts';
import { environmentOf, secretOfEntry } from './annotation-list.ts';

/** What keeps the sidecar container from what a standard asks. */
export interface SidecarBreach {
  readonly at: Locatable;
  readonly fault: string;
  readonly help: string;
  /** The setting of the injector that it hangs on, where that is not seen. */
  readonly assumes?: true;
}

/** What the injector was told of sidecars, of its Deployment where that is here. */
interface InjectorSettings {
  readonly isSeen: boolean;
  readonly dropsAll: boolean;
  readonly runsAsNonRoot: boolean;
  readonly hasUser: boolean;
}

/** Those of the injector, else what is said of them. Source: dapr v1.18.3 charts/dapr/charts/dapr_sidecar_injector/values.yaml, pkg/injector/service/config.go:40. */
export const injectorSettings = (workspace: Workspace, dropsAll = false): InjectorSettings => {
  const [deployment] = workspace.resourcesNamed('apps', 'Deployment', 'dapr-sidecar-injector');
  const read = (name: string): string | undefined => variableOf(deployment, name);
  return {
    isSeen: deployment !== undefined,
    dropsAll: deployment ? isTruthy(read('SIDECAR_DROP_ALL_CAPABILITIES') ?? 'false') : dropsAll,
    runsAsNonRoot: isTruthy(read('SIDECAR_RUN_AS_NON_ROOT') ?? 'true'),
    hasUser: (read('SIDECAR_RUN_AS_USER') ?? '') !== '',
  };
};

const variableOf = (deployment: Resource | undefined, name: string): string | undefined =>
  (deployment?.body as Field | undefined)
    ?.get('spec')
    .get('template')
    .get('spec')
    .get('containers')
    .items.flatMap((container) => (container as Field).get('env').items as readonly Field[])
    .find((variable) => variable.get('name').text === name)
    ?.get('value').text;

/**
 * The variable for which the injector lets the sidecar run as root, for Windows.
 * Source: dapr v1.18.3 pkg/injector/patcher/sidecar_container.go:360.
 */
export const certificateDirectoryOf = (app: App): Locatable | undefined => {
  for (const annotation of ['env', 'env-from-secret']) {
    const entry = environmentOf(app.reads(annotation) ?? '').find(({ name }) => name === 'SSL_CERT_DIR');
    if (entry && (annotation === 'env' || secretOfEntry(entry.value)))
      return app.annotation(annotation).part(entry.from, entry.to);
  }
  return undefined;
};

/** Whether the injector adds a sidecar: it leaves a pod alone that has a container of that name. */
export const isInjected = ({ workload: { pod } }: App): boolean =>
  [...pod.get('containers').items, ...pod.get('initContainers').items].every(
    (container) => container.get('name').text !== 'daprd',
  );

/**
 * What a Pod Security Standard has against the container that the injector adds, and whether it does in each version that
 * may be meant. Source: dapr v1.18.3 pkg/injector/patcher/sidecar_container.go:237.
 */
export const sidecarBreachesOf = (
  app: App,
  enforced: Enforced,
  injector: InjectorSettings,
): readonly (SidecarBreach & { readonly isCertain: boolean })[] =>
  inVersions(enforced, (minor) => breachesIn(minor, app, enforced.level, injector));

function* breachesIn(
  minor: number,
  app: App,
  level: Enforced['level'],
  injector: InjectorSettings,
): Iterable<SidecarBreach> {
  const { pod, annotations } = app.workload;
  const isExempt = pod.get('os').get('name').text === 'windows' && minor >= 25;
  const profile = app.annotation('sidecar-seccomp-profile-type');
  const [written = '', ofPod] = [app.reads('sidecar-seccomp-profile-type'), pod.get('securityContext')];
  if (written === 'Unconfined' && minor >= 19 && !(isExempt && level === 'restricted'))
    yield { at: profile, fault: 'is not confined by seccomp', help: 'write RuntimeDefault' };
  if (level === 'baseline' || !profile.resolved || !ofPod.resolved) return;
  const enabled = annotations.get('dapr.io/enabled').key;
  if (written === '' && minor >= 19 && !isExempt && !ofPod.get('seccompProfile').hasValue)
    yield {
      at: profile.exists ? profile : enabled,
      fault: 'has no seccomp profile',
      help: 'add seccompProfile to the securityContext of the pod, or dapr.io/sidecar-seccomp-profile-type: RuntimeDefault',
    };
  const directory = certificateDirectoryOf(app);
  if (directory && !((pod as Field).get('hostUsers').boolean === false && minor >= 35))
    yield {
      at: directory,
      fault: 'has runAsNonRoot set to false for SSL_CERT_DIR',
      help: 'name one file with SSL_CERT_FILE instead',
    };
  if (minor >= 22 && !isExempt && !injector.dropsAll)
    yield {
      at: enabled,
      fault: 'does not drop ALL capabilities',
      help: 'install Dapr with dapr_sidecar_injector.sidecarDropALLCapabilities=true',
      ...(!injector.isSeen && { assumes: true }),
    };
}
