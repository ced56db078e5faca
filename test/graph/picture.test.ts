import { describe, expect, it } from 'vitest';
import { app, component, dapr, edgesOf, manifest, pictured } from './pictured.ts';

const idsOf = (text: string): readonly string[] => pictured(text).nodes.map(({ id }) => id);

describe('who loads what', () => {
  it('is told by namespace and scopes', () => {
    const text = [
      app('cart'),
      app('orders'),
      app('ledger', 'accounts'),
      component('state', 'state.redis'),
      component('own', 'state.redis', {}, { scopes: ['cart'] }),
    ].join('');
    expect(edgesOf(pictured(text))).toEqual([
      'app/shop/cart loads component/shop/own',
      'app/shop/cart loads component/shop/state',
      'app/shop/orders loads component/shop/state',
    ]);
  });

  it('is one edge where it is every app of a namespace', () => {
    const apps = ['a', 'b', 'c', 'd'].map((id) => app(id)).join('');
    const text =
      apps +
      app('e', 'other') +
      component('state', 'state.redis') +
      component('own', 'state.redis', {}, { scopes: ['a', 'b', 'c', 'd'] });
    const { nodes } = pictured(text);
    expect(edgesOf(pictured(text))).toEqual([
      'apps/shop/every app loads component/shop/own',
      'apps/shop/every app loads component/shop/state',
    ]);
    expect(nodes.find(({ kind }) => kind === 'apps')).toMatchObject({ members: 4, namespace: 'shop' });
  });

  it('shows an app that scopes alone name as not in the input, and no placeholder', () => {
    const text = component('own', 'state.redis', {}, { scopes: ['crat', '{{ .Values.app }}'] });
    expect(pictured(text).nodes).toMatchObject([
      { id: 'app/shop/crat', isMissing: true },
      { id: 'component/shop/own' },
    ]);
  });

  it('turns round for bindings that call the app', () => {
    const cron = component('every-hour', 'bindings.cron', { schedule: '@hourly' });
    const kafka = component('kafka', 'bindings.kafka', { brokers: 'k:9092', authType: 'none' });
    expect(edgesOf(pictured(app('cart') + cron + kafka))).toEqual([
      'app/shop/cart loads component/shop/kafka',
      'component/shop/every-hour triggers app/shop/cart',
      'component/shop/kafka triggers app/shop/cart',
    ]);
  });

  it('gives two objects of one name an id each, whatever order they come in', () => {
    expect(idsOf(component('state', 'state.redis') + component('state', 'state.redis'))).toEqual([
      'component/shop/state',
      'component/shop/state~2',
    ]);
  });
});

describe('messages', () => {
  const scopes = {
    publishingScopes: 'cart=paid, sent;ghost=paid',
    subscriptionScopes: 'orders=paid;cart=sent',
    allowedTopics: 'paid,sent,lost',
  };
  const pubsub = component('events', 'pubsub.redis', scopes);
  const subscription = dapr(
    'Subscription',
    's',
    { pubsubname: 'events', topic: 'paid', routes: { default: '/' }, deadLetterTopic: 'dead' },
    { scopes: ['orders'] },
  );

  it('go where Subscriptions and the scopes of topics tell', () => {
    const edges = edgesOf(pictured(app('cart') + app('orders') + pubsub + subscription)).filter((edge) =>
      edge.includes('topic/'),
    );
    expect(edges).toEqual([
      'app/shop/cart publishes topic/shop/events/paid',
      'app/shop/cart publishes topic/shop/events/sent',
      'app/shop/ghost publishes topic/shop/events/paid',
      'topic/shop/events/paid subscribes app/shop/orders',
      'topic/shop/events/paid deadLetters topic/shop/events/dead',
      'topic/shop/events/sent maySubscribe app/shop/cart',
    ]);
  });

  it('have topics that nobody is known to use', () => {
    expect(idsOf(pubsub)).toContain('topic/shop/events/lost');
  });

  it('come to those only who load the component as well', () => {
    const limited = component('events', 'pubsub.redis', {}, { scopes: ['cart'] });
    const forAll = dapr('Subscription', 's', { pubsubname: 'events', topic: 'paid', routes: { default: '/' } });
    expect(edgesOf(pictured(app('cart') + app('orders') + limited + forAll))).toEqual([
      'app/shop/cart loads component/shop/events',
      'topic/shop/events/paid subscribes app/shop/cart',
    ]);
  });

  it('may name a component that is not here', () => {
    expect(pictured(app('orders') + subscription).nodes.find(({ id }) => id === 'component/shop/events')).toMatchObject(
      {
        isMissing: true,
        block: 'pubsub',
      },
    );
  });

  it('leave a state store with an outbox', () => {
    const store = component('state', 'state.redis', { outboxPublishPubsub: 'events', outboxPublishTopic: 'stored' });
    expect(edgesOf(pictured(store + pubsub))).toContain(
      'component/shop/state publishes topic/shop/events/stored (outbox)',
    );
  });
});

