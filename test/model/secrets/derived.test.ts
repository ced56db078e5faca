import { describe, expect, it } from 'vitest';
import components from '../../../schemas/components.json' with { type: 'json' };
import { endpointsIn } from '../../../src/model/endpoints.ts';
import { derivedFrom } from '../../../src/model/secrets/derived.ts';

const marker = 'PlantedMarker7';

/** Connection strings with what is kept of them. */
const kept: readonly (readonly [string, string])[] = [
  [`postgres://${marker}:${marker}@db.shop.svc:5432/${marker}?sslmode=disable`, 'postgres://x?sslmode=disable'],
  [
    `postgresql://${marker}@db.example.com/${marker}?application_name=${marker}&sslmode=verify-full&sslrootcert=/${marker}`,
    'postgresql://a.io?sslmode=verify-full&sslrootcert=x',
  ],
  [`host=localhost user=${marker} password='${marker} ${marker}' sslmode=require`, 'host=localhost sslmode=require'],
  [`user=${marker} password=${marker}`, 'x=x'],
  [
    `Server=tcp:${marker}.database.windows.net,1433;User Id=${marker};Password=${marker};Encrypt=True`,
    'server=a.io;encrypt=true',
  ],
  [
    `Endpoint=sb://${marker}.servicebus.windows.net/;SharedAccessKeyName=${marker};SharedAccessKey=${marker}=`,
    'endpoint=sb://a.io',
  ],
  [`DefaultEndpointsProtocol=http;AccountName=${marker};AccountKey=${marker}==`, 'defaultendpointsprotocol=http'],
  [
    `${marker}:${marker}@tcp(mysql.backend:3306)/${marker}?tls=skip-verify&charset=${marker}`,
    'tcp(x)/?tls=skip-verify',
  ],
  [
    `mongodb://${marker}:${marker}@a.example.com:27017,b.example.com/${marker}?replicaSet=${marker}&tls=true`,
    'mongodb://a.io,a.io?tls=true',
  ],
  [`?authSource=${marker}&tls=false`, '?tls=false'],
  [`amqp://${marker}:${marker},${marker}@rabbitmq:5672/${marker}`, 'amqp://x'],
  [`https://hooks.example.com/services/${marker}`, 'https://a.io'],
  ['redis.example.com:6380', 'a.io'],
  ['10.0.0.5:6379,10.0.0.6:6379', 'a.io,a.io'],
  ['127.0.0.1:6379', 'localhost'],
  ['True', 'true'],
];

const unknown: readonly string[] = [
  '',
  marker,
  `${marker}:1234`,
  `${marker}://host`,
  `eyJ${marker}.eyJ${marker}.${marker}`,
  `-----BEGIN CERTIFICATE-----\n${marker}\n-----END CERTIFICATE-----`,
  `{"password":"${marker}"}`,
  `postgres://${marker}${'a'.repeat(10_000)}`,
];

describe('of a value of a Secret', () => {
  it.each(kept)('what is said of the connection is kept: %s', (text, derived) => {
    expect(derivedFrom(text)).toBe(derived);
    expect(derivedFrom(derived)).toBe(derived);
    expect(derived.length).toBeLessThanOrEqual(text.length);
  });

  it.each(unknown)('nothing is kept where it is no connection string: %s', (text) => {
    expect(derivedFrom(text)).toBeUndefined();
  });

  it('no part is kept that may be a secret', () => {
    for (const [text] of kept) expect(derivedFrom(text)?.toLowerCase()).not.toContain(marker.toLowerCase());
  });

  it('hosts are kept apart by where they are, and not by their names', () => {
    const hosts = new Set(kept.flatMap(([, derived]) => endpointsIn(derived).map(({ host }) => host)));
    expect([...hosts].filter((host) => !['localhost', 'x', 'a.io', 'true'].includes(host))).toEqual([]);
  });
});

describe('every condition about TLS that the catalog has', () => {
  interface Atom {
    readonly dsn?: string;
    readonly param?: string;
    readonly in?: readonly string[];
    readonly scheme?: readonly string[];
  }
  const atomsIn = (value: unknown): readonly Atom[] => {
    if (typeof value !== 'object' || value === null) return [];
    const own = 'f' in value && ('param' in value || 'scheme' in value) ? [value as Atom] : [];
    return [...own, ...Object.values(value).flatMap(atomsIn)];
  };
  const atoms = atomsIn(components);

  it('can be judged by what is kept: parameters', () => {
    const asked = atoms.flatMap(({ param, in: values = [] }) => values.map((value) => [param ?? '', value] as const));
    expect(asked.length).toBeGreaterThan(20);
    const lost = asked.filter(([param, value]) => {
      const isKept = derivedFrom(`sqlserver://host.example.com?${param}=${value}`)?.includes(`${param}=${value}`);
      return !isKept && value !== '' && param !== 'endpoint';
    });
    expect(lost).toEqual([]);
  });

  it('can be judged by what is kept: schemes', () => {
    const schemes = atoms.flatMap(({ scheme = [] }) => scheme).filter((scheme) => scheme !== '');
    expect(schemes.length).toBeGreaterThan(20);
    expect(schemes.filter((scheme) => derivedFrom(`${scheme}://host.example.com`) === undefined)).toEqual([]);
  });
});
