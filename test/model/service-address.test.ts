import { expect, test } from 'vitest';
import { serviceOf } from '../../src/model/service-address.ts';

test.each([
  ['zipkin', 'zipkin', undefined, undefined],
  ['http://zipkin/api/v2/spans', 'zipkin', undefined, 80],
  ['http://zipkin:9411/api/v2/spans', 'zipkin', undefined, 9411],
  ['https://zipkin.monitoring.svc', 'zipkin', 'monitoring', 443],
  ['otel-collector.monitoring.svc.cluster.local:4317', 'otel-collector', 'monitoring', 4317],
] as const)('%s is a Service', (text, name, namespace, port) => {
  expect(serviceOf(text)).toEqual({ name, namespace, port });
});

test.each(['localhost:4317', '127.0.0.1:4317', 'zipkin.example', 'https://ingest.example.com', '[::1]:4317', ''])(
  '%s is none for certain',
  (text) => {
    expect(serviceOf(text)).toBeUndefined();
  },
);
