import { describe, expect, it } from 'vitest';
import { lint, resolveSettings, rules } from '../src/index.ts';
import { yaml } from '../src/rule.ts';
import { parseConfig } from '../src/triage/config.ts';

type Files = Readonly<Record<string, string>>;

/** What is found in some files, as `severity rule path: message`; infos and warnings about transport left out. */
const findingsIn = (files: Files, world: { readonly closedWorld?: boolean } = {}): readonly string[] => {
  const config = parseConfig({ path: 'daprlint.yaml', text: JSON.stringify(world) }, rules);
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }));
  return lint(sources, rules, resolveSettings({ rules, config }), { today: '2026-11-23' })
    .findings.filter(({ rule }) => rule !== 'missing-tls')
    .map(({ severity, rule, location, message }) => `${severity} ${rule} ${location.source.path}: ${message}`);
};

const component = (name: string, type: string, rest = 'metadata: []'): string => yaml`
  apiVersion: dapr.io/v1alpha1
  kind: Component
  metadata:
    name: ${name}
  spec:
    type: ${type}
    version: v1
    ${rest}
`;

const app = (id: string, annotations = ''): string => yaml`
  apiVersion: apps/v1
  kind: Deployment
  metadata:
    name: ${id}
  spec:
    template:
      metadata:
        annotations: { dapr.io/enabled: "true", dapr.io/app-id: ${id}, ${annotations} }
`;

describe('a component type that is like no other', () => {
  const files = { 'ledger.yaml': component('ledger', 'state.ledger') };

  it.each([undefined, { closedWorld: true }])('is an error, as daprd has it: %j', (world) => {
    expect(findingsIn(files, world)).toEqual([
      'error unknown-component-type ledger.yaml: "state.ledger" is no component that Dapr has',
    ]);
  });

  it('is worth a remark where its name says that it is pluggable, and its app may be kept elsewhere', () => {
    const named = { 'ledger.yaml': component('ledger', 'state.ledger-pluggable') };
    const message = 'unknown-component-type ledger.yaml: "state.ledger-pluggable" is no component that Dapr has';
    expect(findingsIn(named)).toEqual([`info ${message}`]);
    expect(findingsIn(named, { closedWorld: true })).toEqual([`error ${message}`]);
  });

  it('is worth a remark where an app announces pluggable components', () => {
    const announced = { ...files, 'app.yaml': app('orders', 'dapr.io/pluggable-components: ledger') };
    expect(findingsIn(announced, { closedWorld: true })).toEqual([
      'info unknown-component-type ledger.yaml: "state.ledger" is no component that Dapr has',
    ]);
  });

  it('is an error where each app that loads it is here, and none announces pluggable components', () => {
    const scoped = { 'ledger.yaml': `${component('ledger', 'state.ledger')}scopes: [orders]\n` };
    const others = { 'other.yaml': app('shipping', 'dapr.io/pluggable-components: ledger') };
    const message = 'unknown-component-type ledger.yaml: "state.ledger" is no component that Dapr has';
    expect(findingsIn({ ...scoped, ...others })).toEqual([`info ${message}`]);
    expect(findingsIn({ ...scoped, ...others, 'app.yaml': app('orders') })).toEqual([`error ${message}`]);
    expect(findingsIn({ ...scoped, 'app.yaml': app('orders', 'dapr.io/inject-pluggable-components: "true"') })).toEqual(
      [`info ${message}`],
    );
  });

  it('is an error in a building block that nothing can be plugged into', () => {
    const files = {
      'lock.yaml': component('lock', 'lock.ledger'),
      'app.yaml': app('orders', 'dapr.io/pluggable-components: ledger'),
    };
    expect(findingsIn(files)).toEqual([
      'error unknown-component-type lock.yaml: "lock.ledger" is no component that Dapr has',
    ]);
  });
});

