/** The shapes of the data in schemas/, which scripts/catalog.ts writes and catalog.ts reads. */

export type MetadataType = 'string' | 'number' | 'bool' | 'duration' | 'bytesize';
/** What a sensitive field holds where it is not the secret itself. */
export type SecretForm = 'path' | 'valueOrPath' | 'url';
export type Direction = 'input' | 'output';

/** A metadata field; what is left out is false, none, or `string` for the type. */
export interface FieldData {
  readonly name: string;
  readonly type?: MetadataType;
  readonly required?: true;
  readonly sensitive?: true;
  readonly form?: SecretForm;
  readonly values?: readonly string[];
  readonly default?: string;
  readonly aliases?: readonly string[];
  /** It counts in one direction of a binding only. */
  readonly direction?: Direction;
}

/** One way to authenticate: fields shared with other components, by their name in `profiles`, and its own. */
export interface ProfileData {
  readonly name: string;
  readonly use?: string;
  readonly fields?: readonly FieldData[];
}

/**
 * A condition on metadata. `f` names a field; `set` asks for a non-empty text, `truthy` for a word that Dapr takes for true;
 * `eq` compares exactly, `in` and `scheme` in lower case (`""` is missing). `dsn` and `param` take one parameter out of a
 * connection string first.
 */
export type TlsCondition =
  | { readonly any: readonly TlsCondition[] }
  | { readonly all: readonly TlsCondition[] }
  | { readonly not: TlsCondition }
  /** It holds up to and including a Dapr minor. */
  | { readonly minorAtMost: string }
  | TlsAtom;

export interface TlsAtom {
  readonly f: string;
  readonly set?: boolean;
  readonly truthy?: boolean;
  readonly eq?: string;
  readonly in?: readonly string[];
  readonly scheme?: readonly string[];
  readonly dsn?: 'pg' | 'mysql' | 'mssql' | 'url' | 'query' | 'azure';
  readonly param?: string;
}

/**
 * How to tell whether a connection is encrypted. `mode` settles it: `always` over TLS, `none` where nothing leaves the pod or
 * cluster, `unsupported` for always in the clear. Else the first of error, plaintext, unverified, secure that holds is the answer.
 */
export interface TlsData {
  readonly mode?: 'always' | 'none' | 'unsupported';
  /** The fields that the conditions look at. */
  readonly fields?: readonly string[];
  /** daprd refuses the combination. */
  readonly error?: TlsCondition;
  readonly plaintext?: TlsCondition;
  /** Encrypted, but the other side is not verified. */
  readonly unverified?: TlsCondition;
  /** `true` for always. */
  readonly secure?: TlsCondition | true;
  /** Certificates or keys are given, and not used; independent of the others. */
  readonly ignoredWhen?: TlsCondition;
  /** Further fields with a URL that may be plain http. */
  readonly alsoUrls?: readonly string[];
}

/** A name that still works and should not be written any more. */
export interface DeprecatedData {
  /** The name to write in its place; left out where there is none. */
  readonly instead?: string;
  /** The first minor that says so; left out where the oldest one known does already. */
  readonly since?: string;
}

/** What a field was in minors before, where that differs. */
export type FieldChange = Pick<FieldData, 'name' | 'type' | 'values'> & { readonly required?: boolean };

/** What is known of one version of a component type. */
export interface VersionData {
  readonly fields: readonly FieldData[];
  /** The names that came after the component itself, or after the oldest minor known, by the minor of each. */
  readonly since?: Readonly<Record<string, readonly string[]>>;
  /** What fields were up to and including a minor. */
  readonly was?: Readonly<Record<string, readonly FieldChange[]>>;
  readonly deprecated?: Readonly<Record<string, DeprecatedData>>;
  readonly profiles?: readonly ProfileData[];
  /** Of each group, one field must be given. */
  readonly oneOf?: readonly (readonly string[])[];
  /** Keys that the code reads although its metadata does not list them: a superset, some are keys of requests. */
  readonly code?: readonly string[];
  /** The code reads every key that begins with one of these, in this letter case. */
  readonly prefixes?: readonly string[];
  /** The code reads every key that ends with one of these, in this letter case. */
  readonly suffixes?: readonly string[];
  readonly tls?: TlsData;
  readonly capabilities?: readonly string[];
  /** Capabilities that depend on metadata or on the server. */
  readonly conditional?: readonly string[];
}

/** A component type as daprd registers it. */
export interface ComponentData {
  readonly aliases?: readonly string[];
  /** For aliases that came earlier or later than the type itself; null where 1.12 has them already. */
  readonly aliasSince?: Readonly<Record<string, string | null>>;
  readonly status?: 'stable' | 'beta' | 'alpha';
  /** The first minor with it; left out where 1.12 has it already. */
  readonly since?: string;
  readonly directions?: readonly Direction[];
  /** Only for a type that is registered by version. */
  readonly versions?: {
    readonly accepted: readonly string[];
    readonly default: string;
    readonly deprecated?: readonly string[];
    readonly since?: Readonly<Record<string, string>>;
  };
  /** Known from a bundle that the user names: what that says is all there is to go by. */
  readonly bundled?: true;
  /** By version; a text names another type and version that shares its metadata: `state.postgresql/v2`. */
  readonly metadata: Readonly<Record<string, VersionData | string>>;
}

/** The minors between which something exists, both inclusive; open where left out. */
export interface Lifetime {
  readonly since?: string;
  readonly until?: string;
}

