import { describe, expect, it } from 'vitest';
import { faultOfAvroSchema } from '../../src/model/values/avro-schema.ts';

/** The verdicts are those of linkedin/goavro v2.14.1, NewCodecForStandardJSONFull. */
describe('an Avro schema', () => {
  it.each([
    '"string"',
    '["null", "string"]',
    '{"type": "long", "logicalType": "timestamp-millis"}',
    '{"type": {"type": "map", "values": "int"}}',
    '{"type": "record", "name": "Order", "fields": []}',
    '{"type": "record", "name": "shop.Order", "fields": [{"name": "next", "type": ["null", "Order"]}]}',
    '{"type": "array", "items": {"type": "enum", "name": "Size", "symbols": ["S", "M"]}}',
  ])('is taken: %s', (text) => {
    expect(faultOfAvroSchema(text)).toBeUndefined();
  });

  it.each([
    ['', 'it is no JSON'],
    ['string', 'it is no JSON'],
    ['null', 'it is neither a type, a list nor an object'],
    ['[]', 'a union has no members'],
    ['{}', 'a type is missing'],
    ['{"type": "object", "properties": {}}', 'there is no type "object"'],
    ['{"type": "record", "fields": []}', 'a type record has no name that Avro allows'],
    ['{"type": "record", "name": "9th", "fields": []}', 'a type record has no name that Avro allows'],
    ['{"type": "record", "name": "Order"}', 'a record has no list of fields'],
    ['{"type": "record", "name": "Order", "fields": ["id"]}', 'a field is no object'],
    ['{"type": "record", "name": "Order", "fields": [{"type": "int"}]}', 'a field has no name'],
    ['{"type": "array"}', 'an array has no items'],
    ['{"type": "map"}', 'a map has no values'],
    [
      '{"type": "array", "items": ["Later", {"type": "fixed", "name": "Later", "size": 2}]}',
      'there is no type "Later"',
    ],
  ])('is refused: %s', (text, fault) => {
    expect(faultOfAvroSchema(text)).toBe(fault);
  });

  it('is not read to its end where nobody wrote it', () => {
    expect(faultOfAvroSchema(`${'['.repeat(5000)}${']'.repeat(5000)}`)).toBeUndefined();
  });
});
