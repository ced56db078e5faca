import type { CrdHistory } from '../catalog/data.ts';
import { isAtLeast } from '../values.ts';

/** How the CRD of an older Dapr differs from the newest; paths are those of the schema: `spec.policies.retries.*.matching`. */
export interface Era {
  /** The first version with a field that this one does not have. */
  later(path: string): string | undefined;
  /** Whether a field that is required now is required already. */
  requires(path: string): boolean;
  /** The type that a field has, where it is not that of now. */
  type(path: string): 'integer' | undefined;
}

/** What a version lacks; undefined where it has all that the newest has. */
export const eraOf = (history: CrdHistory | undefined, daprVersion: string | undefined): Era | undefined => {
  if (!history || daprVersion === undefined) return undefined;
  const known = eras.get(history)?.get(daprVersion);
  if (known) return known.era;
  const era = madeFor(history, daprVersion);
  eras.set(history, (eras.get(history) ?? new Map()).set(daprVersion, { era }));
  return era;
};

/** A run looks at one version, or at a few. */
const eras = new WeakMap<CrdHistory, Map<string, { readonly era: Era | undefined }>>();

const madeFor = ({ fields = {}, required = {}, types = {} }: CrdHistory, daprVersion: string): Era | undefined => {
  const isLater = ([, version]: readonly [string, string]): boolean => !isAtLeast(daprVersion, version);
  const laterFields = new Map(Object.entries(fields).filter(isLater));
  const laterRequired = new Set(
    Object.entries(required)
      .filter(isLater)
      .map(([path]) => path),
  );
  const formerTypes = new Map(
    Object.entries(types).flatMap(([path, { type, until }]) => (isLater([path, until]) ? [[path, type] as const] : [])),
  );
  if (laterFields.size + laterRequired.size + formerTypes.size === 0) return undefined;
  return {
    later: (path) => laterFields.get(path),
    requires: (path) => !laterRequired.has(path),
    type: (path) => formerTypes.get(path),
  };
};
