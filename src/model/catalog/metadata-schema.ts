import type {
  ComponentsData,
  DeprecatedData,
  Direction,
  FieldData,
  MetadataType,
  SecretForm,
  TlsData,
  VersionData,
} from './data.ts';
import { minorOf } from './minors.ts';

export interface MetadataField {
  readonly name: string;
  readonly type: MetadataType;
  /** Without it the component does not work; for a field of a profile, where that profile is chosen. */
  readonly required: boolean;
  readonly sensitive: boolean;
  /** What the value is where it is not the secret itself: a path, PEM or a path, a URL that may hold one. */
  readonly secretForm: SecretForm | undefined;
  readonly allowedValues: readonly string[] | undefined;
  readonly aliases: readonly string[];
  /** What the code falls back to. */
  readonly default: string | undefined;
  /** The one direction of a binding in which it counts. */
  readonly direction: Direction | undefined;
}

/** One way to authenticate; a component uses the one whose fields it is given. */
export interface MetadataProfile {
  readonly name: string;
  readonly fields: readonly MetadataField[];
}

const fieldOf = (data: FieldData): MetadataField => ({
  name: data.name,
  type: data.type ?? 'string',
  required: data.required ?? false,
  sensitive: data.sensitive ?? false,
  secretForm: data.form,
  allowedValues: data.values,
  aliases: data.aliases ?? [],
  default: data.default,
  direction: data.direction,
});

/** What two alternatives say of a field of one name, as far as it holds for both. */
const merged = (a: MetadataField, b: MetadataField): MetadataField => ({
  ...a,
  required: false,
  sensitive: a.sensitive || b.sensitive,
  secretForm: a.sensitive === b.sensitive && a.secretForm !== b.secretForm ? undefined : (a.secretForm ?? b.secretForm),
  allowedValues: a.allowedValues && b.allowedValues && [...new Set([...a.allowedValues, ...b.allowedValues])],
  aliases: [...new Set([...a.aliases, ...b.aliases])],
  default: a.default ?? b.default,
});

const laterNames = ({ since = {} }: VersionData, minor: number): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(since)
      .filter(([first]) => minorOf(first) > minor)
      .flatMap(([first, names]) => names.map((name) => [name.toLowerCase(), first] as const)),
  );

/** A field as an earlier minor had it. */
const before = (field: FieldData, { was = {} }: VersionData, minor: number): FieldData => {
  for (const [until, changes] of Object.entries(was)) {
    const change = minor <= minorOf(until) && changes.find(({ name }) => name === field.name);
    if (!change) continue;
    const { required, values, ...rest } = { required: field.required ?? false, values: field.values ?? [], ...change };
    const { required: _required, values: _values, ...kept } = field;
    return { ...kept, ...rest, ...(required && { required }), ...(values.length > 0 && { values }) };
  }
  return field;
};

/** What a component of one type and version reads from `spec.metadata`. */
export class MetadataSchema {
  /** The component's own fields, those of profiles and of daprd left out, by name in lower case. */
  readonly fields: ReadonlyMap<string, MetadataField>;
  readonly profiles: readonly MetadataProfile[];
  /** The fields that must be given whatever the profile and the direction. */
  readonly required: readonly MetadataField[];
  /** Of each group of names, one must be given. */
  readonly requiredOneOf: readonly (readonly string[])[];
  readonly tls: TlsData;
  /** False for types of which nothing but the name is known: then every key may be right. */
  readonly isKnown: boolean;
  readonly #byName = new Map<string, MetadataField>();
  /** Of the names asked for, each by many rules for each component. */
  readonly #spellings = new Map<string, readonly string[]>();
  readonly #code: ReadonlySet<string>;
  readonly #prefixes: readonly string[];
  /** The ends of names that begin as the user likes: `.avroschema` of `<topic-name>.avroschema`. */
  readonly #suffixes: readonly string[];
  /** The minor of each name that this minor does not have yet. */
  readonly #later: ReadonlyMap<string, string>;
  readonly #deprecated: ReadonlyMap<string, DeprecatedData>;

