import { describe, expect, it, test } from 'vitest';
import { ignoredTlsOf } from '../../../src/model/component/ignored-tls.ts';
import { transportOf } from '../../../src/model/component/transport.ts';
import type { Component } from '../../../src/model/component.ts';
import { Workspace } from '../../../src/model/workspace.ts';
import { defaultSettings } from '../../../src/triage/settings.ts';
import { parse } from '../../../src/yaml/parse.ts';

const componentOf = (type: string, metadata: string): Component => {
  const items = metadata
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [name = '', ...rest] = line.trim().split(': ');
      const value = rest.join(': ');
      return value === 'SECRET' ? { name, secretKeyRef: { name: 'a', key: 'b' } } : { name, value };
    });
  const [version] = /^(?:state\.(?:etcd))$/.test(type) ? ['v2'] : ['v1'];
  const text = JSON.stringify({
    apiVersion: 'dapr.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'a' },
    spec: { type, version, metadata: items },
  });
  return new Workspace(parse({ path: 'a.json', text }), defaultSettings([]).world).components[0] as Component;
};

const plaintext = 'plaintext';
const unverified = 'unverified';
const secure = 'secure';

it('in the clear may be up to the server', () => {
  const decided = [
    ['state.postgresql', 'connectionString: host=p'],
    ['configuration.postgres', 'connectionString: host=p sslmode=allow'],
    ['state.postgresql', 'connectionString: host=p sslmode=disable'],
    ['pubsub.jetstream', 'natsURL: nats://n:4222'],
    ['pubsub.jetstream', 'natsURL: tls://n:4222'],
    ['bindings.smtp', 'host: m\nport: 25'],
    ['state.redis', 'redisHost: r:6379'],
  ].map(([type = '', metadata = '']) => transportOf(componentOf(type, metadata), '1.18')?.isUpToServer === true);
  expect(decided).toEqual([true, true, false, true, false, true, false]);
});

describe('a connection is as safe as its metadata say', () => {
  test.each([
    ['pubsub.kafka', 'brokers: k:9092\nauthType: none', plaintext],
    ['pubsub.kafka', 'brokers: k:9092\nauthType: password', secure],
    ['pubsub.kafka', 'brokers: k:9092\nauthType: password\ndisableTls: true', plaintext],
    ['bindings.kafka', 'brokers: k:9092\nauthType: oidc\nskipVerify: true', unverified],
    ['state.redis', 'redisHost: r:6379', plaintext],
    ['state.redis', 'redisHost: r:6379\nenableTLS: true', secure],
    ['lock.redis', 'redisHost: r:6379\nenableTLS: yes\ninsecureSkipTLSVerify: true', unverified],
    ['state.postgresql', 'connectionString: host=p sslmode=verify-full', secure],
    ['state.postgresql', 'connectionString: host=p sslmode=require', unverified],
    ['state.postgresql', 'connectionString: postgres://p/db?sslmode=require&sslrootcert=/ca.crt', secure],
    ['state.postgresql', 'connectionString: host=p', plaintext],
    ['state.postgresql', 'connectionString: SECRET', 'unknown'],
    ['state.mysql', 'connectionString: u@tcp(m)/db?tls=true', secure],
    ['state.mysql', 'connectionString: u@tcp(m)/db?tls=skip-verify', unverified],
    ['bindings.mysql', 'url: u@tcp(m)/db?tls=preferred', unverified],
    ['bindings.mysql', 'url: u@tcp(m)/db', plaintext],
    ['state.sqlserver', 'connectionString: server=s;encrypt=true', secure],
    ['state.sqlserver', 'connectionString: server=s;encrypt=true;TrustServerCertificate=true', unverified],
    ['state.sqlserver', 'connectionString: server=s;encrypt=disable', plaintext],
    ['state.oracledatabase', 'connectionString: oracle://o/db?SSL=enable', secure],
    ['state.oracledatabase', 'connectionString: oracle://o/db\noracleWalletLocation: /w', unverified],
    ['state.mongodb', 'host: m:27017', plaintext],
    ['state.mongodb', 'host: m:27017\nparams: ?tls=true', secure],
    ['state.mongodb', 'server: m.example.com', secure],
    ['state.cassandra', 'hosts: c\nenableHostVerification: true', secure],
    ['state.cassandra', 'hosts: c', plaintext],
    ['state.etcd', 'endpoints: e:2379\nkeyPrefixPath: a', plaintext],
    ['state.etcd', 'endpoints: e:2379\ntlsEnable: true\nca: SECRET\ncert: SECRET\nkey: SECRET', secure],
    ['state.couchbase', 'couchbaseURL: couchbases://c', secure],
    ['state.couchbase', 'couchbaseURL: couchbase://c', plaintext],
    ['state.hashicorp.consul', 'httpAddr: c:8500', plaintext],
    ['state.hashicorp.consul', 'httpAddr: c:8500\nscheme: https', secure],
    ['state.coherence', 'serverAddress: c:1408\ntlsEnabled: true\nignoreInvalidCerts: true', unverified],
    ['state.rethinkdb', 'address: r:28015', plaintext],
    ['state.jetstream', 'natsURL: nats://n:4222', plaintext],
    ['pubsub.jetstream', 'natsURL: tls://n:4222', secure],
    ['pubsub.pulsar', 'host: pulsar+ssl://p:6651\nenableTLS: true', secure],
    ['pubsub.pulsar', 'host: pulsar+ssl://p:6651', unverified],
    ['pubsub.pulsar', 'host: p:6650\nenableTLS: true', plaintext],
    ['pubsub.rabbitmq', 'connectionString: amqps://r', secure],
    ['pubsub.rabbitmq', 'hostname: r', plaintext],
    ['bindings.rabbitmq', 'host: amqp://r\nqueueName: q', plaintext],
    ['pubsub.mqtt3', 'url: mqtts://m:8883', secure],
    ['bindings.mqtt3', 'url: tcp://m:1883\ntopic: t', plaintext],
    ['pubsub.solace.amqp', 'url: amqp://s', plaintext],
    ['secretstores.hashicorp.vault', 'vaultAddr: http://v:8200', plaintext],
    ['secretstores.hashicorp.vault', 'vaultAddr: https://v:8200\nskipVerify: true', unverified],
    ['secretstores.hashicorp.vault', 'vaultAddr: https://v:8200\nskipVerify: True', secure],
    ['bindings.http', 'url: http://h', plaintext],
    ['bindings.http', 'url: https://h', secure],
    ['bindings.zeebe.command', 'gatewayAddr: z:26500\nusePlainTextConnection: true', plaintext],
    ['bindings.smtp', 'host: s\nport: 587\nskipTLSVerify: true', unverified],
    ['bindings.sftp', 'address: s:22\ninsecureIgnoreHostKey: true', unverified],
    ['bindings.aws.s3', 'endpoint: http://s', plaintext],
    ['bindings.aws.s3', 'bucket: b\ninsecureSSL: true', unverified],
    ['state.aws.dynamodb', 'table: t', 'unknown'],
    ['state.azure.blobstorage', 'connectionString: DefaultEndpointsProtocol=http;AccountName=a', plaintext],
    ['state.azure.cosmosdb', 'url: https://c.documents.azure.com', secure],
    ['middleware.http.bearer', 'issuer: http://i\naudience: a', plaintext],
  ])('%s with %j is %s', (type, metadata, expected) => {
    expect(transportOf(componentOf(type, metadata), '1.18')?.security).toBe(expected);
  });

  it('of Redis depends on the version of Dapr', () => {
    const redis = componentOf('state.redis', 'redisHost: r:6379\nenableTLS: true');
    expect(['1.16', '1.17', '1.18'].map((version) => transportOf(redis, version)?.security)).toEqual([
      unverified,
      unverified,
      secure,
    ]);
  });

  test.each(['state.in-memory', 'bindings.cron', 'state.memcached', 'bindings.apns', 'no.such.type'])(
    'of %s is no question of metadata',
    (type) => {
      expect(transportOf(componentOf(type, ''), '1.18')).toBeUndefined();
    },
  );
});

