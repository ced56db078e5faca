import { describe, expect, test } from 'vitest';
import { catalogFor } from '../../src/model/catalog.ts';
import { Component } from '../../src/model/component.ts';
import { Resource } from '../../src/model/resource.ts';
import type { ComponentShape } from '../../src/model/shapes.ts';
import type { Field } from '../../src/yaml/field.ts';
import { parse } from '../../src/yaml/parse.ts';

const component = (type: string, metadata: Readonly<Record<string, unknown>>, daprVersion = '1.18'): Component => {
  const items = Object.entries(metadata).map(([name, value]) => ({ name, value }));
  const text = JSON.stringify({ spec: { type, version: 'v1', metadata: items } });
  const [document] = parse({ path: 'component.json', text });
  const catalog = catalogFor(daprVersion);
  if (!document || !catalog) throw new Error('no document');
  return new Component(
    new Resource(document.root as Field<ComponentShape>, 'dapr.io/v1alpha1', 'Component', undefined, false),
    catalog,
  );
};

describe('the value of an item', () => {
  const refusalOf = (type: string, name: string, value: unknown): string | undefined =>
    component(type, { [name]: value }).metadata[0]?.refusal;

  test('is read under its name in any letter case, and under its aliases', () => {
    expect(refusalOf('pubsub.kafka', 'MAXMESSAGEBYTES', 'many')).toBe('a whole number');
    expect(refusalOf('state.sqlite', 'timeoutInSeconds', 'soon')).toBe(
      'a duration such as 30s, or whole seconds, at least 1s',
    );
  });

  test('is not refused under a name that is not read', () => {
    expect(refusalOf('pubsub.kafka', 'initialOffset', 'x')).toBe('newest or oldest');
    expect(refusalOf('pubsub.kafka', 'INITIALOFFSET', 'x')).toBeUndefined();
  });

  test('may be a number or a boolean, and hold what daprd fills in', () => {
    expect(refusalOf('pubsub.kafka', 'maxMessageBytes', 1024)).toBeUndefined();
    expect(refusalOf('state.redis', 'enableTLS', true)).toBeUndefined();
    expect(refusalOf('state.mysql', 'tableName', '{appID}')).toBeUndefined();
  });
});

describe('an item', () => {
  test('is found under any spelling and alias, the last of several', () => {
    const kafka = component('pubsub.kafka', { brokers: 'a', Brokers: 'b', authType: 'none' });
    expect(kafka.item('BROKERS')?.text).toBe('b');
    expect(kafka.item('nothing')).toBeUndefined();
    expect(component('state.sqlite', { timeoutInSeconds: '5' }).item('timeout')?.text).toBe('5');
  });

  test('is known from its minor on', () => {
    const known = (daprVersion: string): boolean | undefined =>
      component('pubsub.kafka', {}, daprVersion).schema?.knows('compression');
    expect(['1.15', '1.16', '1.18'].map(known)).toEqual([false, true, true]);
    expect(component('pubsub.kafka', {}, '1.15').schema?.since('Compression')).toBe('1.16');
    expect(component('pubsub.kafka', {}, '1.18').schema?.since('compression')).toBeUndefined();
  });

  test('has the type of its minor', () => {
    const type = (daprVersion: string): string | undefined =>
      component('bindings.azure.eventhubs', {}, daprVersion).schema?.find('getAllMessageProperties')?.type;
    expect(['1.15', '1.16'].map(type)).toEqual(['string', 'bool']);
  });
});

test('what a component needs is told by its own name, where its description has another', () => {
  expect(component('bindings.postgres', {}).indispensable.map(({ name }) => name)).toEqual(['connectionString']);
  expect(component('state.postgresql', {}).indispensable.map(({ name }) => name)).toEqual(['connectionString']);
});
