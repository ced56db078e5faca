import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTelling, SecretMarks } from '../../../src/model/secrets/marks.ts';

const marksOf = (...secrets: readonly string[]): SecretMarks => {
  const marks = new SecretMarks();
  for (const secret of secrets) marks.add(secret, [{ start: 0, end: secret.length }]);
  return marks;
};

/** A text with its secrets in angle brackets. */
const marked = (text: string, ...secrets: readonly string[]): string => {
  let result = '';
  let from = 0;
  for (const { start, end } of marksOf(...secrets).in(text)) {
    result += `${text.slice(from, start)}<${text.slice(start, end)}>`;
    from = end;
  }
  return result + text.slice(from);
};

describe('what can be told from other words', () => {
  it.each(['Passw0rd123', 'hunter2hunter2', 'x7Kp9q', '12345678', 'changeme123', 'P@ss!word', 'a1b2-c3d4e5'])(
    '%s',
    (secret) => {
      expect(isTelling(secret)).toBe(true);
    },
  );

  it.each([
    'admin',
    'redis',
    'true',
    'password',
    'RabbitMQ',
    'production',
    'redisPassword',
    'orders-db',
    'orders2',
    'redis-0',
    'eu-west-1',
    'sha256',
    'v1alpha1',
    'apiVersion: dapr.io/v1alpha1',
    'redis.shop.svc.cluster.local:6379',
    'https://orders.example.com/in',
    '/etc/ssl/certs/ca.crt',
    '10.0.0.1:5432',
    '2026-11-23',
    '5432',
    '100000',
    'the quick brown fox',
    '-----BEGIN PRIVATE KEY-----',
  ])('not %s', (text) => {
    expect(isTelling(text)).toBe(false);
  });
});

describe('a text repeats a secret', () => {
  it('wherever that stands in it, however often', () => {
    expect(marked('was "hunter22x", and:hunter22x', 'hunter22x')).toBe('was "<hunter22x>", and:<hunter22x>');
  });

  it('as it is read, and not as it is written', () => {
    expect(marked('"hunter22x"', String.raw`"hunter\u00322x"`)).toBe('"<hunter22x>"');
  });

  it('that is written as Base64 in a Secret', () => {
    expect(marked('hunter22x', btoa('hunter22x'))).toBe('<hunter22x>');
    expect(marked(`# ${btoa('hunter22x')}`, 'hunter22x')).toBe(`# <${btoa('hunter22x')}>`);
  });

  it('by a line of a key', () => {
    const line = 'MC4CAQAwBQYDK2VwBCIEI';
    expect(marked(`see ${line}`, `|\n  -----BEGIN PRIVATE KEY-----\n  ${line}\n  -----END PRIVATE KEY-----\n`)).toBe(
      `see <${line}>`,
    );
  });

  it('the longest of several', () => {
    expect(marked('a1b2c3d4e5', 'a1b2c3', 'a1b2c3d4e5', 'a1b2c3d4')).toBe('<a1b2c3d4e5>');
  });

  it('that a message cuts short', () => {
    const secret = 'a1b2c3d4e5'.repeat(12);
    expect(marked(`"${secret.slice(0, 57)}…" is long`, secret)).toBe(`"<${secret.slice(0, 57)}>…" is long`);
    expect(marked('"a1b2c3d4xx…"', secret)).toBe('"<a1b2c3d4xx>…"');
    expect(marked('"a1b2c3…"', secret)).toBe('"a1b2c3…"');
  });

  it('of which only the beginning is known, to the end', () => {
    const secret = 'a1b2c3d4e5'.repeat(300);
    expect(marked(`${secret} and more`, secret)).toBe(`<${secret} and more>`);
  });

  it('and no part of it alone, and nothing else', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!text.includes('hunter22x'));
        expect(marked(text, 'hunter22x')).toBe(text);
      }),
    );
  });
});

it('marks of several inputs are one', () => {
  const all = marksOf('hunter22x');
  all.addAll(marksOf('x7Kp9qZ2'));
  expect(all.in('hunter22x x7Kp9qZ2')).toEqual([
    { start: 0, end: 9 },
    { start: 10, end: 18 },
  ]);
});

it('ten thousand secrets that begin alike are found in little time', () => {
  const secrets = Array.from({ length: 10_000 }, (_, index) => `eyJ0eXAiOi-${index}-x${'ab1'.repeat(index % 300)}`);
  const marks = marksOf(...secrets);
  const text = secrets.map((secret) => `value: ${secret}\n`).join('');
  const started = performance.now();
  expect(marks.in(text)).toHaveLength(10_000);
  expect(performance.now() - started).toBeLessThan(2000);
});
