import { describe, expect, test } from 'vitest';
import { carriesSecret, looksSensitive } from '../../../src/model/secrets/sensitive.ts';

describe('a literal value of a sensitive field', () => {
  test.each([
    'correct-horse-battery-staple',
    'amqp://user:hunter2@rabbitmq:5672',
    'host=localhost user=postgres password=example port=5432',
    'Server=tcp:db.example.com,1433;User ID=sa;Password=hunter2',
    'Endpoint=https://shop.service.signalr.net;AccessKey=abc=;Version=1.0;',
    'Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=root;SharedAccessKey=abc=',
    'DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=abc==;EndpointSuffix=core.windows.net',
    'Endpoint=https://shop.azconfig.io;Id=a;Secret=abc=',
    'https://hooks.example.com/services/T000/B000/XXXX',
    '{"private_key": "abc"}',
    '-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----\n',
    'changeme',
    '[::1]:secret',
    'correct.horse..battery',
    'HORSE-BATTERY-STAPLE',
    'EXAMPLE',
    'amqp://user:p]ss]@rabbitmq:5672',
  ])('gives a secret away: %s', (text) => {
    expect(carriesSecret(text, undefined)).toBe(true);
  });

  test.each([
    '',
    '  ',
    '<PASSWORD>',
    '[your_account_key]',
    '*****',
    'YOUR_API_KEY',
    '#{RedisPassword}#',
    '__REDIS_PASSWORD__',
    'AWS_SECRET_KEY',
    'PRIVATE KEY',
    'AKIAIOSFODNN7EXAMPLE',
    'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    'SUACS34K232O...5Z3POU7BNIL4Y',
    'tcp://[username][:password]@host.domain[:port]',
    'null',
    '<path:secret/data/redis#password>',
    'ENC[AES256_GCM,data:abc,iv:x,tag:y,type:str]',
    'ref+vault://secret/redis#/password',
    'amqp://rabbitmq:5672',
    'amqps://orders@rabbitmq.example.com:5671/shop',
    'tcp://mosquitto:1883',
    'host=postgres user=orders dbname=orders sslmode=verify-full sslkey=/certs/key.pem',
    'postgresql://orders@postgres.example.com:5432/orders?sslmode=verify-full',
    'Server=tcp:db.example.com,1433;Database=orders;Authentication=ActiveDirectoryMsi',
    'Endpoint=https://shop.service.signalr.net;AuthType=aad;Version=1.0;',
    'Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=root;SharedAccessKey=<key>',
  ])('gives nothing away: %s', (text) => {
    expect(carriesSecret(text, undefined)).toBe(false);
  });

  test('of a URL gives away what stands in it, and a blank in it nothing', () => {
    expect(carriesSecret('mongodb://orders:hunter2@mongo/orders', 'url')).toBe(true);
    expect(carriesSecret('mongodb://orders:<password>@mongo/orders', 'url')).toBe(false);
    expect(carriesSecret('mongodb://mongo/orders', 'url')).toBe(false);
  });

  test('is judged in no time, however long', () => {
    const start = performance.now();
    carriesSecret(`host=${'a '.repeat(200_000)}`, undefined);
    carriesSecret(`${'key = '.repeat(100_000)}`, undefined);
    carriesSecret(`<${'<'.repeat(400_000)}`, undefined);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('a name', () => {
  test.each(['password', 'REDIS_PASSWORD', 'api-key', 'dapr.io/api-token', 'clientSecret', 'authorization'])(
    'announces a secret: %s',
    (name) => {
      expect(looksSensitive(name)).toBe(true);
    },
  );

  test.each([
    'securityTokenHeader',
    'secretName',
    'secretKeyRef',
    'secretsFile',
    'CLIENT_SECRET_FILE',
    'tokenUrl',
    'dapr.io/api-token-secret',
    'dapr.io/app-token-secret',
    'dapr.io/env-from-secret',
  ])('announces none: %s', (name) => {
    expect(looksSensitive(name)).toBe(false);
  });
});
