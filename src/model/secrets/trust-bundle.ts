import type { Field } from '../../yaml/field.ts';
import type { Locatable, Location } from '../../yaml/location.ts';
import type { Resource } from '../resource.ts';
import { decodeBase64 } from '../values/pem.ts';

/** The object in which sentry keeps the authority of all sidecars: a Secret, and a ConfigMap with its roots. */
export const trustBundleName = 'dapr-trust-bundle';

/** One of its texts, as it is written, and as sentry reads it. */
export interface BundlePart {
  readonly key: string;
  readonly field: Field;
  /** Undefined where it is not known yet, is encrypted, or is no base64. */
  readonly text: string | undefined;
  /** Kubernetes refuses what is no base64. */
  readonly isBase64: boolean;
}

/** The trust bundle of a control plane. Source: dapr v1.18.3 pkg/sentry/server/ca/kube.go:45. */
export class TrustBundle implements Locatable {
  readonly #parts = new Map<string, BundlePart | undefined>();

  constructor(readonly resource: Resource) {}

  get location(): Location {
    return this.resource.location;
  }

  get isSecret(): boolean {
    return this.resource.kind === 'Secret';
  }

  /** What a cluster has given out: nobody has written it into a repository. */
  get isExported(): boolean {
    return this.resource.isExported;
  }

  /** Its texts, those that are written. */
  get parts(): readonly BundlePart[] {
    return ['ca.crt', 'issuer.crt', 'issuer.key'].flatMap((key) => this.part(key) ?? []);
  }

  /** One of its texts; undefined where it is not written. `stringData` counts before `data`. */
  part(key: string): BundlePart | undefined {
    if (!this.#parts.has(key)) this.#parts.set(key, this.#read(key));
    return this.#parts.get(key);
  }

  #read(key: string): BundlePart | undefined {
    const body = this.resource.body as Field;
    const plain = this.isSecret ? body.get('stringData').get(key) : body.get('data').get(key);
    if (plain.exists) {
      const { text } = plain;
      const isKnown = plain.resolved && text !== undefined && !isEncrypted(text);
      return { key, field: plain, text: isKnown ? text : undefined, isBase64: true };
    }
    const coded = body.get('data').get(key);
    if (!this.isSecret || !coded.exists) return undefined;
    if (!coded.resolved || coded.text === undefined || coded.text.length > longest || isEncrypted(coded.text))
      return { key, field: coded, text: undefined, isBase64: true };
    // Line ends are allowed in it, and no other white space.
    const bytes = /[ \t]/.test(coded.text) ? undefined : decodeBase64(coded.text);
    return { key, field: coded, text: bytes && textOf(bytes), isBase64: bytes !== undefined };
  }
}

/** SOPS and the like keep a cipher text in its place. */
const isEncrypted = (text: string): boolean => /^(?:ENC\[|<|ref\+)/.test(text);

/** A longer text is none of certificates. */
const longest = 1_000_000;

const textOf = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes);
