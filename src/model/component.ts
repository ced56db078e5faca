import type { Field } from '../yaml/field.ts';
import type { Locatable, Location } from '../yaml/location.ts';
import type { Catalog, ComponentDefinition, Direction, MetadataField, MetadataSchema } from './catalog.ts';
import { type Indispensable, indispensable } from './indispensable.ts';
import type { Namespace, Resource } from './resource.ts';
import { carriesSecret, looksSensitive } from './sensitive.ts';
import type { ComponentShape, NamedValue } from './shapes.ts';
import { isTruthy } from './values.ts';

/** One entry of a component's `spec.metadata`. */
export class MetadataItem implements Locatable {
  constructor(
    readonly item: Field<NamedValue>,
    /** What the catalog knows of it; undefined for an unknown name or component type. */
    readonly definition: MetadataField | undefined,
  ) {}

  get location(): Location {
    return this.item.get('name').location;
  }

  get name(): string {
    return this.item.get('name').text ?? '';
  }

  get value(): Field {
    return this.item.get('value');
  }

  /** The name and key of a Secret, for an item that takes its value from one: an empty name is none, and Go writes it. */
  get reference(): Field<NonNullable<NamedValue['secretKeyRef']>> | undefined {
    const reference = this.item.get('secretKeyRef') as Field<NonNullable<NamedValue['secretKeyRef']>>;
    return reference.isMap && reference.get('name').text !== '' ? reference : undefined;
  }

  /** Its value comes from a Secret or from the sidecar's environment: what it is cannot be seen here. */
  get isReference(): boolean {
    return this.reference !== undefined || (!this.value.hasValue && this.item.get('envRef').hasValue);
  }

  /**
   * The value as the component gets it: text as it is, all else as its JSON. Undefined where it cannot be known.
   * Source: dapr v1.18.3 pkg/apis/common/namevalue.go DynamicValue.String.
   */
  get text(): string | undefined {
    if (this.isReference || !this.value.resolved) return undefined;
    const { value } = this.value;
    if (value === undefined || value === null) return '';
    return typeof value === 'string' ? value : JSON.stringify(value);
  }

  get isTruthy(): boolean {
    return isTruthy(this.text ?? '');
  }

  /** Its value is a secret, or may be one: an unknown name is judged by its words. */
  get isSensitive(): boolean {
    return this.definition ? this.definition.sensitive : looksSensitive(this.name);
  }

  /** A secret stands here for all to read. */
  get holdsSecret(): boolean {
    return this.isSensitive && this.text !== undefined && carriesSecret(this.text, this.definition?.secretForm);
  }
}

/** A Dapr component. */
export class Component implements Locatable {
  #metadata: readonly MetadataItem[] | undefined;

  constructor(
    readonly resource: Resource<ComponentShape>,
    private readonly catalog: Catalog,
  ) {}

  get location(): Location {
    return this.resource.location;
  }

  get name(): string {
    return this.resource.name;
  }

  get title(): string {
    return this.resource.title;
  }

  get namespace(): Namespace {
    return this.resource.namespace;
  }

  get spec(): Field<ComponentShape['spec']> {
    return this.resource.body.get('spec');
  }

  get type(): Field<string> {
    return this.spec.get('type');
  }

  /** The type as daprd looks it up, aliases resolved: `state.postgresql` for `State.postgres`… as it is written if unknown. */
  get typeName(): string {
    return this.definition?.type ?? this.type.text ?? '';
  }

  /** The building block: `state`, `pubsub`, `bindings`, `secretstores`, `middleware`, … */
  get block(): string {
    return this.type.text?.split('.')[0] ?? '';
  }

  get version(): Field<string> {
    return this.spec.get('version');
  }

  get definition(): ComponentDefinition | undefined {
    return this.type.text === undefined ? undefined : this.catalog.component(this.type.text);
  }

  /** What is known of the metadata of this type and version. */
  get schema(): MetadataSchema | undefined {
    return this.definition?.metadata(this.version.text ?? '');
  }

  get metadata(): readonly MetadataItem[] {
    const { schema } = this;
    this.#metadata ??= this.spec
      .get('metadata')
      .items.map((item) => new MetadataItem(item, schema?.find(item.get('name').text ?? '')));
    return this.#metadata;
  }

  /** The item of a name, in any letter case and under its aliases; of several the last counts. */
  item(name: string): MetadataItem | undefined {
    const wanted = name.toLowerCase();
    const aliases = this.schema?.find(name)?.aliases ?? [];
    return this.metadata.findLast((item) => {
      const key = item.name.toLowerCase();
      return key === wanted || aliases.some((alias) => alias.toLowerCase() === key);
    });
  }

  /** All of its metadata is there to see: none comes from a placeholder, a patch or a template. */
  get isWhole(): boolean {
    return this.spec.get('metadata').isList && this.metadata.every(({ item }) => item.get('name').resolved);
  }

  /** What it gets under a name: empty where nothing is written, undefined where that cannot be known. */
  text(name: string): string | undefined {
    const item = this.item(name);
    return item ? item.text : this.isWhole ? '' : undefined;
  }

  /** The same for a name that only counts in this letter case. */
  exactText(name: string): string | undefined {
    const item = this.metadata.findLast((each) => each.name === name);
    return item ? item.text : this.isWhole ? '' : undefined;
  }

  /** Where to point at for a name: its value, its name where it has none, or the list that it is missing in. */
  place(name: string): Locatable {
    const item = this.item(name);
    return item ? (item.value.exists ? item.value : item) : this.spec.get('metadata').key;
  }

  /**
   * The directions in which a binding is started: those of its type that `direction` names, all where there is none;
   * undefined for what is no binding, or where it cannot be known.
   * Source: dapr v1.18.3 pkg/runtime/processor/binding/binding.go:255 isBindingOfDirection.
   */
  get directions(): readonly Direction[] | undefined {
    if (this.block !== 'bindings' || !this.definition || !this.isWhole) return undefined;
    const written = this.metadata.filter(({ name }) => name.toLowerCase() === 'direction');
    if (written.some(({ text }) => text === undefined)) return undefined;
    const named = written.flatMap(({ text = '' }) => text.split(',').map((word) => word.trim().toLowerCase()));
    return this.definition.directions.filter((each) => written.length === 0 || named.includes(each));
  }

  /** Whether daprd calls its Init at all: a binding without a direction is left alone. */
  get isStarted(): boolean {
    return this.directions?.length !== 0;
  }

  /** The metadata without which it does not start. */
  get indispensable(): readonly Indispensable[] {
    const { definition, version } = this;
    if (!definition) return [];
    const written = version.text?.toLowerCase() ?? '';
    return indispensable(definition.type, written === '' || written === 'v0' ? definition.defaultVersion : written);
  }

  /** Where the secret references of this component are resolved: the store it names, else Kubernetes itself. */
  get secretStore(): string {
    return this.resource.body.get('auth').get('secretStore').text || 'kubernetes';
  }
}