export interface ComponentsData {
  readonly dapr: string;
  readonly componentsContrib: string;
  readonly minors: readonly string[];
  /** The first segments of a Component's type for which daprd has a processor. */
  readonly categories: Readonly<Record<string, Lifetime>>;
  /** Categories to which a pluggable component may add types of any name. */
  readonly pluggable: readonly string[];
  /** The keys that daprd itself reads, by category. */
  readonly runtime: Readonly<Record<string, readonly FieldData[]>>;
  readonly profiles: Readonly<Record<string, readonly FieldData[]>>;
  readonly components: Readonly<Record<string, ComponentData>>;
  readonly removed: Readonly<Record<string, Lifetime & { readonly until: string }>>;
}

export type AnnotationType =
  | 'appId'
  | 'bool'
  | 'csv'
  | 'csvHostPort'
  | 'csvKeyValue'
  | 'csvPairs'
  | 'duration'
  | 'enum'
  | 'host'
  | 'imageReference'
  | 'int'
  | 'int32'
  | 'json'
  | 'path'
  | 'port'
  | 'quantity'
  | 'resourceName'
  | 'secretName';

export interface AnnotationData {
  readonly key: string;
  readonly type: AnnotationType;
  readonly default?: string;
  /** The default in minors before another one. */
  readonly defaultBefore?: Readonly<Record<string, string>>;
  readonly unit?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly values?: readonly string[];
  readonly caseInsensitive?: true;
  readonly format?: string;
  /** The first minor with it; left out where 1.8 has it already. */
  readonly since?: string;
  /** The first patch with it, for minors that got it in a patch. */
  readonly patches?: Readonly<Record<string, string>>;
  readonly deprecated?: { readonly since: string; readonly replacement: string };
  readonly refersTo?: { readonly kind: string; readonly key?: string };
  readonly conflictsWith?: readonly string[];
  /** What carries it; left out for pods. */
  readonly appliesTo?: 'Component';
  /** Who reads it; left out for the injector alone. */
  readonly readBy?: readonly string[];
  /** What comes of a value that does not fit. */
  readonly badValue?: { readonly effect: 'rejected' | 'wrong' | 'ignored'; readonly says: string };
  readonly note?: string;
}

export interface PortsData {
  readonly http: number;
  readonly public: number;
  readonly grpc: number;
  readonly internalGrpc: number;
  readonly metrics: number;
  readonly profile: number;
  readonly debug: number;
  /** The ports of a pod that the sidecar takes by default. */
  readonly reserved: readonly number[];
}

export interface AnnotationsData {
  readonly dapr: string;
  readonly annotations: readonly AnnotationData[];
  readonly removed: Readonly<Record<string, { readonly removedIn: string }>>;
  /** What the control plane writes itself; nobody else should. */
  readonly controlPlane: {
    readonly podLabels: readonly string[];
    readonly serviceLabels: readonly string[];
    readonly annotations: readonly string[];
  };
  readonly ports: PortsData;
  readonly truthy: readonly string[];
}

export interface ApiData {
  readonly http: {
    readonly names: readonly string[];
    readonly versions: readonly string[];
    readonly versionAliases: Readonly<Record<string, string>>;
  };
  /** `name version` pairs. */
  readonly grpc: readonly string[];
  readonly alwaysAllowed: readonly string[];
}

export interface ConfigurationData {
  readonly dapr: string;
  /** The feature flags that have an effect, by minor. */
  readonly features: Readonly<Record<string, readonly string[]>>;
  readonly onByDefault: Readonly<Record<string, readonly string[]>>;
  /** The minor in which a feature flag lost its effect. */
  readonly retired: Readonly<Record<string, string>>;
  readonly api: ApiData;
  /** The values that daprd accepts at a path. */
  readonly values: Readonly<Record<string, { readonly values: readonly string[]; readonly caseInsensitive?: true }>>;
  readonly defaults: Readonly<Record<string, string | number | boolean>>;
}

/** A JSON Schema as far as Dapr's CRDs use it. */
export interface CrdSchema {
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  readonly properties?: Readonly<Record<string, CrdSchema>>;
  readonly additionalProperties?: CrdSchema;
  readonly items?: CrdSchema;
  readonly required?: readonly string[];
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly minLength?: number;
  readonly minItems?: number;
  readonly format?: string;
  readonly nullable?: boolean;
  readonly default?: unknown;
  readonly 'x-kubernetes-preserve-unknown-fields'?: true;
  readonly 'x-kubernetes-int-or-string'?: true;
  readonly 'x-kubernetes-list-type'?: string;
  readonly 'x-kubernetes-validations'?: readonly { readonly rule: string }[];
}

/** How a schema came to be what it is, by path: `spec.policies.retries.*.matching`, with `*` for any key and `[]` for any item. */
export interface CrdHistory {
  /** The first version with a field, and with all that it holds. */
  readonly fields?: Readonly<Record<string, string>>;
  /** The first version that requires a field. */
  readonly required?: Readonly<Record<string, string>>;
  /** The type that a field had before a version. */
  readonly types?: Readonly<Record<string, { readonly type: 'integer'; readonly until: string }>>;
}

export interface CrdsData {
  readonly dapr: string;
  readonly group: string;
  /** The first minor with a kind; 1.8 also for what is older. */
  readonly since: Readonly<Record<string, string>>;
  /** By `kind/version`, where a CRD of the minors that there is a catalog of was another one. */
  readonly history: Readonly<Record<string, CrdHistory>>;
  /** What every object has under `metadata`. */
  readonly objectMeta: CrdSchema;
  /** By `kind/version`. */
  readonly schemas: Readonly<Record<string, CrdSchema>>;
}
