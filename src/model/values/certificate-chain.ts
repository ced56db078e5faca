import { type Certificate, certificateOf } from './certificate.ts';
import { blocksIn, longestPem } from './pem.ts';
import { privateKeyIn } from './private-key.ts';

/** The three texts of a certificate authority: roots, the chain of the issuer, and its key. */
export interface Authority {
  readonly roots: string;
  readonly chain: string;
  readonly key: string;
}

/** What is wrong with which of them. */
export interface AuthorityFault {
  readonly part: keyof Authority;
  readonly fault: string;
}

/**
 * Why sentry of a Dapr version does not start with an authority, as far as that can be told without cryptography and without a
 * clock; undefined where nothing is found. Source: dapr v1.18.3 pkg/sentry/server/ca/validate.go verifyX509Bundle.
 */
export const faultOfAuthority = (
  { roots, chain, key }: Authority,
  isAtLeast: (daprVersion: string) => boolean,
): AuthorityFault | undefined => {
  if (Math.max(roots.length, chain.length, key.length) > longestPem) return undefined;
  const anchors = leadingCertificates(roots);
  if (typeof anchors === 'string') return { part: 'roots', fault: anchors };
  const root = anchors.map(faultOfRoot).find((fault) => fault !== undefined);
  if (root !== undefined) return { part: 'roots', fault: root };
  const issuers = leadingCertificates(chain);
  if (typeof issuers === 'string') return { part: 'chain', fault: issuers };
  const order = faultOfChain(issuers);
  if (order !== undefined) return { part: 'chain', fault: order };
  const own = issuers.length > 1 && isSelfSigned(issuers.at(-1)) ? issuers.slice(0, -1) : issuers;
  const issuer = own[0] as Certificate;
  const { isAuthority, signsCertificates, uses } = issuer.extensions;
  if (isAuthority === undefined && !signsCertificates) return { part: 'chain', fault: 'may not sign certificates' };
  // Earlier ones sign with a root, too: v1.15.0 pkg/sentry/server/ca/validate.go.
  if (isAtLeast('1.16') && own.every(isSelfSigned))
    return { part: 'chain', fault: 'is signed by itself, not by a root' };
  const { fault, kind, publicKey } = privateKeyIn(key);
  if (fault !== undefined) return { part: 'key', fault };
  if ((kind === 'rsa' || kind === 'ed25519') && !takesEveryKey(isAtLeast))
    return { part: 'key', fault: `is of ${kind === 'rsa' ? 'RSA' : 'Ed25519'}; before 1.17.7 sentry takes ECDSA only` };
  const ours = issuer.publicKey;
  if (publicKey && ours && (publicKey.kind !== ours.kind || publicKey.key !== ours.key))
    return { part: 'key', fault: 'does not belong to the certificate of the issuer' };
  const trusted = anchors.filter((anchor) => isSignedBy(own.at(-1) as Certificate, anchor));
  if (trusted.length === 0) return { part: 'chain', fault: 'is not signed by one of the roots' };
  if (uses && !servesTls(uses)) return { part: 'chain', fault: 'is not for TLS servers' };
  if (trusted.every(({ extensions }) => extensions.uses && !servesTls(extensions.uses)))
    return { part: 'roots', fault: 'holds a root that is not for TLS servers' };
  return undefined;
};

/** Source: kit v0.17.0 and v0.17.1 crypto/pem/pem.go EncodePrivateKey; dapr v1.16.15 and v1.17.7 go.mod. */
const takesEveryKey = (isAtLeast: (daprVersion: string) => boolean): boolean =>
  isAtLeast('1.17.7') || (isAtLeast('1.16.15') && !isAtLeast('1.17.0'));

/** What a certificate is for whose owner signs others: an authority, for Go's verifier; undefined where it is one. */
export const faultOfIssuer = (chain: string): string | undefined => {
  const [issuer] = chain.length > longestPem ? [] : leadingCertificates(chain);
  if (issuer === undefined || typeof issuer === 'string') return undefined;
  const { isAuthority, signsCertificates } = issuer.extensions;
  return isAuthority === true && signsCertificates !== false ? undefined : 'is not of an authority';
};

/** Whether those who trust some roots trust the owner of a chain; undefined where one of both cannot be read. */
export const isTrustedBy = (roots: string, chain: string): boolean | undefined => {
  if (Math.max(roots.length, chain.length) > longestPem) return undefined;
  const [anchors, issuers] = [leadingCertificates(roots), leadingCertificates(chain)];
  if (typeof anchors === 'string' || typeof issuers === 'string') return undefined;
  // A chain may hold its root, too.
  return anchors.some((anchor) => issuers.some((issuer) => isSignedBy(issuer, anchor)));
};

/**
 * The certificates before the first block of another kind, or what is wrong with them.
 * Source: kit v0.18.3 crypto/pem/pem.go DecodePEMCertificates.
 */
const leadingCertificates = (text: string): readonly Certificate[] | string => {
  const certificates: Certificate[] = [];
  for (const { type, bytes } of blocksIn(text)) {
    if (type !== 'CERTIFICATE') break;
    const certificate = certificateOf(bytes);
    if (!certificate) return 'holds a certificate that cannot be read';
    certificates.push(certificate);
  }
  return certificates.length === 0 ? 'holds no certificate' : certificates;
};

/** Whether one certificate may have signed another, by what both say. */
const isSignedBy = (certificate: Certificate, by: Certificate): boolean => {
  const { authorityKeyId } = certificate.extensions;
  const { subjectKeyId } = by.extensions;
  const isSameKey = authorityKeyId === undefined || subjectKeyId === undefined || authorityKeyId === subjectKeyId;
  return certificate.issuer === by.subject && isSameKey;
};

const isSelfSigned = (certificate: Certificate | undefined): boolean =>
  certificate !== undefined && isSignedBy(certificate, certificate);

/** Signatures with MD5, SHA-1 and DSA, which Go does not accept. */
const refusedAlgorithms = new Set([
  '1.2.840.113549.1.1.4',
  '1.2.840.113549.1.1.5',
  '1.2.840.10045.4.1',
  '1.2.840.10040.4.3',
]);

/** Why Go takes no certificate for signed by this one. Source: go 1.26 src/crypto/x509/x509.go CheckSignatureFrom. */
const faultOfSigner = ({ extensions }: Certificate): string | undefined =>
  extensions.isAuthority !== true || extensions.signsCertificates === false ? 'may not sign certificates' : undefined;

const faultOfRoot = (root: Certificate): string | undefined => {
  if (!isSelfSigned(root)) return 'holds a certificate that has not signed itself';
  // The oldest certificates have no extensions, and may.
  if (root.version === 3 && faultOfSigner(root)) return 'holds a root that may not sign certificates';
  return refusedAlgorithms.has(root.signedWith) ? 'holds a root that is signed with MD5, SHA-1 or DSA' : undefined;
};

const faultOfChain = (chain: readonly Certificate[]): string | undefined => {
  const isBroken = chain.slice(1).some((signer, index) => !isSignedBy(chain[index] as Certificate, signer));
  if (isBroken) return 'is a chain in which one certificate has not signed the one before';
  if (chain.slice(1).some(faultOfSigner)) return 'is a chain with a certificate that may not sign others';
  return chain.some(({ signedWith }) => refusedAlgorithms.has(signedWith))
    ? 'is signed with MD5, SHA-1 or DSA'
    : undefined;
};

const servesTls = (uses: readonly string[]): boolean =>
  uses.includes('1.3.6.1.5.5.7.3.1') || uses.includes('2.5.29.37.0');
