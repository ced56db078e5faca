import crdsJson from '../../schemas/crds.json' with { type: 'json' };
import { type ValidatorError, validators } from '../../schemas/validators.js';
import type { Field } from '../yaml/field.ts';
import type { CrdSchema, CrdsData } from './catalog/data.ts';
import { celViolations } from './crd/cel.ts';
import { eraOf } from './crd/history.ts';
import { Plain } from './crd/plain.ts';
import { eraViolations, violationOf } from './crd/validator-fault.ts';
import type { Violation } from './crd/violation.ts';

export type { Violation } from './crd/violation.ts';

const crds = crdsJson as unknown as CrdsData;

/** A kind of Dapr's API group. */
export interface KnownKind {
  readonly kind: string;
  /** The versions that the API server serves, as in `dapr.io/<version>`. */
  readonly versions: readonly string[];
  /** The first minor with it; 1.8 also for what is older. */
  readonly since: string;
}

/** Every kind of the API group dapr.io. */
export const knownKinds = (): readonly KnownKind[] => {
  const versions = new Map<string, string[]>();
  for (const name of Object.keys(crds.schemas)) {
    const [kind = '', version = ''] = name.split('/');
    versions.set(kind, [...(versions.get(kind) ?? []), version]);
  }
  return [...versions].map(([kind, all]) => ({ kind, versions: all, since: crds.since[kind] ?? '' }));
};

/** What the API server's schema says of a kind in a version of the group dapr.io; undefined if there is none. */
export const crdOf = (kind: string, version: string): CrdSchema | undefined => {
  const name = `${kind}/${version}`;
  return Object.hasOwn(crds.schemas, name) ? crds.schemas[name] : undefined;
};

/**
 * How an object breaks the schema of its CRD in a version of Dapr, the newest unless told, each fault once, in the order of the
 * document. None for a kind or version that there is not, and for a document that could not be read.
 */
export const violations = (kind: string, version: string, root: Field, daprVersion?: string): readonly Violation[] => {
  const name = `${kind}/${version}`;
  const schema = crdOf(kind, version);
  if (!schema || !root.isMap || root.document.isBroken) return [];
  const era = eraOf(crds.history[name], daprVersion);
  return judged(new Plain(root, rooted(schema), root, era), name, kind);
};

/** How the metadata of an object, or of a template within it, is none that Kubernetes knows. */
export const metadataViolations = (metadata: Field, object: Field, kind: string): readonly Violation[] =>
  metadata.hasValue ? judged(new Plain(metadata, crds.objectMeta, object), 'ObjectMeta', kind) : [];

const judged = (plain: Plain, name: string, kind: string): readonly Violation[] => {
  const validate = validators[name];
  const found = !validate || validate(plain.data) ? [] : oncePerPlace(validate.errors ?? []);
  const all = [
    ...found.flatMap((error) => violationOf(error, plain, kind) ?? []),
    ...eraViolations(plain),
    ...celViolations(plain),
  ];
  return all.sort((a, b) => a.at.location.range.start - b.at.location.range.start);
};

/** What the API server adds to each schema. The metadata is looked at by itself. */
const rooted = (schema: CrdSchema): CrdSchema => {
  const known = roots.get(schema) ?? { ...schema, properties: { ...schema.properties, metadata: open, status: open } };
  roots.set(schema, known);
  return known;
};
const roots = new WeakMap<CrdSchema, CrdSchema>();
const open: CrdSchema = { 'x-kubernetes-preserve-unknown-fields': true };

/** A value of the wrong type breaks the rules for its values, too: the first of them says it all. */
const oncePerPlace = (errors: readonly ValidatorError[]): readonly ValidatorError[] => {
  const seen = new Set<string>();
  return errors.filter(({ instancePath, params }) => {
    const place = JSON.stringify([instancePath, params.additionalProperty, params.missingProperty]);
    if (seen.has(place)) return false;
    seen.add(place);
    return true;
  });
};
