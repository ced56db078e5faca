import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  AnnotationType,
  CrdSchema,
  Direction,
  MetadataType,
  SecretForm,
  TlsData,
} from '../src/model/catalog/data.ts';

/** What is taken from a folder of facts about Dapr; fields that are not named here are passed over. */

export interface FieldFact {
  readonly name: string;
  readonly type: MetadataType;
  readonly required: boolean;
  readonly sensitive: boolean;
  readonly sensitiveOverlay?: boolean;
  readonly secretForm?: SecretForm;
  readonly deprecated?: boolean;
  readonly default?: string;
  readonly codeDefault?: string | null;
  readonly allowedValues?: readonly string[];
  readonly aliases?: readonly string[];
  readonly binding?: { readonly input?: boolean; readonly output?: boolean };
  readonly builtin?: boolean;
}

export interface ProfileFact {
  readonly id: string;
  readonly builtin?: string;
  readonly metadata: readonly FieldFact[];
}

export interface MetadataFact {
  readonly type: string;
  readonly version: string;
  readonly metadata: readonly FieldFact[];
  readonly authProfiles: readonly ProfileFact[];
  readonly codeKeysNotInMetadata: { readonly own: readonly string[]; readonly shared: readonly string[] };
  readonly capabilitiesFromCode?: readonly string[];
  readonly capabilitiesConditional?: Readonly<Record<string, string>>;
  readonly tls: TlsData & { readonly note?: string };
}

export interface RegistrationFact {
  readonly type: string;
  readonly category: string;
  readonly aliases: readonly string[];
  readonly aliasSince?: Readonly<Record<string, string>>;
  readonly bindingDirections?: readonly Direction[];
  readonly status?: readonly ('stable' | 'beta' | 'alpha')[];
  readonly since: string;
  readonly acceptedVersions: readonly string[];
  readonly versioning?: { readonly deprecated: readonly string[]; readonly default: string };
  readonly versionSince?: Readonly<Record<string, string>>;
  readonly metadata: readonly {
    readonly version: string;
    readonly metadataType: string;
    readonly metadataVersion: string;
  }[];
}

export interface AnnotationFact {
  readonly key: string;
  readonly valueType: AnnotationType;
  readonly default: string | null;
  readonly effectiveDefault?: string;
  readonly unit?: string;
  readonly range?: readonly [number | null, number | null];
  readonly allowedValues?: readonly string[];
  readonly caseInsensitive?: boolean;
  readonly format?: string;
  readonly since: string;
  readonly firstPatchPerMinor?: Readonly<Record<string, string>>;
  readonly deprecatedSince?: string;
  readonly replacement?: string;
  readonly refersTo?: string;
  readonly secretKey?: string;
  readonly conflictsWith?: readonly string[];
  readonly appliesTo?: string;
  readonly alsoReadBy?: string;
  readonly truthyValues?: readonly string[];
}

type KeyFact = { readonly key: string };

export interface FieldHistoryFact {
  readonly since?: string;
  readonly codeSince?: string;
  readonly unknownBefore?: string;
  /** By minor, or by a range of minors: what was stated otherwise; null for nothing. */
  readonly was?: Readonly<
    Record<
      string,
      {
        readonly required?: boolean | 'profile' | null;
        readonly type?: string | null;
        readonly allowedValues?: readonly string[] | null;
      }
    >
  >;
}