describe('certificates are not used', () => {
  const given = (type: string, metadata: string): readonly string[] =>
    (ignoredTlsOf(componentOf(type, metadata), '1.18')?.given ?? []).map(({ name }) => name);

  test.each([
    ['pubsub.rabbitmq', 'connectionString: amqp://r\ncaCert: SECRET', ['caCert']],
    ['pubsub.rabbitmq', 'hostname: r\nclientCert: SECRET', ['clientCert']],
    ['bindings.rabbitmq', 'host: amqps://r\ncaCert: SECRET', ['caCert']],
    ['pubsub.kafka', 'authType: password\ndisableTls: true\ncaCert: SECRET', ['caCert']],
    ['pubsub.mqtt3', 'url: tcp://m\ncaCert: SECRET\nclientKey: SECRET', ['caCert', 'clientKey']],
    ['state.redis', 'redisHost: r\nclientCert: SECRET', ['clientCert']],
    ['state.etcd', 'endpoints: e\nca: SECRET', ['ca']],
    ['state.postgresql', 'connectionString: host=p sslmode=disable\nsslRootCert: /ca.crt', ['sslRootCert']],
    ['state.mysql', 'connectionString: u@tcp(m)/db\npemPath: /ca.pem', ['pemPath']],
    ['pubsub.pulsar', 'host: pulsar://p\nenableTLS: true', ['enableTLS']],
    ['bindings.http', 'url: http://h\nMTLSRootCA: SECRET', ['MTLSRootCA']],
  ])('%s with %j', (type, metadata, expected) => {
    expect(given(type, metadata)).toEqual(expected);
  });

  test.each([
    ['pubsub.rabbitmq', 'connectionString: amqps://r\ncaCert: SECRET'],
    ['pubsub.rabbitmq', 'connectionString: SECRET\ncaCert: SECRET'],
    ['state.redis', 'enableTLS: SECRET\nclientCert: SECRET'],
    ['state.etcd', 'endpoints: e\ntlsEnable: true\nca: SECRET\ncert: SECRET\nkey: SECRET'],
    ['state.ravendb', 'serverUrl: SECRET\ncertPath: /a\nkeyPath: /b'],
    ['pubsub.pulsar', 'host: pulsar+ssl://p\nenableTLS: true'],
    ['bindings.http', 'url: https://h\nMTLSRootCA: SECRET'],
    ['state.redis', 'redisHost: r'],
  ])('but for %s with %j', (type, metadata) => {
    expect(given(type, metadata)).toEqual([]);
  });
});
