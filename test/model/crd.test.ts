import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { knownKinds, type Violation, violations } from '../../src/model/crd.ts';
import { parse } from '../../src/yaml/parse.ts';

/** The faults of the first document, by its own kind and version. */
const faults = (text: string): readonly Violation[] => {
  const [document] = parse({ path: 'app.yaml', text });
  if (!document) throw new Error('no document');
  const { root } = document;
  return violations(root.get('kind').text ?? '', (root.get('apiVersion').text ?? '').replace('dapr.io/', ''), root);
};

/** `what is underlined | message`, in order. */
const seen = (text: string): readonly string[] =>
  faults(text).map(
    ({ at: { location }, message }) =>
      `${location.source.text.slice(location.range.start, location.range.end)} | ${message}`,
  );

const object = (kind: string, body: string, version = 'v1alpha1'): string =>
  `apiVersion: dapr.io/${version}\nkind: ${kind}\nmetadata:\n  name: orders\n${body}`;

describe('a valid object has no violations:', () => {
  const valid: Readonly<Record<string, string>> = {
    Component: object(
      'Component',
      `spec:
  type: pubsub.kafka
  version: v1
  initTimeout: 30s
  ignoreErrors: no
  metadata:
    - name: brokers
      value: kafka:9092
    - name: maxMessageBytes
      value: 1024
    - name: nested
      value: { any: [json, 1, null] }
    - name: saslPassword
      secretKeyRef: { name: kafka, key: password }
    - name: version
      envRef: KAFKA_VERSION
auth:
  secretStore: vault
scopes: [orders]
status: { anything: goes }
`,
    ),
    Configuration: object(
      'Configuration',
      `spec:
  tracing:
    samplingRate: "1"
    stdout: true
    otel:
      endpointAddress: otel:4317
      isSecure: false
      protocol: grpc
      headers:
        - name: authorization
          value: 12
  metrics: { enabled: true, latencyDistributionBuckets: [1, 5, 10], rules: [{ name: a, labels: [{ name: b, regex: { c: d } }] }] }
  mtls:
    enabled: true
    sentryAddress: sentry:443
    controlPlaneTrustDomain: cluster.local
    tokenValidators: [{ name: jwks, options: { source: https://example.com, deep: { er: 1 } } }]
  nameResolution: { component: mdns, version: v1, configuration: { port: 1 } }
  features: [{ name: HotReload, enabled: on }]
  workflow: { maxConcurrentWorkflowInvocations: 010 }
`,
    ),
    HTTPEndpoint: object(
      'HTTPEndpoint',
      'spec:\n  baseUrl: https://example.com\n  clientTLS: { renegotiation: Never, rootCA: { value: x } }\n  headers: [{ name: a, value: [1] }]\n',
    ),
    MCPServer: object('MCPServer', 'spec:\n  endpoint:\n    stdio: { command: npx, args: [weather] }\n'),
    Resiliency: object(
      'Resiliency',
      'spec:\n  policies:\n    retries:\n      often: { policy: constant, maxRetries: -1 }\n    timeouts: { short: 5s }\n  targets:\n    components:\n      store: { outbound: { retry: often } }\n',
    ),
    'Subscription v1alpha1': object(
      'Subscription',
      'spec: { pubsubname: kafka, topic: orders, route: /orders }\nscopes: [a]\n',
    ),
    'Subscription v2alpha1': object(
      'Subscription',
      'spec: { pubsubname: kafka, topic: orders, routes: { rules: [{ match: a == 1, path: /a }] } }\n',
      'v2alpha1',
    ),
    WorkflowAccessPolicy: object(
      'WorkflowAccessPolicy',
      'spec:\n  rules:\n    - callers: [{ appID: a }]\n      workflows: [{ name: order, operations: [get, pause] }]\n',
    ),
  };
  test.each(Object.entries(valid))('%s', (_, text) => {
    expect(seen(text)).toEqual([]);
  });

  test('in JSON, too', () => {
    expect(
      seen(
        '{"apiVersion":"dapr.io/v1alpha1","kind":"Component","metadata":{"name":"a"},"spec":{"type":"state.redis","version":"v1","metadata":[]}}',
      ),
    ).toEqual([]);
  });
});

