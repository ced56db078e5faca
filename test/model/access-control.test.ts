import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AccessControl } from '../../src/model/access/access-control.ts';
import type { ConfigurationShape } from '../../src/model/shapes.ts';
import type { Field } from '../../src/yaml/field.ts';
import { parse } from '../../src/yaml/parse.ts';

/**
 * Access control with a caller, and how much of 33 calls (11 operations with GET, POST and DELETE) is allowed. Verdicts of
 * pkg/acl of dapr v1.18.3 on Configurations as the operator hands them on, made at random.
 */
interface Row {
  readonly accessControl: unknown;
  readonly http: boolean;
  readonly caller: readonly [string, string, string] | null;
  readonly allowed: 'all' | 'some' | 'none';
}
const rows = readFileSync(new URL('access-verdicts.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Row);

const controlOf = (text: string): AccessControl => {
  const [document] = parse({ path: 'a.yaml', text });
  return new AccessControl(document?.root as Field as Field<ConfigurationShape['spec']['accessControl']>);
};

describe('what access control allows a caller', () => {
  it('is everything, something or nothing where daprd says so', () => {
    const isWrong = ({ accessControl, http, caller, allowed }: Row): boolean => {
      const identity = caller ? { appId: caller[0], namespace: caller[1], trustDomain: caller[2] } : undefined;
      const { reach } = controlOf(JSON.stringify(accessControl)).judge(identity, http);
      // Something is a promise too weak where no call of the table fits an operation.
      return reach !== { all: 'everything', some: 'something', none: 'nothing' }[allowed] && reach !== 'something';
    };
    expect(rows.filter(isWrong)).toEqual([]);
    expect(rows.filter(({ allowed }) => allowed === 'some').length).toBeGreaterThan(30);
  });

  it.each([
    ['a policy for an app that is still to be filled in may be about anybody', 'appId: "{{ .app }}"', 'unknown'],
    ['a namespace that is still to be filled in may be any', 'appId: checkout\n    namespace: "{{ .ns }}"', 'unknown'],
    ['a policy for another app is about nobody else', 'appId: billing\n    namespace: "{{ .ns }}"', 'nothing'],
  ])('%s', (_, policy, reach) => {
    const control = controlOf(
      `defaultAction: deny\npolicies:\n  - ${policy}\n    trustDomain: public\n    defaultAction: allow\n`,
    );
    expect(control.judge({ appId: 'checkout', namespace: 'shop', trustDomain: 'public' }, true).reach).toBe(reach);
  });

  it.each([
    ['without policies', '', true],
    ['with a policy that denies', 'policies: [{ appId: a, namespace: shop, trustDomain: public }]', true],
    [
      'with a policy that allows one path',
      'policies: [{ appId: a, operations: [{ name: /a, httpVerb: [GET], action: allow }] }]',
      false,
    ],
    ['with policies that are still to be filled in', 'policies: "{{ .Values.policies }}"', false],
  ])('lets nobody in by default, %s: %s', (_, policies, isShut) => {
    expect(controlOf(`defaultAction: deny\n${policies}\n`).isShut(true)).toBe(isShut);
    expect(controlOf(`defaultAction: allow\n${policies}\n`).isShut(true)).toBe(false);
  });

  it('is not known where the trust domain of the caller is not', () => {
    const control = controlOf(
      'defaultAction: deny\npolicies: [{ appId: a, namespace: shop, trustDomain: public, defaultAction: allow }]',
    );
    expect(control.judge({ appId: 'a', namespace: 'shop', trustDomain: undefined }, true).reach).toBe('unknown');
    expect(control.judge({ appId: 'a', namespace: undefined, trustDomain: 'public' }, true).reach).toBe('everything');
  });
});
