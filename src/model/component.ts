import type { Field } from '../yaml/field.ts';
import type { Locatable, Location } from '../yaml/location.ts';
import type { Catalog, ComponentDefinition, Direction, MetadataField, MetadataSchema } from './catalog.ts';
import { closest } from './closest.ts';
import { type Conditional, conditional, type Indispensable, indispensable } from './component/indispensable.ts';
import { type MetadataReading, refusal } from './component/metadata-reading.ts';
import { declaredValues, type MetadataValues, metadataValues } from './component/metadata-values.ts';
import type { Namespace, Resource } from './resource.ts';
import { plainTextOf } from './secrets/plain-text.ts';
import { carriesSecret, looksSensitive } from './secrets/sensitive.ts';
import type { ComponentShape, NamedValue } from './shapes.ts';
import { isTruthy, parseDuration } from './values.ts';

/** One entry of a component's `spec.metadata`. */
export class MetadataItem implements Locatable {
  /** Its value comes from a Secret or from the sidecar's environment: what it is cannot be seen here. */
  readonly isReference: boolean;
  readonly name: string;
  readonly lowerName: string;
  /** Where its name stands. */
  readonly named: Field<string>;
  readonly value: Field;
  /** The name and key of a Secret, for an item that takes its value from one: an empty name is none, and Go writes it. */
  readonly reference: Field<NonNullable<NamedValue['secretKeyRef']>> | undefined;
  #known: { readonly text: string | undefined } | undefined;

  constructor(
    readonly item: Field<NamedValue>,
    /** What the catalog knows of it; undefined for an unknown name or component type. */
    readonly definition: MetadataField | undefined,
    /** How the component reads its text, where it refuses some. */
    private readonly reading: MetadataReading | undefined,
  ) {
    this.named = item.get('name');
    this.name = this.named.text ?? '';
    this.lowerName = this.name.toLowerCase();
    this.value = item.get('value');
    const reference = item.get('secretKeyRef') as Field<NonNullable<NamedValue['secretKeyRef']>>;
    this.reference = reference.isMap && reference.get('name').text !== '' ? reference : undefined;
    this.isReference = this.reference !== undefined || (!this.value.hasValue && item.get('envRef').hasValue);
  }

  get location(): Location {
    return this.named.location;
  }

  /**
   * The value as the component gets it: text as it is, all else as its JSON. Undefined where it cannot be known.
   * Source: dapr v1.18.3 pkg/apis/common/namevalue.go DynamicValue.String.
   */
  get text(): string | undefined {
    this.#known ??= { text: this.isReference ? undefined : textOf(this.value) };
    return this.#known.text;
  }

  get isTruthy(): boolean {
    return isTruthy(this.text ?? '');
  }

  /** What the component wants in the place of the text, if it does not start with it. */
  get refusal(): string | undefined {
    const { text } = this;
    // What stands for the app and its pod is filled in when daprd starts.
    if (!this.reading || text === undefined || /\{(?:uuid|podName|appID|namespace)\}/.test(text)) return undefined;
    return refusal(this.reading, text);
  }

  /** Whether it is known which texts the component takes: then no list of a description counts. */
  get isTried(): boolean {
    return this.reading !== undefined;
  }

  /** The name of the field beside which this one is not read. */
  get yieldsTo(): string | undefined {
    return this.reading?.unless;
  }

  /** Whether something is given: a text that is not empty, or what a reference or a placeholder stands for. */
  get isGiven(): boolean {
    return this.text !== '';
  }

  /** Its value is a secret, or may be one: an unknown name is judged by its words. */
  get isSensitive(): boolean {
    return this.definition ? this.definition.sensitive : looksSensitive(this.name);
  }

  /** A secret stands here for all to read. */
  get holdsSecret(): boolean {
    const { definition, name, text } = this;
    if (text === undefined) return false;
    return definition
      ? definition.sensitive && carriesSecret(text, definition.secretForm)
      : plainTextOf(name, text)?.isCertain === true;
  }
}

const textOf = (field: Field): string | undefined => {
  if (!field.resolved) return undefined;
  const { value } = field;
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
};

/** So many items are looked through faster than they are filed. */
const fewItems = 20;

