import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { rules } from '../../../src/index.ts';
import { bareText } from '../../../src/model/secrets/bare-key.ts';
import { certificatesIn } from '../../../src/model/values/certificate.ts';
import { privateKeyIn } from '../../../src/model/values/private-key.ts';
import { marksIn } from '../../marks.ts';

const pem = (key: KeyObject, type: 'pkcs8' | 'pkcs1' | 'sec1'): string =>
  key.export({ format: 'pem', type: type as 'pkcs8' }).toString();
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const edwards = generateKeyPairSync('ed25519').privateKey;
const keys: Readonly<Record<string, readonly [text: string, key: KeyObject]>> = {
  'RSA in PKCS #8': [pem(rsa, 'pkcs8'), rsa],
  'RSA in PKCS #1': [pem(rsa, 'pkcs1'), rsa],
  'EC in PKCS #8': [pem(ec, 'pkcs8'), ec],
  'EC in SEC 1': [pem(ec, 'sec1'), ec],
  'Ed25519 in PKCS #8': [pem(edwards, 'pkcs8'), edwards],
};
const secretNumbers = ['d', 'p', 'q', 'dp', 'dq', 'qi'] as const;
const bytesOf = (text: string): string =>
  Buffer.from(text.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64').toString('latin1');

describe('a private key without what is secret of it', () => {
  it.each(Object.keys(keys))('says the same of its form and its public key: %s', (name) => {
    const [text, key] = keys[name] as readonly [string, KeyObject];
    const bare = bareText(text);
    expect(privateKeyIn(bare)).toEqual(privateKeyIn(text));
    expect(privateKeyIn(text).fault).toBeUndefined();
    expect(bare.split('\n').map(({ length }) => length)).toEqual(text.split('\n').map(({ length }) => length));
    const numbers = key.export({ format: 'jwk' });
    for (const each of secretNumbers) {
      const secret = numbers[each];
      if (secret === undefined) continue;
      const bytes = Buffer.from(secret, 'base64url').toString('latin1');
      expect(bytesOf(text)).toContain(bytes);
      for (const part of [bytes.slice(0, 8), bytes.slice(8, 16), bytes.slice(-8)])
        expect(bytesOf(bare)).not.toContain(part);
    }
  });

  const secret = 'Zq7vKw2xRt9bNm4cHd';
  const [text] = keys['EC in SEC 1'] as readonly [string, KeyObject];
  it.each([
    ['no PEM at all', secret],
    ['a text before it', `${secret}\n${text}`],
    ['a text behind it', `${text}${secret}\n`],
    ['no end', `${text.split('\n').slice(0, 2).join('\n')}\n${secret}`],
    ['another end', text.replace('END EC', 'END RSA')],
    ['another type', text.replaceAll('EC PRIVATE', 'RSA PRIVATE')],
    ['a type that is encrypted', text.replaceAll('EC PRIVATE', 'ENCRYPTED PRIVATE')],
    ['headers', text.replace('-\n', `-\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,${secret}\n\n`)],
    ['a body that is no base64', text.replace(/\n[A-Z]/, `\n!${secret}`)],
    ['a body that is no key', text.replace(/(?<=-\n)[^-]+/, `${Buffer.from(secret).toString('base64')}\n`)],
    ['two of them', text + pem(rsa, 'pkcs1')],
    ['nothing', ''],
  ])('has the fault that it had, and gives nothing away: %s', (_, broken) => {
    const bare = bareText(broken);
    expect(privateKeyIn(bare)).toEqual(privateKeyIn(broken));
    expect(bare).toHaveLength(broken.length);
    expect(bare).not.toContain(secret);
    expect(bytesOf(bare)).not.toContain(secret);
    expect(bare.includes(text.split('\n')[1] as string)).toBe(false);
  });

  it('leaves certificates as they are', () => {
    const { examples } = rules.find(({ id }) => id === 'expired-trust-bundle') ?? { examples: [] };
    const [example] = examples;
    const { text: manifest } = marksIn(example && 'bad' in example ? example.bad : '');
    const certificates = manifest
      .replaceAll(/^ +/gm, '')
      .match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n/g);
    const all = (certificates ?? []).join('');
    expect(all).toContain('CERTIFICATE');
    expect(bareText(all)).toBe(all);
    expect(certificatesIn(bareText(`${secret}\n${all}`))).toEqual(certificatesIn(all));
  });
});