describe('secrets', () => {
  const reference = { redisPassword: { name: 'redis', key: 'password' } };

  it('are told by name and key', () => {
    const secret = manifest({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'redis', namespace: 'shop' },
      stringData: { password: 'hunter2hunter2' },
    });
    const text = component('state', 'state.redis', reference) + secret;
    expect(edgesOf(pictured(text))).toEqual(['component/shop/state reads secret/shop/redis (password)']);
    expect(JSON.stringify(pictured(text))).not.toContain('hunter2');
  });

  it('come from the store that is named', () => {
    const text =
      component('state', 'state.redis', reference, { auth: { secretStore: 'vault' } }) +
      component('vault', 'secretstores.hashicorp.vault');
    expect(edgesOf(pictured(text))).toEqual(['component/shop/state reads component/shop/vault']);
  });

  it('count as here where something makes them', () => {
    const made = manifest({
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name: 'redis', namespace: 'shop' },
      spec: {},
    });
    const { nodes } = pictured(component('state', 'state.redis', reference) + made);
    expect(nodes.find(({ kind }) => kind === 'secret')).toMatchObject({ isMissing: false, type: 'ExternalSecret' });
  });

  it('show nothing of an endpoint but its host', () => {
    const endpoint = (baseUrl: string): string => dapr('HTTPEndpoint', 'bank', { baseUrl });
    const typeOf = (url: string): string | undefined => pictured(endpoint(url)).nodes[0]?.type;
    expect(typeOf('https://me:s3cr3t@bank.example:8443/v1?token=s3cr3t')).toBe('bank.example:8443');
    expect(typeOf('https://a@b:s3cr3t@bank.example')).toBe('bank.example');
    expect(typeOf('s3cr3t')).toBeUndefined();
    expect(typeOf('https://s3cr3t s3cr3t')).toBe('s3cr3t');
  });
});

