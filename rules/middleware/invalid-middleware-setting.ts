import { type Component, defineRule, faultOfPattern, type Problem, type Problems, yaml } from '../../src/rule.ts';

export const invalidMiddlewareSetting = defineRule({
  id: 'invalid-middleware-setting',
  severity: 'error',
  summary: 'Middleware refuses a setting',
  why: 'The component cannot be made, and daprd exits: with it every app that loads the component.',
  source:
    'components-contrib v1.18.4 middleware/http/*/*_middleware.go, bearer/metadata.go:52, opa/middleware.go:130, sentinel/rules.go, common/wasm/wasm.go:88; dapr v1.18.3 pkg/runtime/processor/middleware/middleware.go:50',
  docs: 'https://docs.dapr.io/reference/components-reference/supported-middleware/',
  effect: 'rejected',
  covers: ['configuration-for-observability.spec.httppipeline.handlers'],
  each: 'component',

  *check(component): Problems {
    const name = component.typeName.replace(/^middleware\.http\./, '');
    const faultsOf = Object.hasOwn(faults, name) ? faults[name] : undefined;
    if (!faultsOf || !component.isStarted) return;
    for (const problem of faultsOf(component)) yield { ...problem, ...component.certainty };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: limit
        spec:
          type: middleware.http.ratelimit
          version: v1
          metadata:
            - name: maxRequestsPerSecond
              value: 0
                     ^ maxRequestsPerSecond is not above zero
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: routes
        spec:
          type: middleware.http.routerchecker
          version: v1
          metadata:
            - name: rule
              value: "^(?!/admin).*$"
                     ^^^^^^^^^^^^^^^^ rule is no pattern of Go's: it looks ahead or behind with (?!/, which Go cannot
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: limit
        spec:
          type: middleware.http.ratelimit
          version: v1
          metadata:
            - name: maxRequestsPerSecond
              value: "0.5"
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: aliases
        spec:
          type: middleware.http.routeralias
          version: v1
          metadata:
            - name: routes
              value: |
                "/orders": /v1.0/invoke/orders/method/list
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: routes
        spec:
          type: middleware.http.routerchecker
          version: v1
          metadata: []
      `,
      because: 'rates may be fractions, routes may be YAML, and no rule lets everything pass',
    },
  ],
});

const pattern = (name: string) =>
  function* (component: Component): Generator<Problem> {
    const text = component.text(name);
    const fault = text ? faultOfPattern(text) : undefined;
    if (fault !== undefined)
      yield {
        at: component.place(name),
        message: `${name} is no pattern of Go's: it ${fault}`,
        help: 'write it in the syntax of RE2',
      };
  };

const address = (name: string, schemes: readonly string[]) =>
  function* (component: Component): Generator<Problem> {
    const text = component.text(name);
    const wanted = schemes.map((scheme) => `${scheme}://`);
    if (text && !wanted.some((each) => text.toLowerCase().startsWith(each)))
      yield {
        at: component.place(name),
        message: `${name} does not begin with ${wanted.join(', ').replace(/, ([^,]*)$/, ' or $1')}`,
      };
  };

type Faults = (component: Component) => Iterable<Problem>;
function* limit(component: Component): Generator<Problem> {
  const text = component.text('maxRequestsPerSecond');
  const item = component.item('maxRequestsPerSecond');
  if (item && text !== undefined && Number(text) <= 0)
    yield {
      at: component.place('maxRequestsPerSecond'),
      message: 'maxRequestsPerSecond is not above zero',
      help: 'remove it for 100',
    };
}

function* policy(component: Component): Generator<Problem> {
  const text = component.text('rego');
  if (text && !/^\s*(?:#.*\s*)*package\s/.test(text))
    yield {
      at: component.place('rego'),
      message: 'rego does not begin with a package',
      help: 'begin it with package http',
    };
}

function* sentinelRules(component: Component): Generator<Problem> {
  for (const name of ['flowRules', 'circuitBreakerRules', 'hotSpotParamRules', 'isolationRules', 'systemRules']) {
    const text = component.text(name);
    if (text && !Array.isArray(parseJson(text) ?? []))
      yield { at: component.place(name), message: `${name} is no JSON list` };
  }
}

function* routes(component: Component): Generator<Problem> {
  const text = component.text('routes');
  const others = component.metadata.filter(({ name }) => name.toLowerCase() !== 'routes');
  if (!component.isWhole || text === undefined) return;
  for (const { item, name, text: path } of text === '' || others.length > 0 ? component.metadata : [])
    if (path === '')
      yield { at: item.get('name'), message: `${name} leads nowhere`, help: 'write the path that it stands for' };
  if (others.length > 0 || text.trim() === '') return;
  const value = parseJson(text);
  const isNested =
    typeof value === 'object' && Object.values(value ?? {}).some((each) => typeof each === 'object' && each !== null);
  // What is no JSON is read as YAML, of which only this much is looked at.
  if (Array.isArray(value) || isNested || (value === undefined && !/:(?:\s|$)/m.test(text)))
    yield { at: component.place('routes'), message: 'routes is no map of paths', help: 'write {"/alias": "/path"}' };
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const faults: Readonly<Record<string, Faults>> = {
  ratelimit: limit,
  routerchecker: pattern('rule'),
  routeralias: routes,
  oauth2: pattern('pathFilter'),
  oauth2clientcredentials: pattern('pathFilter'),
  bearer: (component) => (component.text('jwksURL') === '' ? address('issuer', ['http', 'https'])(component) : []),
  opa: policy,
  sentinel: sentinelRules,
};