describe('an unknown field', () => {
  test('is underlined at its key, and comes with the keys that are known there', () => {
    const [fault, ...others] = faults(
      object('Configuration', 'spec:\n  tracing:\n    samplingRate: "1"\n    expandParams: true\n'),
    );
    expect(others).toEqual([]);
    expect(fault).toMatchObject({
      code: 'unknown-field',
      key: 'expandParams',
      candidates: ['otel', 'samplingRate', 'stdout', 'zipkin'],
      message: 'spec.tracing.expandParams is not a field of Configuration',
    });
    expect(fault?.field.value).toBe(true);
  });

  test('is found at the top, within lists and with no value at all', () => {
    expect(
      seen(
        object(
          'Component',
          'spec:\n  type: a.b\n  version: v1\n  scopes: [x]\n  metadata:\n    - name: url\n      valeu: x\n      value: y\nspecs:\n',
        ),
      ),
    ).toEqual([
      'scopes | spec.scopes is not a field of Component',
      'valeu | spec.metadata[url].valeu is not a field of Component',
      'specs | specs is not a field of Component',
    ]);
  });

  test('may have the name of something that every object in JavaScript has', () => {
    expect(
      seen(
        object(
          'Component',
          'constructor: 1\n__proto__: { type: x }\ntoString: 2\nspec:\n  type: a\n  version: v1\n  metadata: []\n',
        ),
      ),
    ).toEqual([
      'constructor | constructor is not a field of Component',
      '__proto__ | __proto__ is not a field of Component',
      'toString | toString is not a field of Component',
    ]);
    expect(
      seen(object('Resiliency', 'spec:\n  policies: { timeouts: { __proto__: 5, constructor: 6s } }\n  targets: {}\n')),
    ).toEqual(['5 | spec.policies.timeouts.__proto__ is a number; must be a string']);
  });

  test('is not looked into', () => {
    expect(
      seen(object('Component', 'spec:\n  type: a\n  version: v1\n  metadata: []\n  more: { type: 1, deep: [{}] }\n')),
    ).toEqual(['more | spec.more is not a field of Component']);
  });

  test('of a kind with versions is known in one of them only', () => {
    const spec = 'spec:\n  pubsubname: kafka\n  topic: orders\n';
    expect(seen(object('Subscription', `${spec}  routes: { default: /a }\n`))).toEqual([
      'spec | spec.route is missing',
      'routes | spec.routes is not a field of Subscription',
    ]);
    expect(seen(object('Subscription', `${spec}  route: /a\n`, 'v2alpha1'))).toEqual([
      'spec | spec.routes is missing',
      'route | spec.route is not a field of Subscription',
    ]);
  });

  test('is not one of metadata or status, which are the API server’s', () => {
    expect(seen(object('Component', '  generateNam: x\n  labels: 1\nstatus: 5\n'))).toEqual([]);
  });
});