describe('configurations and access', () => {
  const policy = (appId: string, more: Readonly<Record<string, unknown>> = {}) => ({
    appId,
    namespace: 'shop',
    trustDomain: 'public',
    ...more,
  });
  const configuration = (accessControl: unknown): string => dapr('Configuration', 'guarded', { accessControl });
  const cart = app('cart', 'shop', { config: 'guarded' });
  const callsIn = (text: string): readonly string[] =>
    edgesOf(pictured(text)).filter((edge) => /alls?| mayNotCall /i.test(edge));

  it('draw who may call an app', () => {
    const list = configuration({
      defaultAction: 'deny',
      policies: [policy('orders', { defaultAction: 'allow' }), policy('billing')],
    });
    expect(callsIn(cart + app('orders') + app('billing') + list)).toEqual(['app/shop/orders calls app/shop/cart']);
    expect(pictured(cart + list).nodes.find(({ name }) => name === 'cart')?.notes).toEqual(['only listed callers']);
  });

  it('draw who may not, where all others may', () => {
    const list = configuration({ policies: [policy('orders', { defaultAction: 'deny' })] });
    expect(callsIn(cart + app('orders') + list)).toEqual(['app/shop/orders mayNotCall app/shop/cart']);
  });

  it('let the configuration stand for the apps that share it', () => {
    const list = configuration({ defaultAction: 'deny', policies: [policy('orders', { defaultAction: 'allow' })] });
    expect(callsIn(cart + app('basket', 'shop', { config: 'guarded' }) + app('orders') + list)).toEqual([
      'app/shop/orders calls configuration/shop/guarded',
    ]);
  });

  it('show a configuration that is not here, and middleware', () => {
    expect(pictured(cart).nodes).toMatchObject([
      { name: 'cart' },
      { id: 'configuration/shop/guarded', isMissing: true },
    ]);
    const pipeline = dapr('Configuration', 'guarded', {
      httpPipeline: { handlers: [{ name: 'auth', type: 'middleware.http.bearer' }] },
    });
    expect(edgesOf(pictured(cart + pipeline + component('auth', 'middleware.http.bearer')))).toEqual([
      'app/shop/cart runs configuration/shop/guarded',
      'configuration/shop/guarded passes component/shop/auth',
    ]);
  });

  it('draw who may start workflows', () => {
    const text = dapr(
      'WorkflowAccessPolicy',
      'p',
      { rules: [{ callers: [{ appID: 'orders' }], workflows: [{ name: '*', operations: ['schedule'] }] }] },
      { scopes: ['cart'] },
    );
    expect(edgesOf(pictured(cart + app('orders') + text))).toEqual(
      expect.arrayContaining([
        'app/shop/orders startsWorkflows workflowAccessPolicy/shop/p',
        'workflowAccessPolicy/shop/p guards app/shop/cart',
      ]),
    );
  });
});

describe('a Resiliency', () => {
  it('is drawn with what its policies act on', () => {
    const targets = {
      apps: { cart: { retry: 'r' } },
      components: { state: { outbound: { retry: 'r' } } },
      actors: { Basket: { retry: 'r' } },
    };
    const { nodes, ...rest } = pictured(
      app('cart') + component('state', 'state.redis') + dapr('Resiliency', 'r', { policies: {}, targets }),
    );
    expect(nodes.find(({ kind }) => kind === 'resiliency')?.notes).toEqual(['actors: Basket']);
    expect(edgesOf({ nodes, ...rest })).toEqual([
      'app/shop/cart loads component/shop/state',
      'resiliency/shop/r protects app/shop/cart',
      'resiliency/shop/r protects component/shop/state',
    ]);
  });
});

describe('findings', () => {
  it('are counted where they are about', () => {
    const faulty = app('cart', 'shop', { 'app-port': '80808' });
    const { nodes, elsewhere } = pictured(faulty + component('state', 'state.rediss'), { marked: true });
    expect(nodes.find(({ name }) => name === 'cart')?.findings.errors).toBe(1);
    expect(nodes.find(({ name }) => name === 'state')?.findings.errors).toBe(1);
    expect(elsewhere.errors).toBe(0);
  });

  it('on a Subscription mark its topic, and those on other objects are counted apart', () => {
    const { nodes, elsewhere } = pictured(
      `${dapr('Subscription', 's', { pubsubname: 'events', topic: 'paid', routes: { rules: [{ match: '(', path: '/' }] } })}---\napiVersion: v1\nkind: [`,
      { marked: true },
    );
    expect(nodes.find(({ kind }) => kind === 'topic')?.findings.errors).toBeGreaterThan(0);
    expect(elsewhere.errors).toBeGreaterThan(0);
  });
});

it('does not depend on the order in which objects are written', () => {
  const parts = [
    app('cart'),
    app('orders'),
    component('state', 'state.redis'),
    component('events', 'pubsub.redis', { publishingScopes: 'cart=paid' }),
  ];
  expect(pictured(parts.toReversed().join(''))).toEqual(pictured(parts.join('')));
});

it('grows with what is written and no faster, for many objects of one name too', () => {
  const written = (count: number): string =>
    Array.from({ length: count }, () => app('cart') + component('state', 'state.redis')).join('');
  const { nodes, edges } = pictured(written(500));
  expect(nodes).toHaveLength(1001);
  expect(edges).toHaveLength(500);
});
