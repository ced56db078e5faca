import { describe, expect, it } from 'vitest';
import { isPort, parseUrl, splitHostPort } from '../../../src/model/values/address.ts';
import { compileCel } from '../../../src/model/values/cel.ts';
import { certificatesIn } from '../../../src/model/values/certificate.ts';
import { faultOfSchedule } from '../../../src/model/values/cron.ts';
import { parseDaprDuration, parseDuration } from '../../../src/model/values/duration.ts';
import { faultOfMysqlDsn } from '../../../src/model/values/mysql-dsn.ts';
import { parseQuantity, parseQuantityExactly } from '../../../src/model/values/quantity.ts';
import { faultOfPattern } from '../../../src/model/values/regexp.ts';
import { rowsOf } from './tables.ts';

/** The rows about which we and Go do not agree: all at once, so that a failure shows the whole of it. */
const disagreements = <Row extends readonly unknown[]>(
  name: string,
  least: number,
  verdictOf: (text: string) => readonly unknown[],
): readonly unknown[] => {
  const rows = rowsOf<Row>(name);
  expect(rows.length).toBeGreaterThan(least);
  return rows
    .map(([text, ...verdict]) => ({ text, verdict, ours: verdictOf(text as string) }))
    .filter(({ verdict, ours }) => JSON.stringify(verdict) !== JSON.stringify(ours));
};

describe('durations', () => {
  it('are read as Go reads them', () => {
    expect(disagreements('durations', 400, (text) => [parseDuration(text)?.toString() ?? null])).toEqual([]);
  });

  it('are milliseconds for Dapr where they are whole numbers', () => {
    expect([parseDaprDuration('30'), parseDaprDuration('-1'), parseDaprDuration('30s')]).toEqual([
      30_000_000n,
      -1_000_000n,
      30_000_000_000n,
    ]);
    expect([parseDaprDuration(''), parseDaprDuration('1.5'), parseDaprDuration('9223372036854775808')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('cron schedules', () => {
  it('are taken where bindings.cron takes them', () => {
    expect(disagreements('schedules', 400, (text) => [faultOfSchedule(text) === undefined])).toEqual([]);
  });

  it('are told what is wrong with them', () => {
    expect(faultOfSchedule('* * *')).toBe('has 3 fields where five or six are wanted');
    expect(faultOfSchedule('0 0 * * 7')).toBe('has 7 as day of the week: it ends at 6');
    expect(faultOfSchedule('@every 1d')).toBe('repeats every 1d, which is no duration');
    expect(faultOfSchedule('TZ=Europe/Berlin @every 5m')).toBe('has a time zone, which @every cannot have');
    expect(faultOfSchedule('TZ=Nowhere/City * * * * *')).toBe('has a time zone that does not exist: Nowhere/City');
  });
});

describe('quantities', () => {
  it('are read as apimachinery reads them, to the billionth', () => {
    expect(disagreements('quantities', 600, (text) => [parseQuantityExactly(text)?.toString() ?? null])).toEqual([]);
  });

  it('are numbers for those who do not need them exactly', () => {
    expect([parseQuantity('250m'), parseQuantity('1.5Gi'), parseQuantity('1e3'), parseQuantity('256mi')]).toEqual([
      0.25,
      1.5 * 2 ** 30,
      1000,
      undefined,
    ]);
  });
});

describe('addresses', () => {
  it('are hosts and ports where Go finds them', () => {
    const verdictOf = (text: string): readonly unknown[] => {
      const found = splitHostPort(text);
      return found ? [found.host, found.port] : [null];
    };
    expect(disagreements('host-ports', 200, verdictOf)).toEqual([]);
    expect(['1', '65535', '0', '65536', '080', 'http', ''].map(isPort)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  it('are URLs where Go takes them for one', () => {
    const verdictOf = (text: string): readonly unknown[] => {
      const found = parseUrl(text);
      return found ? [true, found.scheme] : [false];
    };
    expect(disagreements('urls', 400, verdictOf)).toEqual([]);
    expect(parseUrl('amqp://user:word@broker:5672/v')).toEqual({ scheme: 'amqp', host: 'broker:5672' });
  });
});

describe('certificates', () => {
  it('are found, and good for as long, as Go says', () => {
    const verdictOf = (text: string): readonly unknown[] => [
      certificatesIn(text)?.map(({ notBefore, notAfter }) => [notBefore, notAfter]) ?? null,
    ];
    expect(disagreements('certificates', 150, verdictOf)).toEqual([]);
  });
});

describe('regular expressions', () => {
  it('are taken where Go takes them', () => {
    expect(disagreements('patterns', 700, (text) => [faultOfPattern(text) === undefined])).toEqual([]);
  });

  it('are told what is wrong with them', () => {
    expect(faultOfPattern('(?!admin)')).toBe('looks ahead or behind with (?!a, which Go cannot');
    expect(faultOfPattern('(a)\\1')).toBe('refers back with \\1, which Go cannot');
    expect(faultOfPattern('/v1/*/**')).toBe('repeats what is repeated already: *');
    expect(faultOfPattern('[a-z')).toBe('opens a bracket that is not closed');
  });
});

describe('CEL expressions', () => {
  it('compile, are refused, or hang daprd as with cel-go, and have the same type', () => {
    const verdictOf = (text: string): readonly unknown[] => {
      const verdict = compileCel(text);
      if (verdict.outcome === 'refused') return ['refused'];
      return [verdict.outcome, verdict.outcome === 'hangs' ? verdict.name : verdict.type];
    };
    const rows = disagreements('expressions', 900, verdictOf) as { verdict: string[]; ours: string[] }[];
    // Of several functions that are not there, cel-go does not always name the first.
    expect(rows.filter(({ verdict, ours }) => verdict[0] !== ours[0] || verdict[0] !== 'hangs')).toEqual([]);
  });

  it('say where the fault is', () => {
    expect(compileCel('event.type = "a"')).toEqual({
      outcome: 'refused',
      message: 'one = is no operator of CEL',
      at: { start: 11, end: 12 },
    });
    expect(compileCel('event.type.lowerAscii() == "a"')).toMatchObject({
      outcome: 'hangs',
      name: 'lowerAscii',
      at: { start: 0, end: 23 },
    });
    expect(compileCel('type == "a"')).toMatchObject({ message: '== does not take type(type) and string' });
  });

  it('take their time into account: hostile ones are no slower than long ones', () => {
    const started = performance.now();
    for (const text of [
      '('.repeat(50_000),
      `a${'.a'.repeat(49_000)}`,
      '"a'.repeat(33_000),
      `${'a==b&&'.repeat(3_000)}a`,
    ])
      compileCel(text);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('addresses of MySQL', () => {
  it('are refused where the driver refuses them', () => {
    expect(disagreements('mysql-dsns', 40, (text) => [faultOfMysqlDsn(text) === undefined])).toEqual([]);
  });
});
