import { appsTitle, defineRule, type Problems, quote, workloadKinds, yaml } from '../../src/rule.ts';

export const duplicateActorStateStore = defineRule({
  id: 'duplicate-actor-state-store',
  severity: 'error',
  summary: 'An app loads two actor state stores',
  why: 'An app can have one actor state store; the one that is loaded second fails to initialise, and daprd exits unless that one has ignoreErrors: the order is left to chance.',
  source:
    'dapr v1.18.3 pkg/runtime/compstore/statestore.go:34, pkg/runtime/processor/state/state.go:140, pkg/runtime/processor/components.go:192',
  docs: 'https://docs.dapr.io/developing-applications/building-blocks/actors/actors-overview/',
  effect: 'rejected',
  covers: ['postgresql-state-store-component.spec.actorstatestore'],
  facts: ['state.actor.unique'],
  needs: [workloadKinds],
  each: 'component',

  *check(component, { workspace }): Problems {
    const mark = component.item('actorStateStore');
    if (component.block !== 'state' || !mark?.isTruthy) return;
    for (const other of workspace.actorStateStoresBefore(component)) {
      const otherMark = other.item('actorStateStore');
      // The same object twice is another matter.
      if (!otherMark || other.name === component.name) return;
      const meeting = workspace.meeting(component, other);
      if (!meeting) continue;
      const lenient = [component, other].filter(({ spec }) => spec.get('ignoreErrors').boolean === true).length;
      const who =
        meeting.apps.length > 0 ? appsTitle(meeting.apps, ['has', 'have']) : 'every app that may load both has';
      yield {
        at: mark,
        message: `${who} a second actor state store in ${quote(component.name)}`,
        help: 'keep actorStateStore on one of the two, or give them scopes that do not meet',
        // With one that may fail daprd exits only if the other is second; with two it goes on without one of them.
        ...(lenient > 0 && { atMost: lenient === 1 ? ('warning' as const) : ('info' as const) }),
        related: [{ at: otherMark, message: `${quote(other.name)} is the first` }],
      };
      return;
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: actors
        spec:
          type: state.in-memory
          version: v1
          metadata:
            - name: actorStateStore
                    ~~~~~~~~~~~~~~~ "actors" is the first
              value: "true"
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.in-memory
          version: v1
          metadata:
            - name: actorStateStore
                    ^^^^^^^^^^^^^^^ every app that may load both has a second actor state store in "cache"
              value: "true"
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: actors
        spec:
          type: state.in-memory
          version: v1
          ignoreErrors: true
          metadata:
            - name: actorStateStore
                    ~~~~~~~~~~~~~~~ "actors" is the first
              value: "true"
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.in-memory
          version: v1
          ignoreErrors: true
          metadata:
            - name: actorStateStore
                    ^^^^^^^^^^^^^^^ every app that may load both has a second actor state store in "cache"
              value: "true"
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: actors
        spec:
          type: state.in-memory
          version: v1
          metadata:
            - name: actorStateStore
              value: "true"
        scopes:
          - orders
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.in-memory
          version: v1
          metadata:
            - name: actorStateStore
              value: "true"
        scopes:
          - billing
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: other
        spec:
          type: state.in-memory
          version: v1
          metadata:
            - name: actorStateStore
              value: "false"
      `,
      because: 'no app loads both of the first two, and the third is none',
    },
  ],
});
