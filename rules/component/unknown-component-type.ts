import {
  closest,
  defineRule,
  isSlipOfType,
  listed,
  mayBePlugged,
  type Problem,
  type Problems,
  quote,
  respell,
  workloadKinds,
  yaml,
} from '../../src/rule.ts';

export const unknownComponentType = defineRule({
  id: 'unknown-component-type',
  severity: 'error',
  summary: 'No such component type',
  why: 'daprd exits when it cannot make a component of the type, and with it every app that loads the component.',
  source: 'dapr v1.18.3 pkg/runtime/processor/components.go:301, cmd/daprd/components/*.go',
  docs: 'https://docs.dapr.io/reference/components-reference/',
  effect: 'rejected',
  covers: [
    'service-invocation.component-type',
    'state-management.component-types',
    'pub-sub-publish-subscribe.component-types',
    'secret-stores.component-types',
    'bindings.component-types',
    'bindings.component-types.bindings-mongodb',
    'kafka-pub-sub-component.spec.type',
    'postgresql-state-store-component.spec.type',
    'kubernetes-secret-store-component.spec.type',
  ],
  facts: [
    'component.type.prefix',
    'component.type.nameresolution',
    'component.type.unregistered',
    'component.type.lookupcase',
    'component.middleware.http',
  ],
  needs: [workloadKinds],
  each: 'component',

  *check(component, { workspace }): Problems {
    const { type } = component;
    const { catalog, world } = workspace;
    if (!type.text || !type.resolved || component.definition) return;
    const isPluggable = catalog.pluggableCategories.includes(component.block);
    const isPlugged = isPluggable && mayBePlugged(component, workspace);
    const isSlip = isPlugged && isSlipOfType(type.text, workspace);
    // No component of daprd is called so: its app is kept elsewhere.
    const isNamedPluggable = isPluggable && /pluggable/i.test(`${type.text} ${component.name}`);
    const atMost: Problem['atMost'] =
      component.ignoresErrors || (isPlugged && !isSlip) ? 'info' : isSlip ? 'warning' : undefined;
    const problem = { at: type, ...(atMost && { atMost }) };
    const removed = catalog.removedComponent(type.text);
    const later = catalog.laterComponent(type.text);
    const category = catalog.categories.find((each) => type.text?.startsWith(`${each}.`));
    if (removed) {
      yield {
        ...problem,
        message: `${quote(type.text)} is gone since Dapr ${removed.removedIn}`,
        help: 'remove it, or choose another component',
      };
    } else if (later) {
      yield {
        ...problem,
        message: `${quote(type.text)} exists since Dapr ${later.since}, not in ${world.daprVersion}`,
      };
    } else if (!category) {
      const [head = ''] = type.text.split('.');
      const rest = type.text.slice(head.length);
      const written = `${head.toLowerCase()}${rest}`;
      if (written !== type.text && catalog.component(written)) {
        yield {
          ...problem,
          message: `${quote(type.text)} is of no building block that Dapr knows: ${head.toLowerCase()} is read in lower case only`,
          help: `write ${quote(written)}`,
          fix: { title: `Write ${written}`, edits: [respell(type, written)] },
        };
        return;
      }
      const likely = closest(type.text, catalog.componentTypes);
      yield {
        ...problem,
        message: head.startsWith('nameresolution')
          ? 'name resolution is no component'
          : `${quote(type.text)} is of no building block that Dapr knows`,
        help: head.startsWith('nameresolution')
          ? 'choose it in spec.nameResolution of a Configuration'
          : likely
            ? `did you mean ${quote(likely)}?`
            : `begin with ${listed(
                catalog.categories.map((each) => `${each}.`),
                9,
              )}`,
      };
    } else {
      const name = type.text.slice(category.length + 1).toLowerCase();
      const namesakes = catalog.componentTypes.filter((each) => each.toLowerCase().endsWith(`.${name}`));
      const own = namesakes.filter((each) => each.startsWith(`${category}.`));
      const elsewhere = own.length > 0 ? own : namesakes;
      const likely = closest(
        type.text,
        catalog.componentTypes.filter((each) => each.startsWith(`${category}.`)),
      );
      yield {
        ...(isNamedPluggable && !workspace.isClosed && { atMost: 'info' as const }),
        ...problem,
        message: `${quote(type.text)} is no component that Dapr has`,
        help: likely
          ? `did you mean ${quote(likely)}?`
          : elsewhere.length > 0
            ? `there is ${listed(elsewhere.map(quote))}`
            : isPluggable
              ? 'see the list of components; a pluggable one is known by dapr.io/pluggable-components on its app, or by catalog in daprlint.yaml'
              : 'see the list of components',
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: statestore
        spec:
          type: state.postgress
                ^^^^^^^^^^^^^^^ "state.postgress" is no component that Dapr has
          version: v1
          metadata: []
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: documents
        spec:
          type: bindings.mongodb
                ^^^^^^^^^^^^^^^^ "bindings.mongodb" is no component that Dapr has
          version: v1
          metadata: []
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: statestore
        spec:
          type: State.in-memory
                ^^^^^^^^^^^^^^^ "State.in-memory" is of no building block that Dapr knows: state is read in lower case only
          version: v1
          metadata: []
      `,
      fixed: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: statestore
        spec:
          type: state.in-memory
          version: v1
          metadata: []
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: limit
        spec:
          type: middleware.ratelimit
                ^^^^^^^^^^^^^^^^^^^^ "middleware.ratelimit" is no component that Dapr has
          version: v1
          metadata:
            - name: maxRequestsPerSecond
              value: 10
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: dns
        spec:
          type: nameresolution.kubernetes
                ^^^^^^^^^^^^^^^^^^^^^^^^^ name resolution is no component
          version: v1
          metadata: []
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: actors
        spec:
          type: dapr.io/actor
                ^^^^^^^^^^^^^ "dapr.io/actor" is of no building block that Dapr knows
          version: v1
          metadata: []
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: statestore
        spec:
          type: state.In-Memory
          version: v1
          metadata: []
      `,
      because: 'after the building block, letter case does not matter',
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: ledger
        spec:
          type: state.ledger
                ^^^^^^^^^^^^ "state.ledger" is no component that Dapr has
          version: v1
          metadata: []
      `,
    },
  ],
});
