import { describe, expect, it } from 'vitest';
import { faultOfAmqpUrl, faultOfPostgresDsn } from '../../../src/model/values.ts';

describe('the address of a PostgreSQL server', () => {
  const alone = (text: string): string | undefined => faultOfPostgresDsn(text, () => false);

  it.each([
    'host=postgres user=orders',
    'host=postgres sslmode=verify-full connect_timeout=5 pool_max_conns=4',
    'postgres://orders@postgres:5432/orders?sslmode=disable',
    'postgresql://[::1]:5432/orders',
    'host=a,b port=5432,5433',
  ])('%s is taken', (text) => {
    expect(alone(text)).toBeUndefined();
  });

  it.each([
    ['jdbc:postgresql://postgres/orders', 'is neither key=value pairs nor a postgres:// URL'],
    ['host=postgres connect_timeout=5s', 'has connect_timeout "5s", which is no number of seconds'],
    ['host=postgres pool_max_conns=0', 'has pool_max_conns "0", which is less than one'],
    ['host=postgres port=pg', 'has port "pg", which is none'],
    ['postgres://postgres:pg/orders', 'has port "pg", which is none'],
    ['postgres://orders @postgres/orders', 'has a space in front of its host'],
    ["host=postgres password='a b'", 'has a space within quotes; only a postgres:// URL can have one, as %20'],
  ])('%s is refused: it %s', (text, fault) => {
    expect(alone(text)).toBe(fault);
  });

  it('may be left to fields of their own', () => {
    expect(faultOfPostgresDsn('orders', (name) => name === 'host')).toBeUndefined();
    expect(faultOfPostgresDsn('host=postgres port=pg', (name) => name === 'port')).toBeUndefined();
  });
});

describe('the URL of an AMQP server', () => {
  it.each(['amqp://rabbitmq', 'AMQPS://user:p%40ss@rabbitmq:5671/vhost', 'amqp://[::1]:5672'])('%s is taken', (url) => {
    expect(faultOfAmqpUrl(url)).toBeUndefined();
  });

  it.each([
    ['rabbitmq:5672', 'does not begin with amqp:// or amqps://'],
    ['amqp://rabbit mq', 'has a space in it'],
    ['amqp://user:100%@rabbitmq', 'has a % that is not followed by two hexadecimal digits'],
    ['amqp://rabbitmq:amqp', 'has a port that is no number'],
  ])('%s is refused: it %s', (url, fault) => {
    expect(faultOfAmqpUrl(url)).toBe(fault);
  });
});
