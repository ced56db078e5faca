import type { ComponentData, ComponentsData, Direction, Lifetime, VersionData } from './data.ts';
import { MetadataSchema } from './metadata-schema.ts';
import { livesIn } from './minors.ts';

/** A component type as daprd of one minor registers it. */
export class ComponentDefinition {
  /** The first segment of the type: `state`, `middleware`, … */
  readonly category: string;
  /** What an empty `spec.version` stands for. */
  readonly defaultVersion: string;
  /** The versions to write, in lower case. */
  readonly versions: readonly string[];
  readonly deprecatedVersions: readonly string[];
  /** Undefined where nobody says. */
  readonly status: 'stable' | 'beta' | 'alpha' | undefined;
  /** For bindings; none for the rest. */
  readonly directions: readonly Direction[];
  /** Known from a bundle that the user names. */
  readonly isBundled: boolean;
  readonly #schemas = new Map<string, MetadataSchema>();

  constructor(
    readonly type: string,
    readonly aliases: readonly string[],
    /** The first minor that has it; undefined if the oldest one known has it already. */
    readonly since: string | undefined,
    private readonly data: ComponentData,
    private readonly all: ComponentsData,
    private readonly minor: number,
  ) {
    const { versions } = data;
    const [category = ''] = type.split('.');
    this.category = category;
    this.versions = (versions?.accepted ?? ['v1']).filter((version) =>
      livesIn({ ...sinceOf(versions?.since?.[version]) }, minor),
    );
    this.defaultVersion = versions?.default ?? 'v1';
    // A version is deprecated only once there is another one to move to.
    this.deprecatedVersions = this.versions.length > 1 ? (versions?.deprecated ?? []) : [];
    this.isBundled = data.bundled ?? false;
    this.status = data.status;
    this.directions = data.directions ?? [];
  }

  /** Whether daprd finds the type under this version: in any letter case, and empty for the default. */
  accepts(version: string): boolean {
    const name = version.toLowerCase();
    // An unversioned registration takes v0 for v1: dapr v1.18.3 pkg/components/versioning.go IsInitialVersion.
    return name === '' || this.versions.includes(name) || (name === 'v0' && !this.data.versions);
  }

  /** What a version reads; the default version stands in for one that there is not. */
  metadata(version: string): MetadataSchema {
    const name = this.#nameOf(version);
    const known = this.#schemas.get(name);
    if (known) return known;
    const schema = new MetadataSchema(
      this.#versionData(name),
      this.all.runtime[this.category] ?? [],
      this.all.profiles,
      this.minor,
    );
    this.#schemas.set(name, schema);
    return schema;
  }

  /** What a state store can do: `etag`, `transactional`, `ttl`, `query`, … */
  capabilities(version: string): ReadonlySet<string> {
    return new Set(this.#versionData(this.#nameOf(version))?.capabilities);
  }

  /** What it can do only with some metadata or some servers. */
  conditionalCapabilities(version: string): ReadonlySet<string> {
    return new Set(this.#versionData(this.#nameOf(version))?.conditional);
  }

  #nameOf(version: string): string {
    const name = version.toLowerCase();
    return this.versions.includes(name) ? name : this.defaultVersion;
  }

  #versionData(version: string): VersionData | undefined {
    const entry = this.data.metadata[version];
    if (typeof entry !== 'string') return entry;
    const [type = '', other = ''] = entry.split('/');
    const shared = this.all.components[type]?.metadata[other];
    return typeof shared === 'object' ? shared : undefined;
  }
}

const sinceOf = (since: string | undefined): Lifetime => (since === undefined ? {} : { since });
