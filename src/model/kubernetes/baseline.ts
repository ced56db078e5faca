import type { Container } from 'kubernetes-types/core/v1.js';
import type { Field } from '../../yaml/field.ts';
import { type Breach, type Check, contextsOf, type PodView, titleOfContainer } from './pod-security.ts';

/** What the standard "baseline" asks of pods: source k8s.io/pod-security-admission v0.37.2 policy/check_*.go. */

/** The capabilities that a container may add. */
export const harmlessCapabilities: ReadonlySet<string> = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);

/** Kernel parameters that are safe to set, by the Kubernetes 1.x whose standard knows them first. */
const sysctls: Readonly<Record<string, number>> = {
  'kernel.shm_rmid_forced': 0,
  'net.ipv4.ip_local_port_range': 0,
  'net.ipv4.tcp_syncookies': 0,
  'net.ipv4.ping_group_range': 0,
  'net.ipv4.ip_unprivileged_port_start': 0,
  'net.ipv4.ip_local_reserved_ports': 27,
  'net.ipv4.tcp_keepalive_time': 29,
  'net.ipv4.tcp_fin_timeout': 29,
  'net.ipv4.tcp_keepalive_intvl': 29,
  'net.ipv4.tcp_keepalive_probes': 29,
  'net.ipv4.tcp_rmem': 32,
  'net.ipv4.tcp_wmem': 32,
  'net.ipv4.tcp_slow_start_after_idle': 37,
  'net.ipv4.tcp_notsent_lowat': 37,
};

const host: Check = function* ({ pod, containers }) {
  for (const name of ['hostNetwork', 'hostPID', 'hostIPC'] as const)
    if (pod.get(name).boolean === true) yield { at: pod.get(name), who: 'the pod', fault: `has ${name}` };
  for (const volume of pod.get('volumes').items) {
    const path = volume.get('hostPath');
    if (path.hasValue) yield { at: path.key, who: `volume "${volume.get('name').text}"`, fault: 'is of the host' };
  }
  for (const container of containers) {
    for (const port of container.get('ports').items) {
      const at = port.get('hostPort');
      if (at.resolved && (at.number ?? 0) !== 0)
        yield { at, who: titleOfContainer(container), fault: `takes port ${at.number} of the host` };
    }
  }
};

/** What probes and lifecycle handlers ask of another host than the pod, since 1.34. */
const hosts: Check = function* ({ containers }, minor) {
  if (minor < 34) return;
  for (const container of containers) {
    const handlers: readonly Field[] = [
      container.get('livenessProbe') as Field,
      container.get('readinessProbe') as Field,
      container.get('startupProbe') as Field,
      ...container.get('lifecycle').entries.map(([, handler]) => handler as Field),
    ];
    for (const at of handlers.flatMap((each) => [each.get('httpGet').get('host'), each.get('tcpSocket').get('host')]))
      if (at.text) yield { at, who: titleOfContainer(container), fault: `asks another host, "${at.text}"` };
  }
};

const added = function* (container: Field<Container>, allowed: (name: string) => boolean): Iterable<Breach> {
  for (const at of container.get('securityContext').get('capabilities').get('add').items)
    if (at.text !== undefined && at.resolved && !allowed(at.text))
      yield { at, who: titleOfContainer(container), fault: `adds the capability ${at.text}` };
};

/** Capabilities beyond those that a standard lets a container add. */
export const addedCapabilities =
  (allowed: (name: string) => boolean): Check =>
  ({ containers }) =>
    containers.flatMap((container) => [...added(container, allowed)]);

const privileged: Check = function* ({ containers }) {
  for (const container of containers) {
    const at = container.get('securityContext').get('privileged');
    if (at.boolean === true) yield { at, who: titleOfContainer(container), fault: 'is privileged' };
  }
};

/** What is of /proc in a container. */
export const mounts: Check = function* ({ containers }) {
  for (const container of containers) {
    const at = container.get('securityContext').get('procMount');
    if (at.text && at.resolved && at.text !== 'Default')
      yield { at, who: titleOfContainer(container), fault: `mounts /proc as ${at.text}` };
  }
};

/** Since 1.35 users of its own are enough. */
export const hasPrivateUsers = ({ hasOwnUsers }: PodView, minor: number): boolean => hasOwnUsers && minor >= 35;

/** The profiles of a kind that are none that limits what a process may do. */
const profiles = (name: string): Check =>
  function* (view) {
    for (const { who, context } of contextsOf(view)) {
      const at = context.get(name).get('type');
      if (!context.get(name).isMap || !at.resolved) continue;
      if (at.text !== 'RuntimeDefault' && at.text !== 'Localhost')
        yield { at, who, fault: `has the ${name} ${at.text ?? ''}`.trimEnd() };
    }
  };

const armour: Check = function* ({ annotations }) {
  for (const [name, at] of annotations.entries) {
    if (!name.startsWith('container.apparmor.security.beta.kubernetes.io/') || !at.text || !at.resolved) continue;
    if (at.text !== 'runtime/default' && !at.text.startsWith('localhost/'))
      yield { at, who: 'the pod', fault: `has the AppArmor profile ${at.text}` };
  }
};

const labels: Check = function* (view, minor) {
  const types = [
    '',
    'container_t',
    'container_init_t',
    'container_kvm_t',
    ...(minor >= 31 ? ['container_engine_t'] : []),
  ];
  for (const { who, context } of contextsOf(view)) {
    const options = context.get('seLinuxOptions');
    for (const name of ['type', 'user', 'role'] as const) {
      const at = options.get(name);
      const isFine = !at.resolved || (name === 'type' ? types.includes(at.text ?? '') : !at.text);
      if (!isFine) yield { at, who, fault: `sets the ${name} of its SELinux label` };
    }
    const isOfHost = context.get('windowsOptions').get('hostProcess');
    if (isOfHost.boolean === true) yield { at: isOfHost, who, fault: 'runs as a process of the host' };
  }
};

const kernel: Check = function* ({ pod }, minor) {
  for (const sysctl of pod.get('securityContext').get('sysctls').items) {
    const at = sysctl.get('name');
    const since = sysctls[at.text ?? ''];
    if (at.text !== undefined && at.resolved && (since === undefined || since > minor))
      yield { at, who: 'the pod', fault: `sets ${at.text}` };
  }
};

const before =
  (first: number, check: Check): Check =>
  (view, minor) =>
    minor < first ? [] : check(view, minor);

export const baseline: readonly Check[] = [
  host,
  hosts,
  privileged,
  (view, minor) => (hasPrivateUsers(view, minor) ? [] : mounts(view, minor)),
  profiles('appArmorProfile'),
  before(19, profiles('seccompProfile')),
  armour,
  labels,
  kernel,
  addedCapabilities((name) => harmlessCapabilities.has(name)),
];