/** A Dapr component. */
export class Component implements Locatable {
  #metadata: readonly MetadataItem[] | undefined;
  /** Of very many items the last place of each name, in lower case. */
  #places: ReadonlyMap<string, number> | undefined;
  #known: { readonly definition: ComponentDefinition | undefined } | undefined;
  #schema: MetadataSchema | undefined;
  #values: MetadataValues | undefined;
  // Nearly every rule on components begins with one of these.
  #spec: Field<ComponentShape['spec']> | undefined;
  #type: Field<string> | undefined;
  #version: Field<string> | undefined;
  #block: string | undefined;
  #typeName: string | undefined;
  #isWhole: boolean | undefined;
  #secretStore: string | undefined;

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
    this.#spec ??= this.resource.body.get('spec');
    return this.#spec;
  }

  get type(): Field<string> {
    this.#type ??= this.spec.get('type');
    return this.#type;
  }

  /** The type as daprd looks it up, aliases resolved: `state.postgresql` for `State.postgres`… as it is written if unknown. */
  get typeName(): string {
    this.#typeName ??= this.definition?.type ?? this.type.text ?? '';
    return this.#typeName;
  }

  /** The seconds that it asks for to initialise; undefined where it asks for none, or for no duration. */
  get initSeconds(): number | undefined {
    const duration = parseDuration(this.spec.get('initTimeout').text ?? '');
    return duration === undefined ? undefined : Number(duration) / 1e9;
  }

  /** The building block: `state`, `pubsub`, `bindings`, `secretstores`, `middleware`, … */
  get block(): string {
    this.#block ??= this.type.text?.split('.', 1)[0] ?? '';
    return this.#block;
  }

  get version(): Field<string> {
    this.#version ??= this.spec.get('version');
    return this.#version;
  }

  get definition(): ComponentDefinition | undefined {
    this.#known ??= { definition: this.type.text === undefined ? undefined : this.catalog.component(this.type.text) };
    return this.#known.definition;
  }

  /** What is known of the metadata of this type and version. */
  get schema(): MetadataSchema | undefined {
    this.#schema ??= this.definition?.metadata(this.version.text ?? '');
    return this.#schema;
  }

  get metadata(): readonly MetadataItem[] {
    this.#metadata ??= this.spec.get('metadata').items.map((item) => this.#itemOf(item));
    return this.#metadata;
  }

  #itemOf(item: Field<NamedValue>): MetadataItem {
    const name = item.get('name').text ?? '';
    const definition = this.schema?.find(name);
    const { readings, exactCase } = this.values;
    const exact = exactCase.get(name.toLowerCase());
    const reading = readings.get((definition?.name ?? name).toLowerCase()) ?? readings.get(name.toLowerCase());
    // What is not read in this letter case is not refused either.
    return new MetadataItem(item, definition, exact === undefined || exact === name ? reading : undefined);
  }

  /** What its Init makes of values; nothing is known of types that there are not. */
  get values(): MetadataValues {
    const { definition, schema } = this;
    this.#values ??=
      definition?.isBundled && schema
        ? declaredValues(schema)
        : metadataValues(definition?.type ?? '', this.effectiveVersion);
    return this.#values;
  }

  /** The version that daprd takes, in lower case. */
  get effectiveVersion(): string {
    const { definition, version } = this;
    const written = version.text?.toLowerCase() ?? '';
    return written === '' || written === 'v0' ? (definition?.defaultVersion ?? '') : written;
  }

  /** Whether daprd only logs it when the component does not start: then nothing else is kept from starting. */
  get ignoresErrors(): boolean {
    return this.spec.get('ignoreErrors').boolean === true;
  }

  /** How sure it is that Init stops daprd: what it refuses was tried with the newest minor only. */
  get certainty(): { readonly atMost?: 'info' | 'warning' } {
    if (this.ignoresErrors) return { atMost: 'info' };
    return this.catalog.isNewest ? {} : { atMost: 'warning' };
  }

  /** The item of a name, in any letter case and under its aliases; of several the last counts. */
  item(name: string): MetadataItem | undefined {
    const { metadata } = this;
    if (metadata.length === 0) return undefined;
    const spellings = this.schema?.spellings(name) ?? [name.toLowerCase()];
    if (metadata.length > fewItems) return metadata[this.#lastPlaceOf(spellings)];
    for (let index = metadata.length - 1; index >= 0; index -= 1) {
      const item = metadata[index] as MetadataItem;
      if (spellings.includes(item.lowerName)) return item;
    }
    return undefined;
  }

  #lastPlaceOf(spellings: readonly string[]): number {
    this.#places ??= new Map(this.metadata.map(({ lowerName }, index) => [lowerName, index]));
    const places = this.#places;
    return Math.max(...spellings.map((name) => places.get(name) ?? -1));
  }

  /** The item of a name that nobody knows, and that was probably meant to be this one. */
  slipOf(name: string): MetadataItem | undefined {
    const names = this.schema?.names ?? [];
    return this.metadata.find((item) => !item.definition && closest(item.name, names) === name);
  }

  /** All of its metadata is there to see: none comes from a placeholder, a patch or a template. */
  get isWhole(): boolean {
    this.#isWhole ??= this.spec.get('metadata').isList && this.metadata.every(({ named }) => named.resolved);
    return this.#isWhole;
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
    const { definition, schema } = this;
    if (definition?.isBundled) return (schema?.required ?? []).map(({ name, aliases }) => ({ name, unless: aliases }));
    return definition ? indispensable(definition.type, this.effectiveVersion) : [];
  }

  /** The metadata without which it does not start with what else it is given. */
  get conditional(): readonly Conditional[] {
    return this.definition ? conditional(this.definition.type, this.effectiveVersion) : [];
  }

  /** Where the secret references of this component are resolved: the store it names, else Kubernetes itself. */
  get secretStore(): string {
    this.#secretStore ??= this.resource.body.get('auth').get('secretStore').text || 'kubernetes';
    return this.#secretStore;
  }
}
