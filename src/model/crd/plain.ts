import type { Field } from '../../yaml/field.ts';
import { formatPath } from '../../yaml/path.ts';
import type { CrdSchema } from '../catalog/data.ts';
import type { Era } from './history.ts';

/** A value of the plain data with where it comes from. */
export interface Place {
  readonly field: Field;
  readonly value: unknown;
  readonly schema: CrdSchema | undefined;
  /** Where the schema has it: `spec.policies.retries.*.matching`. */
  readonly path: string;
  /** The fields of a map by key, of a list by number; none for scalars and for what the schema leaves open. */
  readonly children: ReadonlyMap<string, Field> | undefined;
}

interface Container {
  readonly schema: CrdSchema | undefined;
  readonly field: Field;
  children: ReadonlyMap<string, Field> | undefined;
}

/** Without a prototype that has anything, so that a key named __proto__ is a key like any other; engines are slow with none. */
const Bare = function (this: Record<string, unknown>) {} as unknown as new () => Record<string, unknown>;
Bare.prototype = Object.create(null);

/**
 * An object as data that a validator can read, with a way back from each value to its field. Only what the schema looks at is
 * there: what may be anything, and what no field is known for, is left out.
 */
export class Plain {
  readonly data: unknown;
  /** The places with rules in CEL. */
  readonly ruled: Place[] = [];
  /** The fields that the API server drops because only a later Dapr has them. */
  readonly later: { readonly field: Field; readonly key: string; readonly since: string }[] = [];
  /** The values that had to have another type in an earlier Dapr. */
  readonly former: { readonly field: Field; readonly value: unknown; readonly type: 'integer' }[] = [];
  readonly #containers = new Map<object, Container>();

  constructor(
    private readonly root: Field,
    private readonly schema: CrdSchema,
    /** The object that paths begin at. */
    private readonly origin: Field,
    private readonly era?: Era,
  ) {
    this.data = this.#read(root, schema, '');
  }

  /** The value at a JSON Pointer. */
  at(pointer: string): Place | undefined {
    let place: Place = { field: this.root, value: this.data, schema: this.schema, path: '', children: undefined };
    const steps = pointer
      .split('/')
      .slice(1)
      .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
    for (const step of steps) {
      const container = this.#containerOf(place.value);
      const field = this.#childrenOf(place.value)?.get(step);
      if (!container || !field) return undefined;
      place = {
        field,
        value: (place.value as Record<string, unknown>)[step],
        schema: childSchema(container.schema, step),
        path: childPath(container.schema, place.path, step),
        children: undefined,
      };
    }
    return { ...place, children: this.#childrenOf(place.value) };
  }

  /** Whether the Dapr that is asked for requires a field that the newest requires. */
  requires({ path }: Place, key: string): boolean {
    return this.era?.requires(path === '' ? key : `${path}.${key}`) ?? true;
  }

  /** The path of a field as people write it, from the object on. */
  pathOf(field: Field): string {
    return formatPath(field.path.slice(this.origin.path.length));
  }

  #containerOf(value: unknown): Container | undefined {
    return typeof value === 'object' && value !== null ? this.#containers.get(value) : undefined;
  }

  #childrenOf(value: unknown): ReadonlyMap<string, Field> | undefined {
    const container = this.#containerOf(value);
    if (!container) return undefined;
    const { field } = container;
    // Only for those that something is wrong with, and once: that may be very much.
    container.children ??= new Map(
      field.isList
        ? field.items.map((item, index) => [String(index), item])
        : field.entries.filter(([key]) => Object.hasOwn(value as object, key)),
    );
    return container.children;
  }

  #read(field: Field, schema: CrdSchema | undefined, path: string): unknown {
    if (field.isMap) return this.#readMap(field, schema, path);
    if (field.isList) return this.#readList(field, schema, path);
    return field.value;
  }

  #readMap(field: Field, schema: CrdSchema | undefined, path: string): object {
    const data = new Bare();
    if (!schema || !(schema.properties || schema.additionalProperties)) return data;
    this.#containers.set(data, { schema, field, children: undefined });
    for (const [key, child] of field.entries) {
      const within = childSchema(schema, key);
      const here = this.era ? childPath(schema, path, key) : '';
      if (this.era && this.#isOfAnotherEra(this.era, child, key, here)) continue;
      const value = this.#read(child, within, here);
      // The API server drops these before it validates: apiextensions-apiserver pkg/apiserver/schema/defaulting/prunenulls.go.
      if (value === null && within && !within.nullable) continue;
      data[key] = value;
    }
    if (schema['x-kubernetes-validations'])
      this.ruled.push({ field, value: data, schema, path, children: this.#childrenOf(data) });
    return data;
  }

  #readList(field: Field, schema: CrdSchema | undefined, path: string): readonly unknown[] {
    if (!schema?.items) return [];
    const data = field.items.map((item) => this.#read(item, schema.items, this.era ? childPath(schema, path, '') : ''));
    this.#containers.set(data, { schema, field, children: undefined });
    return data;
  }

  /** Takes note of what the validators, which are those of the newest Dapr, must not see. */
  #isOfAnotherEra(era: Era, field: Field, key: string, path: string): boolean {
    const since = era.later(path);
    if (since !== undefined) this.later.push({ field, key, since });
    const type = era.type(path);
    if (type !== undefined) this.former.push({ field, value: field.value, type });
    return since !== undefined || type !== undefined;
  }
}

const childSchema = (schema: CrdSchema | undefined, step: string): CrdSchema | undefined => {
  if (schema?.items) return schema.items;
  const { properties, additionalProperties } = schema ?? {};
  return properties && Object.hasOwn(properties, step) ? properties[step] : additionalProperties;
};

const childPath = (schema: CrdSchema | undefined, path: string, step: string): string => {
  if (schema?.items) return `${path}[]`;
  const name = schema?.properties ? step : '*';
  return path === '' ? name : `${path}.${name}`;
};
