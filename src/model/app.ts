import type { Field } from '../yaml/field.ts';
import type { Locatable, Location } from '../yaml/location.ts';
import type { Account } from './graph/roles.ts';
import type { Namespace, Resource } from './resource.ts';
import { isTruthy, parseInteger } from './values.ts';
import type { Workload } from './workload.ts';

/** Since when `dapr.io/enabled` has to be the word true: `yes` and `1` were enough before. */
export const literalSince = '1.17.3';
const emptySince = '1.15';

/** A workload for which the injector would act: its pods get a Dapr sidecar. */
export class App implements Locatable {
  /** Those asked for that are written: each by many rules. The others are many, and not worth keeping. */
  readonly #annotations = new Map<string, Field<string>>();
  #written: ReadonlySet<string> | undefined;
  #known: { readonly appId: string | undefined } | undefined;

  private constructor(
    readonly workload: Workload,
    /** Whether an annotation with an empty text is more than none. */
    private readonly keepsEmpty: boolean,
  ) {}

  /**
   * The app that a workload is, if its pod template asks for a sidecar: the literal `true` in any letter case; any
   * truthy word before 1.17.3. An unquoted true counts too: it is refused, but the wish is plain.
   * Source: dapr v1.18.3 pkg/injector/service/handler.go podHasDaprEnabled.
   */
  static of(workload: Workload, isAtLeast: (version: string) => boolean): App | undefined {
    const enabled = workload.annotations.get('dapr.io/enabled');
    const text = enabled.boolean === undefined ? enabled.text : String(enabled.boolean);
    if (text === undefined) return undefined;
    const asksForOne = isAtLeast(literalSince) ? text.toLowerCase() === 'true' : isTruthy(text);
    return asksForOne ? new App(workload, isAtLeast(emptySince)) : undefined;
  }

  get resource(): Resource {
    return this.workload.resource;
  }

  get location(): Location {
    return this.id.exists ? this.id.location : this.resource.location;
  }

  get namespace(): Namespace {
    return this.workload.namespace;
  }

  /** The ServiceAccount that it runs as; undefined where its name is not known yet. */
  get account(): Account | undefined {
    const { account: name } = this.workload;
    return name === undefined ? undefined : { name, namespace: this.namespace };
  }

  get annotations(): Field<Record<string, string>> {
    return this.workload.annotations;
  }

  /** An annotation of the pod template by its name after `dapr.io/`. */
  annotation(name: string): Field<string> {
    const known = this.#annotations.get(name);
    if (known) return known;
    const field = this.annotations.get(`dapr.io/${name}`);
    if (field.exists) this.#annotations.set(name, field);
    return field;
  }

  /**
   * An annotation as the injector gets it: null is the empty text, which before 1.15 was as good as none. Undefined where
   * it is not written, or not known yet. Source: dapr v1.18.3 pkg/injector/patcher/sidecar.go:173, v1.14.5 :164.
   */
  reads(name: string): string | undefined {
    this.#written ??= new Set(
      this.annotations.entries.flatMap(([key]) => (key.startsWith('dapr.io/') ? key.slice('dapr.io/'.length) : [])),
    );
    if (!this.#written.has(name)) return undefined;
    const annotation = this.annotation(name);
    if (!annotation.resolved) return undefined;
    const text = annotation.hasValue ? annotation.text : '';
    return text === '' && !this.keepsEmpty ? undefined : text;
  }

  /** An annotation as a whole number; undefined where it is not written, or the injector ignores it. */
  integer(name: string): number | undefined {
    return parseInteger(this.reads(name) ?? '');
  }

  /** Whether a switch is on. */
  isOn(name: string, otherwise = false): boolean {
    const text = this.reads(name);
    return text === undefined ? otherwise : isTruthy(text);
  }

  /**
   * Whether daprd has a way to call it, as far as can be seen: an app-port.
   * Source: dapr v1.18.3 pkg/runtime/channels/channels.go:136.
   */
  get mayBeCalled(): boolean {
    const port = this.annotation('app-port');
    return this.resource.isPartial || (port.exists && (!port.resolved || (this.integer('app-port') ?? 1) > 0));
  }

  get id(): Field<string> {
    return this.annotation('app-id');
  }

  /** The app-id as it is known; undefined where it is missing, empty or still to be filled in. */
  get appId(): string | undefined {
    this.#known ??= { appId: this.id.resolved && this.id.text !== '' ? this.id.text : undefined };
    return this.#known.appId;
  }

  /** The app-id, or the workload where there is none: for messages. */
  get title(): string {
    return this.appId === undefined ? this.resource.title : `app "${this.appId}"`;
  }
}

/** Whether the pods of an app are in the network of their nodes, where policies for pods do not hold. */
export const isHostNetworked = ({ workload }: App): boolean => {
  const { boolean, resolved } = workload.pod.get('hostNetwork');
  return boolean === true || !resolved;
};