describe('a value of the wrong type', () => {
  test('is underlined itself', () => {
    const text = object('Configuration', 'spec:\n  tracing:\n    samplingRate: 1\n');
    expect(seen(text)).toEqual(['1 | spec.tracing.samplingRate is a number; must be a string']);
    expect(faults(text)[0]).toMatchObject({ code: 'wrong-type', expected: 'string' });
  });

  test('is read as kubectl reads it', () => {
    const component = (version: string): string =>
      object('Component', `spec:\n  type: a\n  version: ${version}\n  metadata: []\n`);
    expect(seen(component('yes'))).toEqual(['yes | spec.version is a boolean; must be a string']);
    expect(seen(component('010'))).toEqual(['010 | spec.version is a number; must be a string']);
    expect(seen(component('1_000'))).toEqual(['1_000 | spec.version is a number; must be a string']);
    for (const text of ['"yes"', "'010'", 'v1', '1:30', '2026-11-23']) expect(seen(component(text))).toEqual([]);
  });

  test('may be a map, a list, a fraction or nothing', () => {
    expect(
      seen(
        object(
          'Component',
          'spec:\n  type: [a]\n  version: { v: 1 }\n  metadata: { url: https://user:hunter2@example.com }\nscopes: orders\n',
        ),
      ),
    ).toEqual([
      '[a] | spec.type is a list; must be a string',
      '{ v: 1 } | spec.version is a map; must be a string',
      '{ url: https://user:hunter2@example.com } | spec.metadata is a map; must be a list',
      'orders | scopes is a string; must be a list',
    ]);
    expect(
      seen(
        object(
          'Configuration',
          'spec:\n  workflow: { maxConcurrentWorkflowInvocations: 1.5 }\n  metrics: { enabled: true, latencyDistributionBuckets: [1, x] }\n',
        ),
      ),
    ).toEqual([
      '1.5 | spec.workflow.maxConcurrentWorkflowInvocations is a number with a fraction; must be an integer',
      'x | spec.metrics.latencyDistributionBuckets[1] is a string; must be an integer',
    ]);
    expect(seen(object('Component', 'scopes: [~, a]\n'))).toEqual(['~ | scopes[0] is empty; must be a string']);
    expect(seen(object('Component', 'spec: redis\n'))).toEqual(['redis | spec is a string; must be a map']);
  });

  test('is one fault, though it breaks other rules for values, too', () => {
    expect(seen(object('HTTPEndpoint', 'spec: { baseUrl: x, clientTLS: { renegotiation: 1 } }\n'))).toEqual([
      '1 | spec.clientTLS.renegotiation is a number; must be a string',
    ]);
  });

  test('is no fault where the schema leaves everything open', () => {
    for (const value of ['1', 'true', '[1, {a: b}]', '{a: 1}', '~']) {
      expect(
        seen(object('Component', `spec:\n  type: a\n  version: v1\n  metadata: [{ name: x, value: ${value} }]\n`)),
      ).toEqual([]);
    }
  });
});

describe('a missing field', () => {
  test('is underlined at the closest key that is written', () => {
    const [fault] = faults(object('Component', 'spec:\n  type: a\n  metadata: []\n'));
    expect(fault).toMatchObject({ code: 'missing-field', key: 'version', message: 'spec.version is missing' });
    expect(fault?.field.exists).toBe(false);
    expect(seen(object('Component', 'spec:\n  type: a\n  metadata:\n    - value: 1\n'))).toEqual([
      'spec | spec.version is missing',
      'value | spec.metadata[0].name is missing',
    ]);
  });

  test('is also one whose value is null: the API server drops nulls before it looks', () => {
    expect(seen(object('Component', 'spec:\n  type: ~\n  version: v1\n  metadata:\n'))).toEqual([
      'type | spec.type is empty, which counts as missing',
      'metadata | spec.metadata is empty, which counts as missing',
    ]);
    expect(
      seen(
        object('Component', 'spec:\n  type: a\n  version: v1\n  metadata: []\n  initTimeout:\nscopes: null\nauth:\n'),
      ),
    ).toEqual([]);
  });

  test('is told once for each that is missing', () => {
    expect(seen(object('Configuration', 'spec:\n  mtls: {}\n'))).toEqual([
      'mtls | spec.mtls.controlPlaneTrustDomain is missing',
      'mtls | spec.mtls.enabled is missing',
      'mtls | spec.mtls.sentryAddress is missing',
    ]);
  });

  test('may be brought along by a merge', () => {
    expect(seen(object('Component', 'spec:\n  <<: &base { version: v1, metadata: [] }\n  type: a\n'))).toEqual([]);
  });
});

