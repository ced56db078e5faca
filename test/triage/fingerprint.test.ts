import { describe, expect, it } from 'vitest';
import { fingerprint, type Traits } from '../../src/triage/fingerprint.ts';

const resource = { apiVersion: 'dapr.io/v1alpha1', kind: 'Component', namespace: 'shop', name: 'orders' };
const traits: Traits = {
  rule: 'invalid-port',
  field: 'spec.metadata[brokers].value',
  message: 'the port is 0',
  path: 'a.yaml',
  resource,
};
const { resource: _, ...withoutResource } = traits;

describe('a fingerprint', () => {
  it('is 16 hexadecimal digits', () => {
    expect(fingerprint(traits, 0)).toMatch(/^[0-9a-f]{16}$/);
  });

  it('never changes from one version of daprlint to the next', () => {
    expect(fingerprint(traits, 0)).toMatchInlineSnapshot(`"b173d5929ed799f7"`);
    expect(fingerprint(withoutResource, 0)).toMatchInlineSnapshot(`"a53c16db52a4da40"`);
  });

  it('stays the same when the file of a resource is renamed, and not when there is no resource', () => {
    expect(fingerprint({ ...traits, path: 'b.yaml' }, 0)).toBe(fingerprint(traits, 0));
    expect(fingerprint({ ...withoutResource, path: 'b.yaml' }, 0)).not.toBe(fingerprint(withoutResource, 0));
  });

  it('is the same on Windows', () => {
    expect(fingerprint({ ...withoutResource, path: 'k8s\\a.yaml' }, 0)).toBe(
      fingerprint({ ...withoutResource, path: 'k8s/a.yaml' }, 0),
    );
  });

  it('differs when any trait does', () => {
    const { namespace: __, ...anywhere } = resource;
    const all = [
      fingerprint(traits, 0),
      fingerprint(traits, 1),
      fingerprint({ ...traits, rule: 'invalid-ports' }, 0),
      fingerprint({ ...traits, field: 'spec.metadata[brokers]' }, 0),
      fingerprint({ ...traits, message: 'the port is 1' }, 0),
      fingerprint({ ...traits, resource: { ...resource, name: 'order' } }, 0),
      fingerprint({ ...traits, resource: { ...resource, kind: 'Configuration' } }, 0),
      fingerprint({ ...traits, resource: { ...resource, apiVersion: 'dapr.io/v2alpha1' } }, 0),
      fingerprint({ ...traits, resource: anywhere }, 0),
      fingerprint(withoutResource, 0),
    ];
    expect(new Set(all).size).toBe(all.length);
  });

  it('does not confuse traits that read the same side by side', () => {
    const moved = { ...traits, field: traits.field.slice(0, -1), message: `e${traits.message}` };
    expect(fingerprint(moved, 0)).not.toBe(fingerprint(traits, 0));
  });

  it('tells 200,000 similar findings apart, in either half as well as chance would', () => {
    const names = Array.from({ length: 20_000 }, (_unused, index) => `app-${index}`);
    const all = names.flatMap((name) =>
      Array.from({ length: 10 }, (_unused, occurrence) =>
        fingerprint({ ...traits, resource: { ...resource, name } }, occurrence),
      ),
    );
    expect(new Set(all).size).toBe(all.length);
    // Chance alone makes about 4.7 of 200,000 numbers of 32 bits meet.
    for (const half of [all.map((text) => text.slice(0, 8)), all.map((text) => text.slice(8))]) {
      expect(half.length - new Set(half).size).toBeLessThan(25);
    }
  });

  it('takes any text', () => {
    for (const message of ['', '\0', '🙂'.repeat(1000), '\uD800', 'ü']) {
      expect(fingerprint({ ...traits, message }, 0)).toMatch(/^[0-9a-f]{16}$/);
    }
  });
});