export interface Facts {
  readonly components: {
    readonly source: { readonly tag: string };
    readonly builtinAuthProfiles: Readonly<Record<string, readonly ProfileFact[]>>;
    readonly components: readonly MetadataFact[];
    readonly runtimeSensitiveFields: Readonly<Record<string, readonly string[]>>;
  };
  readonly registered: {
    readonly source: { readonly tag: string };
    readonly components: readonly RegistrationFact[];
    readonly componentCategoriesWithManager: readonly string[];
  };
  readonly history: {
    readonly source: { readonly minors: Readonly<Record<string, unknown>> };
    readonly components: Readonly<
      Record<
        string,
        {
          readonly since: string;
          readonly until?: string;
          readonly releaseBuild?: boolean;
          readonly earliest?: string;
          readonly fields?: Readonly<Record<string, FieldHistoryFact>>;
          readonly aliases?: Readonly<Record<string, { readonly since: string; readonly until?: string }>>;
        }
      >
    >;
  };
  readonly annotations: {
    readonly annotations: readonly AnnotationFact[];
    readonly removedAnnotations: readonly { readonly key: string; readonly removedIn: string }[];
    readonly defaultChanges: readonly {
      readonly in: string;
      readonly keys: Readonly<Record<string, readonly [string, string]>>;
    }[];
    readonly appliedByControlPlane: {
      readonly podLabels: readonly KeyFact[];
      readonly serviceLabels: readonly KeyFact[];
      readonly controlPlaneAnnotation: KeyFact;
    };
    readonly ports: {
      readonly daprHTTP: number;
      readonly daprPublic: number;
      readonly daprGRPC: number;
      readonly daprInternalGRPC: number;
      readonly metrics: number;
      readonly profile: number;
      readonly debug: number;
      readonly reservedInPod: readonly number[];
    };
  };
  readonly configuration: {
    readonly featureFlags: {
      readonly byMinor: Readonly<Record<string, readonly string[]>>;
      readonly onByDefault: Readonly<Record<string, readonly string[]>>;
      readonly noLongerEffective: Readonly<Record<string, { readonly goneIn: string }>>;
    };
    readonly defaults: Readonly<Record<string, unknown>>;
    readonly tracing: { readonly otel: { readonly protocolValues: readonly string[] } };
    readonly accessControl: { readonly defaultActionValues: readonly string[] };
    readonly secrets: { readonly defaultAccessValues: readonly string[] };
    readonly api: {
      readonly protocols: readonly string[];
      readonly http: {
        readonly names: readonly string[];
        readonly versions: readonly string[];
        readonly versionAliases: Readonly<Record<string, string>>;
        readonly alwaysAllowed: readonly string[];
      };
      readonly grpc: { readonly pairs: readonly string[] };
    };
  };
  readonly crds: {
    readonly source: { readonly tag: string };
    readonly crds: readonly {
      readonly group: string;
      readonly kind: string;
      readonly versions: readonly {
        readonly name: string;
        readonly served: boolean;
        readonly openAPIV3Schema: CrdSchema;
      }[];
    }[];
  };
  readonly crdHistory: {
    readonly introduced: Readonly<
      Record<string, { readonly since: string; readonly fields: Readonly<Record<string, string>> }>
    >;
    readonly requiredChanges: Readonly<
      Record<string, Readonly<Record<string, { readonly nowRequired: readonly string[] }>>>
    >;
    /** By minor, patch release, and kind: the fields that came with the patch. */
    readonly addedInPatchRelease: Readonly<
      Record<string, Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>>
    >;
  };
}

const files: Readonly<Record<keyof Facts, string>> = {
  components: 'components.json',
  registered: 'registered-components.json',
  history: 'component-history.json',
  annotations: 'annotations.json',
  configuration: 'configuration.json',
  crds: 'crds.json',
  crdHistory: 'crd-history.json',
};

/** Reads the facts from a folder; throws if a file is missing. */
export const readFacts = (folder: string): Facts =>
  Object.fromEntries(
    Object.entries(files).map(([name, file]) => [name, JSON.parse(readFileSync(join(folder, file), 'utf8'))]),
  ) as unknown as Facts;

/** `v1.18.3` without its v. */
export const plainVersion = (tag: string): string => tag.replace(/^v/, '');

/** The pairs of an object in the order of their keys. */
export const sorted = <Value>(record: Readonly<Record<string, Value>>): Record<string, Value> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