describe('a component type that is nearly one of Dapr', () => {
  const files = { 'cache.yaml': component('cache', 'state.rediss', 'metadata: [{ name: redisHost, value: redis }]') };
  const message = 'unknown-component-type cache.yaml: "state.rediss" is no component that Dapr has';

  it('is a warning beside pluggable components of other names', () => {
    expect(findingsIn(files)).toEqual([`error ${message}`]);
    expect(findingsIn({ ...files, 'app.yaml': app('orders', 'dapr.io/pluggable-components: ledger') })).toEqual([
      `warning ${message}`,
    ]);
  });

  it('is worth a remark where a container is called so', () => {
    expect(findingsIn({ ...files, 'app.yaml': app('orders', 'dapr.io/pluggable-components: rediss') })).toEqual([
      `info ${message}`,
    ]);
    const image = 'dapr.io/component-container: \'{"image": "shop/rediss:1"}\'';
    const other = component('ledger', 'state.ledger').replace(
      'metadata:\n',
      `metadata:\n  annotations: { ${image} }\n`,
    );
    expect(findingsIn({ ...files, 'ledger.yaml': other })).toEqual([
      `info ${message}`,
      'info unknown-component-type ledger.yaml: "state.ledger" is no component that Dapr has',
    ]);
  });

  it('counts in the list of denied types', () => {
    const configuration = yaml`
      apiVersion: dapr.io/v1alpha1
      kind: Configuration
      metadata:
        name: orders
      spec:
        components: { deny: [state.rediss, state.ledger] }
    `;
    const plugs = 'dapr.io/config: orders, dapr.io/pluggable-components: ledger';
    const announced = { 'a.yaml': configuration, 'app.yaml': app('orders', plugs) };
    expect(findingsIn(announced)).toEqual([
      'warning ignored-deny-entry a.yaml: there is no component type "state.rediss"',
    ]);
  });
});

describe('a consumer group with a fixed name', () => {
  const messages = (group: string): string =>
    component(
      'messages',
      'pubsub.redis',
      `metadata: [{ name: redisHost, value: redis:6379 }, { name: consumerID, value: ${group} }]`,
    );
  const severityOf = (group: string): readonly string[] =>
    findingsIn({ 'all.yaml': [messages(group), app('orders'), app('billing')].join('---\n') }).flatMap((finding) =>
      finding.includes('conflicting-consumer-group') ? (finding.split(' ')[0] ?? []) : [],
    );

  it('is a warning where two apps share it, unless it has the name of one: the other may publish and no more', () => {
    expect(severityOf('shop')).toEqual(['warning']);
    expect(severityOf('orders')).toEqual(['info']);
  });
});

describe('a kustomize patch', () => {
  const patch = yaml`
    apiVersion: dapr.io/v1alpha1
    kind: Component
    metadata:
      name: messages
    spec:
      type: pubsub.kafka
      metadata:
        - name: consumerGroup
          value: shop-{appID}
    ---
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: orders
    spec:
      template:
        metadata:
          annotations: { dapr.io/enabled: "true" }
  `;
  const missing = (findings: readonly string[]): readonly string[] =>
    findings.filter((finding) => finding.startsWith('error missing-'));

  it('is a whole object as long as nothing says otherwise', () => {
    expect(missing(findingsIn({ 'overlays/production/messages.yaml': patch }))).toHaveLength(4);
  });

  it.each(['patch.yaml', 'patches/messages.yaml', 'overlays\\messages-patch.yml', 'orders.patch.yaml'])(
    'is known by its file: in %s nothing is missing',
    (path) => {
      expect(findingsIn({ [path]: patch })).toEqual([]);
    },
  );

  it.each([
    ['patches', 'patches:\n  - path: ../messages.yaml\n    target: { kind: Component }\n'],
    ['patchesStrategicMerge', 'patchesStrategicMerge:\n  - ./../messages.yaml\n'],
  ])('is known by the %s of a Kustomization', (_, kustomization) => {
    const files = { 'overlays/messages.yaml': patch, 'overlays/production/kustomization.yaml': kustomization };
    expect(findingsIn(files)).toEqual([]);
    expect(missing(findingsIn({ ...files, 'overlays/other.yaml': patch }))).toHaveLength(4);
  });

  it('may tell kustomize what to do', () => {
    const removal = yaml`
      $patch: delete
      apiVersion: dapr.io/v1alpha1
      kind: Component
      metadata:
        name: messages
      spec: {}
    `;
    expect(findingsIn({ 'messages.yaml': removal })).toEqual([]);
  });

  it('may tell it deep within', () => {
    const change = yaml`
      apiVersion: dapr.io/v1alpha1
      kind: Component
      metadata:
        name: messages
      spec:
        type: pubsub.kafka
        $setElementOrder/metadata: []
    `;
    expect(findingsIn({ 'messages.yaml': change })).toEqual([]);
    const remark = change.replace('$setElementOrder/metadata: []', '# $patch: delete');
    expect(missing(findingsIn({ 'messages.yaml': remark }))).not.toEqual([]);
  });

  it('is known by what reads it, where its kustomization is not among the inputs', () => {
    const source = { path: 'overlays/production/messages.yaml', text: patch, isPatch: true };
    expect(lint([source], rules, resolveSettings({ rules }), { today: '2026-11-23' }).findings).toEqual([]);
  });

  it('is not taken for one by a name that only begins like one', () => {
    expect(missing(findingsIn({ 'patchwork.yaml': patch }))).toHaveLength(4);
  });
});

