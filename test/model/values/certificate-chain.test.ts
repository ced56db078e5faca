import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { certificatesIn } from '../../../src/model/values/certificate.ts';
import { faultOfAuthority, faultOfIssuer } from '../../../src/model/values/certificate-chain.ts';
import { privateKeyIn } from '../../../src/model/values/private-key.ts';
import { isAtLeast } from '../../../src/model/values.ts';

interface Table {
  readonly texts: readonly string[];
  readonly rows: readonly (readonly [
    what: string,
    roots: number,
    chain: number,
    key: number,
    verdict: string | null,
  ])[];
}
const inDapr = (version: string) => (other: string) => isAtLeast(version, other);
const { texts, rows } = JSON.parse(readFileSync(new URL('authorities.json', import.meta.url), 'utf8')) as Table;
const judged = rows.map(([what, roots, chain, key, verdict]) => {
  const authority = { roots: texts[roots] ?? '', chain: texts[chain] ?? '', key: texts[key] ?? '' };
  return { what, verdict, ours: faultOfAuthority(authority, inDapr('1.18.3')), authority };
});

/** The clock is the business of another rule; and the public half of an Ed25519 key has to be computed. */
const isBeyond = (what: string, verdict: string | null): boolean =>
  verdict?.includes('expired or is not yet valid') === true || /^ed key of/.test(what);

describe('authorities', () => {
  it('are taken where sentry takes them', () => {
    expect(judged.length).toBeGreaterThan(90);
    const alarms = judged.filter(({ verdict, ours }) => verdict === null && ours !== undefined);
    expect(alarms.map(({ what, ours }) => ({ what, ours }))).toEqual([]);
  });

  it('are refused where sentry refuses them', () => {
    const missed = judged.filter(({ what, verdict, ours }) => verdict && !ours && !isBeyond(what, verdict));
    expect(missed.map(({ what, verdict }) => ({ what, verdict }))).toEqual([]);
  });

  it('are told of at the text that is at fault', () => {
    const wordOf: Readonly<Record<string, RegExp>> = {
      key: /key|block type/,
      roots: /trust anchor|incompatible key usage/,
      chain: /chain|certificate|malformed/,
    };
    const wrong = judged.filter(({ verdict, ours }) => verdict && ours && !wordOf[ours.part]?.test(verdict));
    expect(wrong.map(({ what, verdict, ours }) => ({ what, verdict, ours }))).toEqual([]);
  });

  it('sign nothing that is trusted where the issuer is no authority', () => {
    const told = judged
      .filter(({ what }) => /^p256 (?:good|issuer no CA|issuer not to sign)$/.test(what))
      .map(({ what, authority }) => [what, faultOfIssuer(authority.chain)]);
    expect(told).toEqual([
      ['p256 good', undefined],
      ['p256 issuer no CA', 'is not of an authority'],
      ['p256 issuer not to sign', 'is not of an authority'],
    ]);
  });

  it('sign with a root where sentry is older than 1.16', () => {
    const found = judged.find(({ what }) => what === 'p256 root as issuer')?.authority;
    const told = ['1.12.0', '1.15.13', '1.15', '1.16.0', '1.17'].map((version) => [
      version,
      found && faultOfAuthority(found, inDapr(version))?.fault,
    ]);
    const refused = 'is signed by itself, not by a root';
    expect(told).toEqual([
      ['1.12.0', undefined],
      ['1.15.13', undefined],
      ['1.15', undefined],
      ['1.16.0', refused],
      ['1.17', refused],
    ]);
  });

  it('have keys of ECDSA where sentry is older than 1.16.15 and 1.17.7', () => {
    const refuses = (version: string): readonly string[] =>
      judged
        .filter(({ what }) => / good$/.test(what))
        .flatMap(({ what, authority }) => (faultOfAuthority(authority, inDapr(version)) ? [what] : []));
    const others = ['ed good', 'rsa2048 good', 'rsa1024 good'];
    for (const version of ['1.12.0', '1.15.4', '1.16.14', '1.17.0', '1.17.6']) expect(refuses(version)).toEqual(others);
    for (const version of ['1.16.15', '1.16', '1.17.7', '1.17', '1.18.0']) expect(refuses(version)).toEqual([]);
  });

  it('tell how strong their keys are', () => {
    const bits = judged
      .filter(({ what }) => / good$/.test(what))
      .map(({ what, authority }) => [what, certificatesIn(authority.chain)?.map(({ publicKey }) => publicKey?.bits)]);
    expect(bits).toEqual([
      ['p256 good', [256]],
      ['ed good', [256]],
      ['rsa2048 good', [2048]],
      ['p224 good', [224]],
      ['rsa1024 good', [1024]],
    ]);
  });
});

describe('texts that are no certificates and no keys', () => {
  const [whole = ''] = texts;
  const body = whole.split('\n').slice(1, -2).join('');
  const pem = (type: string, code: string): string => `-----BEGIN ${type}-----\n${code}\n-----END ${type}-----\n`;

  it('are read to the end without a crash, wherever they are cut or changed', () => {
    const bytes = Buffer.from(body, 'base64');
    for (let at = 0; at < bytes.length; at += 1) {
      for (const value of [0x00, 0x30, 0x80, 0x84, 0xff]) {
        const changed = Buffer.from(bytes);
        changed[at] = value;
        const text = pem('CERTIFICATE', changed.toString('base64'));
        expect(() => faultOfAuthority({ roots: text, chain: text, key: text }, inDapr('1.18.3'))).not.toThrow();
      }
      const cut = bytes.subarray(0, at).toString('base64');
      for (const type of ['PRIVATE KEY', 'EC PRIVATE KEY', 'RSA PRIVATE KEY'])
        expect(() => privateKeyIn(pem(type, cut))).not.toThrow();
    }
  });

  it('are judged in no time, however long', () => {
    const start = performance.now();
    for (const text of [
      '-----BEGIN '.repeat(90_000),
      `${'-----BEGIN X-----\n'.repeat(10_000)}`,
      'A'.repeat(2_000_000),
    ]) {
      faultOfAuthority({ roots: text, chain: text, key: text }, inDapr('1.18.3'));
      certificatesIn(text);
      privateKeyIn(text);
    }
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
