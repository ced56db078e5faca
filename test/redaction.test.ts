import { beforeAll, describe, expect, it } from 'vitest';
import { formatNames } from '../src/index.ts';
import { daprlint } from './cli/call.ts';
import { folderWith } from './read/workspace.ts';

/** What is planted: words that occur nowhere else, and tokens whose forms are known, put together here so that they stand nowhere. */
const secrets: string[] = [];
const plant = (secret: string): string => {
  secrets.push(secret);
  return secret;
};
const word = (name: string): string => plant(`zq${name}Pw7x`);
const token = (...parts: readonly string[]): string => plant(parts.join(''));

const signs = 'k3Vb9xQ2mZ7tLw5nRc8yHd4sJf6gPa1uEo0iTqXW';
const key = (name: string): string =>
  [
    '-----BEGIN PRIVATE KEY-----',
    plant(`MC4CAQAwBQYDK2VwBCIEI${name}${signs.slice(0, 24)}`),
    '-----END PRIVATE KEY-----',
  ].join('\n');
const indented = (text: string, by: number): string => text.replaceAll('\n', `\n${' '.repeat(by)}`);
const base64 = (text: string): string => plant(Buffer.from(text).toString('base64'));

/** Each place with faults around it, so that its lines are shown. */
const files: Readonly<Record<string, string>> = {
  'components.yaml': `apiVersion: dapr.io/v1alpha1
kind: Component
metadata:
  name: cache
spec:
  type: state.redis
  version: v1
  metadata:
    - name: redisHost
      value: redis.example.com:6379
    - name: redisPassword
      value: ${word('Redis')}
    - name: redisPasword
      value: ${word('Misspelt')} # zqMisspeltPw7x, ask Ann
---
apiVersion: dapr.io/v1alpha1
kind: Component
metadata: { name: orders }
spec:
  type: state.postgresql
  version: v2
  metadata:
    - name: connectionString
      value: "host=db.example.com user=orders password=${word('Postgres')} dbname=orders"
---
apiVersion: dapr.io/v1alpha1
kind: Component
metadata: { name: carts }
spec:
  type: state.mysql
  version: v1
  metadata:
    - name: connectionString
      value: orders:${word('Mysql')}@tcp(db.example.com:3306)/orders
---
apiVersion: dapr.io/v1alpha1
kind: Component
metadata: { name: messages }
spec:
  type: pubsub.rabbitmq
  version: v1
  metadata:
    - name: connectionString
      value: amqp://orders:${word('Amqp')}@rabbitmq.example.com:5672
    - name: clientKey
      value: |
        ${indented(key('Rabbit'), 8)}
---
apiVersion: dapr.io/v1alpha1
kind: Component
metadata: { name: hook }
spec:
  type: bindings.http
  version: v1
  metadata:
    - name: url
      value: http://orders:${word('Userinfo')}@hook.example.com/in
---
apiVersion: dapr.io/v1alpha1
kind: Component
metadata: { name: blobs }
spec:
  type: bindings.azure.blobstorage
  version: v1
  metadata:
    - name: connectionString
      value: DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=${token(signs, signs, 'AbCdEf', '==')};EndpointSuffix=core.windows.net
    - name: accountKy
      value: ${word('Slip')}
---
apiVersion: dapr.io/v1alpha1
kind: Component
metadata: { name: bus }
spec:
  type: pubsub.azure.servicebus.topics
  version: v1
  metadata:
    - name: connectionString
      value: Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=root;SharedAccessKey=${token(signs, 'xY9', '=')}
---
apiVersion: dapr.io/v1alpha1
kind: Component
metadata: { name: queue }
spec:
  type: pubsub.aws.snssqs
  version: v1
  metadata:
    - name: region
      value: eu-west-1
    - name: accessKey
      value: ${token('AK', 'IA', 'QWERTYUIOPASDFGH')}
    - name: secretKey
      value: ${token(signs)}
---
apiVersion: dapr.io/v1alpha1
kind: Component
metadata: { name: ours }
spec:
  type: bindings.ours
  version: v1
  metadata:
    - name: shopCode
      value: ${token(signs.slice(0, 30))}
`,
  'objects.yaml': `apiVersion: dapr.io/v1alpha1
kind: HTTPEndpoint
metadata: { name: billing }
spec:
  baseUrl: http://billing.example.com
  headers:
    - name: Authorization
      value: Basic ${word('Basic')}
    - name: X-Key
      value: ${token(signs.slice(10, 36))}
  clientTLS:
    privateKey:
      value: |
        ${indented(key('Endpoint'), 8)}
---
apiVersion: dapr.io/v1alpha1
kind: MCPServer
metadata: { name: weather }
spec:
  endpoint:
    streamableHTTP:
      url: http://weather.example.com/mcp
      headers:
        - name: X-Api-Key
          value: ${word('Mcp')}
---
apiVersion: dapr.io/v1alpha1
kind: Configuration
metadata: { name: tracing }
spec:
  tracing:
    samplingRate: "7"
    otel:
      endpointAddress: http://otlp.example.com:4317
      isSecure: false
      protocol: grpc
      headers:
        - name: api-key
          value: ${word('Otel')}
---
apiVersion: v1
kind: Secret
metadata: { name: dapr-trust-bundle, namespace: dapr-system }
data:
  issuer.crt: ${base64('zq no certificate')}
  issuer.key: ${base64('zq no key')}
stringData:
  ca.crt: ${word('StringData')}
`,
  'app.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: orders }
spec:
  selector: { matchLabels: { app: orders } }
  template:
    metadata:
      labels: { app: orders }
      annotations:
        dapr.io/enabled: "true"
        dapr.io/app-id: orders
        dapr.io/app-port: 8080
        dapr.io/env: "DB_PASSWORD=${word('SidecarEnv')},WRONG"
        example.com/token: ${token('gh', 'p_', signs.slice(0, 36))}
    spec:
      containers:
        - name: orders
          image: orders:1.0.0
          args: ["--password=${word('Argument')}", "--api-key", "${word('NextArgument')}"]
          env:
            - name: API_TOKEN
              value: ${word('Env')}
            - name: CACHE_KEY
              value: ${token(signs.slice(5, 35))}
          envFrom:
            - configMapRef: { name: settings }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data:
  HOOK: ${token('https://hooks.slack', '.com/services/', 'T0Q8WJ3KD/B0Q8WJ3KE/', signs.slice(0, 24))}
  app.yaml: |
    user: orders
    password: ${word('ConfigMap')}
    # old-token: ${word('Comment')}
`,
  'kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources: [components.yaml, objects.yaml, app.yaml]
patches:
  - patch: |
      apiVersion: dapr.io/v1alpha1
      kind: Component
      metadata:
        name: cache
      spec:
        type: state.redis
        version: v9
        metadata:
          - name: redisPassword
            value: ${word('InlinePatch')}
  - target: { kind: Component, name: orders }
    patch: |-
      - op: replace
        path: /spec/metadata/0/value
        value: "host=db.example.com password=${word('JsonPatch')}"
      - op: add
        path: /spec/metadata/-
        value: { name: passwordd, valu: 1, value: "${word('JsonPatchItem')}" }
      - op: add
        path: /metadata/annotations/example.com~1token
        value: ${word('JsonPatchToken')}
secretGenerator:
  - name: generated
    literals: ["password=${word('Generator')}"]
`,
  'broken.yaml': `apiVersion: dapr.io/v1alpha1
kind: Component
metadata:
  name: broken
spec:
  type: state.redis
   version: v1
  metadata:
    - name: redisPassword
      value: ${word('Broken')}
`,
};