describe('what is found in another folder', () => {
  const secret = yaml`
    apiVersion: v1
    kind: Secret
    metadata:
      name: redis
    stringData:
      password: ""
  `;
  const cache = component(
    'cache',
    'state.redis',
    'metadata: [{ name: redisHost, value: redis }, { name: redisPassword, secretKeyRef: { name: redis, key: pass } }]',
  );
  const subscription = yaml`
    apiVersion: dapr.io/v2alpha1
    kind: Subscription
    metadata:
      name: orders
    spec:
      pubsubname: messages
      topic: orders
      routes: { default: /orders }
  `;
  const configuration = yaml`
    apiVersion: dapr.io/v1alpha1
    kind: Configuration
    metadata:
      name: pipeline
    spec:
      httpPipeline:
        handlers: [{ name: limit, type: middleware.http.ratelimit }]
  `;
  const other = component('limit', 'middleware.http.wasm', 'metadata: [{ name: url, value: "file://limit.wasm" }]');

  it.each([
    ['unknown-secret-key', secret, cache],
    ['unknown-pubsub', component('messages', 'secretstores.kubernetes'), subscription],
    ['unknown-middleware', other, configuration],
  ])('may belong to another cluster: %s is a warning', (rule, found, user) => {
    expect(findingsIn({ 'a/found.yaml': found, 'a/user.yaml': user })).toEqual([
      expect.stringMatching(`^error ${rule} a/user.yaml: `),
    ]);
    expect(findingsIn({ 'a/found.yaml': found, 'b/user.yaml': user })).toEqual([
      expect.stringMatching(`^warning ${rule} b/user.yaml: `),
    ]);
    expect(findingsIn({ 'a/found.yaml': found, 'b/user.yaml': user }, { closedWorld: true })).toEqual([
      expect.stringMatching(`^error ${rule} b/user.yaml: `),
    ]);
  });

  it('counts less than what is beside it', () => {
    const fitting = component('limit', 'middleware.http.ratelimit');
    expect(findingsIn({ 'a/other.yaml': other, 'b/user.yaml': configuration, 'b/fitting.yaml': fitting })).toEqual([]);
  });

  it('is nothing to judge by while its type is not known', () => {
    const patch = yaml`
      apiVersion: dapr.io/v1alpha1
      kind: Component
      metadata:
        name: messages
      spec:
        metadata: []
    `;
    const files = { 'patch.yaml': `${patch}---\n${patch.replace('messages', 'limit')}` };
    expect(findingsIn({ ...files, 'b.yaml': subscription, 'c.yaml': configuration })).toEqual([]);
  });
});

describe('the keys of a Secret', () => {
  const using = (key: string): string =>
    component(
      'cache',
      'state.redis',
      `metadata: [{ name: redisHost, value: r }, { name: redisPassword, secretKeyRef: { name: redis, key: ${key} } }]`,
    );

  it.each([
    ['a SealedSecret with a template', 'SealedSecret', '{ encryptedData: {}, template: { data: { password: "" } } }'],
    ['a Certificate with a keystore', 'Certificate', '{ secretName: redis, keystores: { jks: { create: true } } }'],
  ])('are more than those listed for %s', (_, kind, spec) => {
    const maker = yaml`
      apiVersion: example.com/v1
      kind: ${kind}
      metadata:
        name: redis
      spec: ${spec}
    `;
    expect(findingsIn({ 'a.yaml': maker, 'b.yaml': using('password') })).toEqual([]);
  });

  it('are not all there in a patch', () => {
    const patch = 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: redis\nstringData:\n  user: ""\n';
    expect(findingsIn({ 'patch.yaml': patch, 'b.yaml': using('password') })).toEqual([]);
  });
});

it('takes no object of another API group for one of Dapr', () => {
  const other = 'apiVersion: pkg.example.com/v1\nkind: Configuration\nmetadata:\n  name: tracing\n';
  const files = { 'a.yaml': other, 'b.yaml': app('orders', 'dapr.io/config: tracing') };
  expect(findingsIn(files)).toEqual([]);
  expect(findingsIn(files, { closedWorld: true })).toEqual([
    'error unknown-configuration b.yaml: there is no Configuration "tracing"',
  ]);
  expect(findingsIn({ ...files, 'b.yaml': app('orders', 'dapr.io/config: tracin') })).toEqual([]);
});

