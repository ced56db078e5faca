import { changed, container, type Fields, fieldsOf, listOf, pathIn, podSpec, textOf, type Value } from './defaults.ts';

/** What the injector is told of its cluster. */
export interface Injector {
  readonly image: string;
  readonly namespace: string;
}

const isTruthy = (text: string): boolean => /^(?:y|yes|true|t|on|1)$/i.test(text.trim());

/** A pod as it is after Dapr's injector: test/export/injected.test.ts holds it against the real one. */
export const injected = (pod: Fields, { image, namespace }: Injector): Fields => {
  const given = fieldsOf(pathIn(pod, 'metadata', 'annotations'));
  const told = (name: string): string | undefined => {
    const text = given[`dapr.io/${name}`];
    return text === undefined ? undefined : textOf(text);
  };
  const [spec, name] = [fieldsOf(pod.spec), textOf(pathIn(pod, 'metadata', 'name'))];
  const isThere = [...listOf(spec.containers), ...listOf(spec.initContainers)].some(
    (each) => pathIn(each, 'name') === 'daprd',
  );
  if (told('enabled')?.toLowerCase() !== 'true' || isThere) return pod;
  const number = (key: string, otherwise: string): string => {
    const text = told(key) ?? otherwise;
    return /^[+-]?\d+$/.test(text) ? String(Number(text)) : otherwise;
  };
  const on = (key: string): boolean => isTruthy(told(key) ?? '');
  const appId = told('app-id') || name;
  const hasMetrics = told('enable-metrics') === undefined || on('enable-metrics');
  const ports = {
    grpc: number('grpc-port', '50001'),
    internal: number('internal-grpc-port', '50002'),
    metrics: number('metrics-port', '9090'),
  };
  const some = (flag: string, text: string | undefined): readonly string[] => (text ? [flag, text] : []);
  const whole = (flag: string, key: string): readonly string[] => {
    const text = told(key);
    return text !== undefined && /^[+-]?\d+$/.test(text) ? [flag, String(Number(text))] : [];
  };
  const args: readonly string[] = [
    ...['--dapr-http-port', '3500', '--dapr-grpc-port', ports.grpc, '--dapr-internal-grpc-port', ports.internal],
    ...['--dapr-listen-addresses', told('sidecar-listen-addresses') ?? '[::1],127.0.0.1', '--dapr-public-port', '3501'],
    ...[
      '--app-id',
      appId,
      '--app-protocol',
      told('app-protocol') ?? 'http',
      '--log-level',
      told('log-level') ?? 'info',
    ],
    ...['--dapr-graceful-shutdown-seconds', number('graceful-shutdown-seconds', '-1'), '--mode', 'kubernetes'],
    ...['--control-plane-address', 'dapr-api.dapr-system.svc.cluster.local:443'],
    ...['--sentry-address', 'dapr-sentry.dapr-system.svc.cluster.local:443'],
    ...(Number(number('app-port', '0')) > 0 ? ['--app-port', number('app-port', '0')] : []),
    ...(hasMetrics ? ['--enable-metrics', '--metrics-port', ports.metrics] : []),
    ...some('--config', told('config')),
    ...some('--app-channel-address', told('app-channel-address')),
    ...some(
      '--placement-host-address',
      told('placement-host-address') ?? 'dapr-placement-server.dapr-system.svc.cluster.local:50005',
    ),
    ...some('--sentry-request-jwt-audiences', told('sentry-request-jwt-audiences')),
    ...(told('enable-api-logging') === undefined ? [] : [`--enable-api-logging=${on('enable-api-logging')}`]),
    ...(on('disable-builtin-k8s-secret-store') ? ['--disable-builtin-k8s-secret-store'] : []),
    ...(on('enable-app-health-check')
      ? [
          ...['--enable-app-health-check', '--app-health-check-path', told('app-health-check-path') ?? '/healthz'],
          ...['--app-health-probe-interval', number('app-health-probe-interval', '5')],
          ...['--app-health-probe-timeout', number('app-health-probe-timeout', '500')],
          ...['--app-health-threshold', number('app-health-threshold', '3')],
        ]
      : []),
    ...(told('app-binding-options-timeout') === undefined
      ? []
      : ['--app-binding-options-timeout', told('app-binding-options-timeout') ?? '']),
    ...(on('log-as-json') ? ['--log-as-json'] : []),
    ...(on('enable-profiling') ? ['--enable-profiling'] : []),
    '--enable-mtls',
    ...(on('app-ssl') ? ['--app-ssl'] : []),
    ...whole('--app-max-concurrency', 'app-max-concurrency'),
    ...whole('--dapr-http-max-request-size', 'http-max-request-size'),
    ...some('--max-body-size', told('max-body-size')),
    ...whole('--dapr-http-read-buffer-size', 'http-read-buffer-size'),
    ...some('--read-buffer-size', told('read-buffer-size')),
    ...(told('unix-domain-socket-path') ? ['--unix-domain-socket', '/var/run/dapr-sockets'] : []),
    ...(told('block-shutdown-duration') === undefined
      ? []
      : ['--dapr-block-shutdown-duration', told('block-shutdown-duration') ?? '']),
    ...(told('actors-disseminate-timeout') === undefined
      ? []
      : ['--actors-disseminate-timeout', told('actors-disseminate-timeout') ?? '']),
    '--scheduler-host-address',
    told('scheduler-host-address') ?? 'dapr-scheduler-server-a.dapr-system.svc.cluster.local:443',
    ...(told('disable-init-endpoints') === undefined
      ? []
      : ['--disable-init-endpoints', told('disable-init-endpoints') ?? '']),
  ];
  const isDebugged = on('enable-debug');
  const debugPort = number('debug-port', '40000');
  const dlv = [
    '/dlv',
    '--listen',
    `:${debugPort}`,
    '--accept-multiclient',
    '--headless=true',
    '--log',
    '--api-version=2',
  ];
  const port = (portName: string, containerPort: string): Fields => ({
    containerPort: Number(containerPort),
    name: portName,
    protocol: 'TCP',
  });
  const amounts = (which: 'request' | 'limit'): Fields => ({
    ...(told(`sidecar-cpu-${which}`) && { cpu: told(`sidecar-cpu-${which}`) }),
    ...(told(`sidecar-memory-${which}`) && { memory: told(`sidecar-memory-${which}`) }),
  });
  const tokenOf = (variable: string, secret: string | undefined): readonly Value[] =>
    secret ? [{ name: variable, valueFrom: { secretKeyRef: { key: 'token', name: secret } } }] : [];
  const daprd = container({
    name: 'daprd',
    image: told('sidecar-image') || image,
    args: isDebugged ? [...dlv, 'exec', '/daprd', '--', ...args] : ['/daprd', ...args],
    env: [
      { name: 'NAMESPACE', value: namespace },
      { name: 'DAPR_TRUST_ANCHORS', value: '-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----\n' },
      { name: 'POD_NAME', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } } },
      { name: 'DAPR_CONTROLPLANE_NAMESPACE', value: 'dapr-system' },
      { name: 'DAPR_CONTROLPLANE_TRUST_DOMAIN', value: 'cluster.local' },
      ...tokenOf('DAPR_API_TOKEN', told('api-token-secret')),
      ...tokenOf('APP_API_TOKEN', told('app-token-secret')),
    ],
    livenessProbe: { failureThreshold: 5, initialDelaySeconds: 180, periodSeconds: 10, tcpSocket: { port: 3501 } },
    readinessProbe: { httpGet: { path: '/v1.0/healthz', port: 3501 }, initialDelaySeconds: 1, periodSeconds: 1 },
    ports: [
      port('dapr-http', '3500'),
      port('dapr-grpc', ports.grpc),
      port('dapr-internal', ports.internal),
      port('dapr-metrics', ports.metrics),
      ...(isDebugged ? [port('dapr-debug', debugPort)] : []),
    ],
    resources: { limits: amounts('limit'), requests: amounts('request') },
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, runAsNonRoot: true },
    volumeMounts: [
      { mountPath: '/var/run/secrets/dapr.io/sentrytoken', name: 'dapr-identity-token', readOnly: true },
      { mountPath: '/var/run/secrets/kubernetes.io/serviceaccount', name: 'kube-api-access-x7k2p', readOnly: true },
    ],
    ...(on('enable-native-sidecar') && { restartPolicy: 'Always' }),
  });
  const forApp: readonly Value[] = [
    { name: 'DAPR_HTTP_PORT', value: '3500' },
    { name: 'DAPR_GRPC_PORT', value: ports.grpc },
    { name: 'APP_PROTOCOL', value: (told('app-protocol') || 'http').toLowerCase() },
  ];
  const withOwn = (each: Value): Value =>
    changed(each, ['env'], (old) => [
      ...listOf(old),
      ...forApp.filter((own) => !listOf(old).some((other) => pathIn(other, 'name') === pathIn(own, 'name'))),
    ]);
  const isNative = on('enable-native-sidecar');
  return {
    ...changed(pod, ['metadata', 'labels'], (old) => ({
      ...fieldsOf(old),
      'dapr.io/app-id': appId,
      'dapr.io/metrics-enabled': String(hasMetrics),
      'dapr.io/sidecar-injected': 'true',
    })),
    spec: podSpec({
      ...spec,
      containers: [...listOf(spec.containers).map(withOwn), ...(isNative ? [] : [daprd])],
      ...(isNative && { initContainers: [...listOf(spec.initContainers), daprd] }),
      volumes: [
        ...listOf(spec.volumes),
        {
          name: 'dapr-identity-token',
          projected: {
            defaultMode: 420,
            sources: [
              {
                serviceAccountToken: {
                  audience: 'spiffe://cluster.local/ns/dapr-system/dapr-sentry',
                  expirationSeconds: 7200,
                  path: 'token',
                },
              },
            ],
          },
        },
      ],
    }),
  };
};