describe('a value that is not allowed', () => {
  test('is quoted with what is', () => {
    const text = object('HTTPEndpoint', 'spec: { baseUrl: x, clientTLS: { renegotiation: Sometimes } }\n');
    expect(seen(text)).toEqual([
      'Sometimes | spec.clientTLS.renegotiation is "Sometimes"; must be one of Never, OnceAsClient, FreelyAsClient',
    ]);
    expect(faults(text)[0]).toMatchObject({
      code: 'invalid-value',
      expected: 'one of Never, OnceAsClient, FreelyAsClient',
    });
  });

  test('is cut where it is long', () => {
    const [fault] = faults(
      object('HTTPEndpoint', `spec: { baseUrl: x, clientTLS: { renegotiation: ${'x'.repeat(500)} } }\n`),
    );
    expect(fault?.message.length).toBeLessThan(160);
  });

  test('may be too large, empty, or there twice', () => {
    expect(
      seen(object('Configuration', 'spec:\n  workflow: { maxConcurrentWorkflowInvocations: 3000000000 }\n')),
    ).toEqual(['3000000000 | spec.workflow.maxConcurrentWorkflowInvocations is 3000000000; must fit into 32 bits']);
    expect(seen(object('MCPServer', 'spec: { endpoint: { stdio: { command: "" } } }\n'))).toEqual([
      '"" | spec.endpoint.stdio.command is an empty string; must not be empty',
    ]);
    expect(
      seen(
        object(
          'WorkflowAccessPolicy',
          'spec:\n  rules:\n    - callers: []\n      workflows: [{ name: w, operations: [get, pause, get] }]\n',
        ),
      ),
    ).toEqual([
      '[] | spec.rules[0].callers is an empty list; needs at least 1 item',
      'get | spec.rules[0].workflows[w].operations has "get" twice',
    ]);
  });

  test('may break a rule of the CRD in CEL', () => {
    expect(seen(object('MCPServer', 'spec:\n  endpoint: {}\n'))).toEqual([
      'endpoint | spec.endpoint has no transport; needs exactly one of streamableHTTP, sse and stdio',
    ]);
    expect(
      seen(object('MCPServer', 'spec:\n  endpoint:\n    sse: { url: https://a }\n    stdio: { command: b }\n')),
    ).toEqual([
      'stdio | spec.endpoint has more than one transport; needs exactly one of streamableHTTP, sse and stdio',
    ]);
    expect(
      seen(object('WorkflowAccessPolicy', 'spec:\n  rules:\n    - callers: [{ appID: a }]\n      workflows: []\n')),
    ).toEqual(['callers | spec.rules[0] allows nothing; needs workflows or activities']);
  });
});

describe('a placeholder', () => {
  test('has no type yet, and nothing is known of what is below it', () => {
    const text = object(
      'Configuration',
      `spec:\n  tracing: {{ .Values.tracing }}\n  features: \${FEATURES}\n  metric:\n    enabled: {{ .Values.metrics }}\n  workflow:\n    maxConcurrentWorkflowInvocations: "{{ .Values.most }}"\n`,
    );
    expect(seen(text)).toEqual([]);
    expect(
      seen(
        object('HTTPEndpoint', `spec: { baseUrl: "{{ .Values.url }}", clientTLS: { renegotiation: "\${MODE}" } }\n`),
      ),
    ).toEqual([]);
    expect(
      seen(
        object(
          'WorkflowAccessPolicy',
          'spec:\n  rules:\n    - callers: "{{ .Values.callers }}"\n      workflows: "{{ .Values.workflows }}"\n',
        ),
      ),
    ).toEqual([]);
  });

  test('for a key may become any key', () => {
    expect(seen(object('Component', 'spec:\n  "{{ .Values.key }}": x\n  type: a\n'))).toEqual([]);
    expect(seen(object('Component', 'spec:\n  "{{ .Values.key }}": x\n  typo: a\n'))).toEqual([
      'typo | spec.typo is not a field of Component',
    ]);
  });

  test('does not hide what is wrong beside it', () => {
    expect(seen(object('Component', 'spec:\n  type: "{{ .Values.type }}"\n  version: 1\n'))).toEqual([
      'spec | spec.metadata is missing',
      '1 | spec.version is a number; must be a string',
    ]);
  });
});

describe('the place of a fault', () => {
  test('is where an alias stands', () => {
    expect(
      seen(object('Configuration', '  annotations: { rate: &rate 1 }\nspec:\n  tracing: { samplingRate: *rate }\n')),
    ).toEqual(['*rate | spec.tracing.samplingRate is a number; must be a string']);
  });

  test('is named from the object on, also within a list of objects', () => {
    const [document] = parse({
      path: 'list.yaml',
      text: 'kind: List\nitems:\n  - kind: Component\n    spec: { type: 1, version: v1, metadata: [] }\n',
    });
    const item = document?.root.get('items').items[0];
    expect(item && violations('Component', 'v1alpha1', item).map(({ message }) => message)).toEqual([
      'spec.type is a number; must be a string',
    ]);
  });

  test('may have a key with a slash or a tilde', () => {
    expect(seen(object('Resiliency', 'spec:\n  policies: { timeouts: { a/b: 1, c~d: 2 } }\n  targets: {}\n'))).toEqual([
      '1 | spec.policies.timeouts["a/b"] is a number; must be a string',
      '2 | spec.policies.timeouts["c~d"] is a number; must be a string',
    ]);
  });

  test('comes in the order of the document', () => {
    const starts = faults(object('Component', 'zzz: 1\nspec:\n  bbb: 1\n  type: 2\naaa: 3\n')).map(
      ({ at }) => at.location.range.start,
    );
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
    expect(starts).toHaveLength(6);
  });
});