/** The same once more in other files, where nothing tells that they are secrets: in comments, and in values with faults. */
const repeats = secrets
  .map(
    (secret, index) => `# once ${secret}
apiVersion: dapr.io/v1alpha1
kind: Component
metadata:
  name: repeat${index}
spec: # ${secret}
  type: state.redis
  version: v1
  metadata:
    - name: redisHost
      value: "redis ${secret}"
    - name: maxRetries # not ${secret}
      value: ${JSON.stringify(secret)}
    - name: ttlInSeconds
      value: "x ${Buffer.from(secret).toString('base64')}"
`,
  )
  .join('---\n');

/** What of a secret would be enough to give it away: each half of it, too. */
const piecesOf = (secret: string): readonly string[] => {
  const middle = Math.ceil(secret.length / 2);
  return secret.length < 20 ? [secret] : [secret.slice(0, middle), secret.slice(middle)];
};
const leaks = (text: string): readonly string[] =>
  secrets.filter((secret) => piecesOf(secret).some((piece) => text.includes(piece)));

describe('secrets in all kinds of places', () => {
  let folder = '';
  let oneWorkspace = '';
  beforeAll(async () => {
    folder = await folderWith({ ...files, 'repeats.yaml': repeats });
    oneWorkspace = await folderWith(files);
  });

  it('are thirty and more, and are found by many rules', async () => {
    expect(secrets.length).toBeGreaterThanOrEqual(30);
    const { stdout } = await daprlint(folder, ['--format', 'json', '--preset', 'strict']);
    const rules = (JSON.parse(stdout) as { findings: readonly { rule: string }[] }).findings.map(({ rule }) => rule);
    const expected = ['plain-text-secret', 'plain-text-header', 'plain-text-environment', 'plain-text-credential'];
    expect(rules).toEqual(expect.arrayContaining(expected));
    expect(rules.filter((rule) => rule.startsWith('plain-text-')).length).toBeGreaterThanOrEqual(20);
  });

  const worlds = [
    ['--preset', 'recommended'],
    ['--preset', 'strict', '--closed-world'],
    ['--preset', 'todo-chatbot'],
  ];
  const formats = formatNames.filter((name) => name !== 'none');
  it.each(formats.flatMap((format) => worlds.map((world) => ({ format, world }))))(
    'are in no report: $format with $world',
    async ({ format, world }) => {
      const { stdout, stderr } = await daprlint(folder, ['--format', format, ...world]);
      expect(stdout.length).toBeGreaterThan(1000);
      expect(leaks(stdout + stderr)).toEqual([]);
    },
  );

  it.each(['mermaid', 'dot', 'json'])('are in no picture: %s', async (format) => {
    const { stdout, stderr } = await daprlint(oneWorkspace, ['graph', '--format', format]);
    expect(stdout.length).toBeGreaterThan(500);
    expect(leaks(stdout + stderr)).toEqual([]);
  });

  it('are in no report of a single file either, where no kustomization is near', async () => {
    for (const path of Object.keys(files)) {
      const { stdout, stderr } = await daprlint(folder, [path, '--preset', 'strict']);
      expect({ path, leaks: leaks(stdout + stderr) }).toEqual({ path, leaks: [] });
    }
  });
});
