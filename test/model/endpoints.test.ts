import { describe, expect, it } from 'vitest';
import { endpointsIn, isInCluster, isLoopback, serviceNamed } from '../../src/model/endpoints.ts';

it('the hosts of an address are found in no time, however long it is', () => {
  const started = performance.now();
  for (const unit of ['a:b@tcp(', 'h,', 'http://a:b@', 'host = ', '(', 'server=tcp:', '[', '@/'])
    for (const length of [18_000, 1_000_000]) endpointsIn(unit.repeat(Math.ceil(length / unit.length)));
  expect(performance.now() - started).toBeLessThan(2000);
});

describe('the hosts of an address', () => {
  it.each([
    ['redis:6379', ['redis:6379']],
    ['redis', ['redis']],
    ['a:9092, b:9093,c', ['a:9092', 'b:9093', 'c']],
    ['http://zipkin.monitoring.svc:9411/api/v2/spans', ['zipkin.monitoring.svc:9411']],
    ['mongodb://user:secret@a:27017,b:27018/shop?replicaSet=a,b', ['a:27017', 'b:27018']],
    ['rediss://:secret@redis.shop.svc:6379', ['redis.shop.svc:6379']],
    ['user:secret@tcp(mysql.data.svc:3306)/shop?tls=true', ['mysql.data.svc:3306']],
    ['host=postgres.data.svc user=shop password=secret port=5433 database=shop', ['postgres.data.svc:5433']],
    ['server=tcp:sql.data.svc,1433;user id=shop;password=secret', ['sql.data.svc:1433']],
    ['[::1]:6379', ['[::1]:6379']],
    ['Endpoint=sb://bus.servicebus.windows.net/;SharedAccessKey=secret=', []],
    ['', []],
  ])('of %s', (text, expected) => {
    const endpoints = endpointsIn(text);
    expect(endpoints.map(({ host, port }) => (port === undefined ? host : `${host}:${port}`))).toEqual(expected);
    for (const { host, from, to } of endpoints) expect(text.slice(from, to)).toBe(host);
  });
});

describe('a megabyte in the place of an address', () => {
  it.each(['(', 'sum(', '.svc', '.svc!', 'host=', 'a,', '@', 'tcp(', '[', ' host', '?'])(
    'of %s takes no time',
    (part) => {
      const text = part.repeat(1_000_000 / part.length);
      const start = performance.now();
      for (const each of [text, `${text}!`, `kafka://${text}`])
        expect(endpointsIn(each).filter(({ host }) => isInCluster(host)).length).toBeGreaterThanOrEqual(0);
      expect(performance.now() - start).toBeLessThan(2000);
    },
  );
});

describe('the Service that a host stands for', () => {
  it.each([
    ['kafka', 'kafka', undefined],
    ['Kafka', 'kafka', undefined],
    ['kafka.data', 'kafka', 'data'],
    ['kafka.data.svc', 'kafka', 'data'],
    ['kafka.data.svc.cluster.local', 'kafka', 'data'],
    ['kafka.data.svc.cluster.local.', 'kafka', 'data'],
    ['kafka-0.kafka.data.svc', 'kafka', 'data'],
  ])('%s is %s', (host, name, namespace) => {
    expect(serviceNamed(host)).toMatchObject({ name, namespace });
  });

  it.each([
    'localhost',
    '127.0.0.1',
    '10.0.0.7',
    '[::1]',
    'redis.example.com',
    'example.com',
    'a.b.c.d.svc',
    'kafka.svc',
    'kafka_1',
    'host.docker.internal',
    '*',
  ])('%s is none', (host) => {
    expect(serviceNamed(host)).toBeUndefined();
  });
});

describe('a host', () => {
  it('is in the cluster by its name, or is this machine', () => {
    expect(['redis', 'redis.data', 'redis.data.svc', 'redis.example.com'].map(isInCluster)).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(['localhost', '127.0.0.1', 'redis'].map(isLoopback)).toEqual([true, true, false]);
  });
});