test('no message shows the value of metadata or of a header', () => {
  const texts = [
    object(
      'Component',
      'spec:\n  type: a\n  version: v1\n  metadata:\n    - { name: password, value: [hunter2], secretKeyRef: hunter2, envRef: [hunter2] }\n    - hunter2\n',
    ),
    object('Component', 'spec:\n  type: a\n  version: v1\n  metadata: hunter2\n'),
    object(
      'HTTPEndpoint',
      'spec: { baseUrl: 1, headers: [{ name: authorization, value: hunter2, valu: hunter2, secretKeyRef: { nam: hunter2 } }], clientTLS: { privateKey: hunter2 } }\n',
    ),
  ];
  for (const text of texts) {
    expect(faults(text).length).toBeGreaterThan(0);
    for (const { message } of faults(text)) expect(message).not.toContain('hunter2');
  }
});

test('there is nothing to say of other kinds and versions, of a scalar, and of a document that cannot be read', () => {
  expect(faults('kind: Deployment\napiVersion: apps/v1\nspec: 1\n')).toEqual([]);
  expect(faults(object('Component', 'spec: 1\n', 'v1'))).toEqual([]);
  expect(faults(object('constructor', 'spec: 1\n'))).toEqual([]);
  const [scalar] = parse({ path: 'a.yaml', text: 'hello' });
  expect(scalar && violations('Component', 'v1alpha1', scalar.root)).toEqual([]);
  const [broken] = parse({ path: 'a.yaml', text: 'kind: Component\nspec: [\n' });
  expect(broken && violations('Component', 'v1alpha1', broken.root)).toEqual([]);
});

test('the kinds are told with their versions and the minor they came in', () => {
  expect(knownKinds().map(({ kind, versions, since }) => `${kind} ${versions.join('+')} ${since}`)).toEqual([
    'Component v1alpha1 1.8',
    'Configuration v1alpha1 1.8',
    'HTTPEndpoint v1alpha1 1.11',
    'MCPServer v1alpha1 1.18',
    'Resiliency v1alpha1 1.8',
    'Subscription v1alpha1+v2alpha1 1.8',
    'WorkflowAccessPolicy v1alpha1 1.18',
  ]);
});

test('ten thousand faults are told within a second or two', () => {
  const items = Array.from({ length: 10_000 }, (_, index) => `    - { nam: n${index} }\n`).join('');
  const started = performance.now();
  expect(faults(object('Component', `spec:\n  type: a\n  version: v1\n  metadata:\n${items}`))).toHaveLength(20_000);
  expect(performance.now() - started).toBeLessThan(10_000);
});

test('whatever JSON is given, each fault lies within the text and has a message', () => {
  const kinds = knownKinds().flatMap(({ kind, versions }) => versions.map((version) => [kind, version] as const));
  const keys = fc.constantFrom(
    'spec',
    'metadata',
    'type',
    'version',
    'name',
    'value',
    'scopes',
    'tracing',
    'policies',
    'timeouts',
    'rules',
    '__proto__',
    'a/b',
    '<<',
  );
  const json = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 5 },
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(keys, tie('value'), { maxKeys: 4 }),
    ),
  })).value;
  fc.assert(
    fc.property(
      fc.constantFrom(...kinds),
      fc.dictionary(keys, json, { minKeys: 1, maxKeys: 4 }),
      ([kind, version], data) => {
        const text = JSON.stringify(data);
        for (const document of parse({ path: 'a.json', text })) {
          for (const { at, message } of violations(kind, version, document.root)) {
            const { start, end } = at.location.range;
            expect(0 <= start && start < end && end <= text.length).toBe(true);
            expect(message).toMatch(/^\S/);
          }
        }
      },
    ),
    { numRuns: 300 },
  );
});