  constructor(
    known: VersionData | undefined,
    runtime: readonly FieldData[],
    shared: ComponentsData['profiles'],
    /** The 18 of 1.18. */
    minor: number,
  ) {
    const data = known ?? { fields: [] };
    this.#later = laterNames(data, minor);
    const own = data.fields.map((field) => fieldOf(before(field, data, minor))).filter((field) => this.#has(field));
    this.isKnown = known !== undefined;
    this.fields = new Map(own.map((field) => [field.name.toLowerCase(), field]));
    this.profiles = (data.profiles ?? []).map(({ name, use, fields = [] }) => ({
      name,
      fields: [...fields, ...((use !== undefined && shared[use]) || [])]
        .map(fieldOf)
        .filter((field) => this.#has(field)),
    }));
    this.required = own.filter(({ required, direction }) => required && direction === undefined);
    this.requiredOneOf = data.oneOf ?? [];
    this.tls = data.tls ?? {};
    this.#code = new Set(data.code?.map((key) => key.toLowerCase()));
    this.#prefixes = data.prefixes ?? [];
    this.#suffixes = [
      ...own.flatMap(({ name }) => (name.startsWith('<') ? name.slice(name.indexOf('>') + 1) : [])),
      ...(data.suffixes ?? []),
    ];
    this.#deprecated = new Map(
      Object.entries(data.deprecated ?? {})
        .filter(([, { since }]) => since === undefined || minorOf(since) <= minor)
        .map(([name, deprecation]) => [name.toLowerCase(), deprecation]),
    );
    this.#index(own, runtime.map(fieldOf));
  }

  /** Own fields win over those of profiles, these over daprd's, and every name over every alias. */
  #index(own: readonly MetadataField[], runtime: readonly MetadataField[]): void {
    const alternatives = new Map<string, MetadataField>();
    for (const field of this.profiles.flatMap(({ fields }) => fields)) {
      const name = field.name.toLowerCase();
      const known = alternatives.get(name);
      alternatives.set(name, known ? merged(known, field) : { ...field, required: false });
    }
    const all = [...own, ...alternatives.values(), ...runtime];
    for (const field of all) this.#add(field.name, field);
    for (const field of all) for (const alias of field.aliases) this.#add(alias, field);
  }

  #has({ name }: MetadataField): boolean {
    return !this.#later.has(name.toLowerCase());
  }

  #add(name: string, field: MetadataField): void {
    const key = name.toLowerCase();
    if (!this.#byName.has(key)) this.#byName.set(key, field);
  }

  /** The fields that must be given for one direction of a binding, beside `required`. */
  requiredFor(direction: Direction): readonly MetadataField[] {
    return [...this.fields.values()].filter((field) => field.required && field.direction === direction);
  }

  /** What is known of a name or alias, in any letter case; a field of several profiles with what holds for all of them. */
  find(name: string): MetadataField | undefined {
    return this.#byName.get(name.toLowerCase());
  }

  /** A name, and the aliases of the field that it is, in lower case. */
  spellings(name: string): readonly string[] {
    const known = this.#spellings.get(name);
    if (known) return known;
    const found = [name, ...(this.find(name)?.aliases ?? [])].map((each) => each.toLowerCase());
    this.#spellings.set(name, found);
    return found;
  }

  /** The first minor that reads a name which this one does not read yet. */
  since(name: string): string | undefined {
    return this.knows(name) ? undefined : this.#later.get(name.toLowerCase());
  }

  /** What to write in the place of a name that should not be used any more. */
  deprecation(name: string): DeprecatedData | undefined {
    return this.#deprecated.get(name.toLowerCase());
  }

  /** Whether the component, or daprd for it, may read this name: also true for names seen in its code alone. */
  knows(name: string): boolean {
    const key = name.toLowerCase();
    return (
      !this.isKnown ||
      this.#byName.has(key) ||
      this.#code.has(key) ||
      this.#prefixes.some((prefix) => name.startsWith(prefix)) ||
      this.#suffixes.some((suffix) => key.endsWith(suffix))
    );
  }

  /** Every name that is documented, to suggest one from: no aliases, no names seen in code alone. */
  get names(): readonly string[] {
    return [...new Set([...this.#byName.values()].map(({ name }) => name))];
  }
}