describe('where everything is there', () => {
  it.each([
    ['VaultStaticSecret', 'secrets.hashicorp.com/v1beta1', '{ destination: { name: redis, create: true } }'],
    ['InfisicalSecret', 'secrets.infisical.com/v1alpha1', '{ managedSecretReference: { secretName: redis } }'],
    ['OnePasswordItem', 'onepassword.com/v1', '{ itemPath: vaults/shop/items/redis }'],
  ])('the Secret that the controller of a %s makes is there, too', (kind, apiVersion, spec) => {
    const maker = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: redis\nspec: ${spec}\n`;
    const cache = component(
      'cache',
      'state.redis',
      'metadata: [{ name: redisHost, value: r }, { name: redisPassword, secretKeyRef: { name: redis, key: p } }]',
    );
    expect(findingsIn({ 'a.yaml': cache, 'b.yaml': maker }, { closedWorld: true })).toEqual([]);
    expect(findingsIn({ 'a.yaml': cache }, { closedWorld: true })).toHaveLength(1);
  });

  it('an app that is not there loads no two actor state stores', () => {
    const store = (name: string): string =>
      `${component(name, 'state.redis', 'metadata: [{ name: redisHost, value: r }, { name: enableTLS, value: "true" }, { name: actorStateStore, value: "true" }]')}scopes: [gone]\n`;
    const files = { 'a.yaml': store('first'), 'b.yaml': store('second'), 'c.yaml': app('orders') };
    expect(
      findingsIn(files, { closedWorld: true }).filter((finding) => finding.includes('duplicate-actor-state-store')),
    ).toEqual([]);
    expect(findingsIn(files)).toHaveLength(1);
  });
});

describe('a second actor state store', () => {
  const strict = (name: string): string =>
    component(name, 'state.in-memory', 'metadata: [{ name: actorStateStore, value: "true" }]');
  const lenient = (name: string): string => strict(name).replace(/^( *)version: v1$/m, '$&\n$1ignoreErrors: true');
  const severitiesOf = (first: typeof strict, second: typeof strict): readonly string[] =>
    findingsIn({ 'a.yaml': first('a'), 'b.yaml': second('b') })
      .filter((line) => line.includes('duplicate-actor-state-store'))
      .map((line) => line.split(' ')[0] ?? '');

  it('makes daprd exit, by chance if one may fail, and never if both may', () => {
    expect(severitiesOf(strict, strict)).toEqual(['error']);
    expect(severitiesOf(lenient, strict)).toEqual(['warning']);
    expect(severitiesOf(strict, lenient)).toEqual(['warning']);
    expect(severitiesOf(lenient, lenient)).toEqual(['info']);
  });
});

describe('a component without a spec', () => {
  const bare = (more = ''): string => yaml`
    apiVersion: dapr.io/v1alpha1
    kind: Component
    metadata: { name: store${more} }
  `;
  const message = 'Component "store" has no spec';

  it('is refused by daprd', () => {
    expect(findingsIn({ 'a.yaml': bare() })).toEqual([`error missing-component-type a.yaml: ${message}`]);
    expect(findingsIn({ 'a.yaml': `${bare()}spec:\n` })).toEqual([`error missing-component-type a.yaml: ${message}`]);
  });

  it('may be a patch where it holds more than a name, unless everything is there', () => {
    const files = { 'a.yaml': `${bare(', labels: { app: shop }')}scopes: [orders]\n` };
    expect(findingsIn(files)).toEqual([`warning missing-component-type a.yaml: ${message}`]);
    expect(findingsIn(files, { closedWorld: true })).toContain(`error missing-component-type a.yaml: ${message}`);
  });

  it('is a patch where a name or a kustomization says so', () => {
    expect(findingsIn({ 'patches/a.yaml': bare() })).toEqual([]);
    const kustomization = 'patches:\n  - path: a.yaml\n';
    expect(findingsIn({ 'kustomization.yaml': kustomization, 'a.yaml': bare() })).toEqual([]);
  });

  it('is another than one whose type is filled in later', () => {
    const typed = (type: string): string => component('store', type);
    expect(findingsIn({ 'a.yaml': typed('#{StoreType}#') })).toEqual([]);
    expect(findingsIn({ 'a.yaml': typed('((type))') })).toEqual([]);
    expect(findingsIn({ 'a.yaml': typed('""') })).toEqual(['error missing-component-type a.yaml: spec.type is empty']);
  });
});
