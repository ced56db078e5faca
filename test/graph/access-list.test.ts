import { describe, expect, it } from 'vitest';
import { type AccessList, accessListOf } from '../../src/graph/access-list.ts';
import { defaultSettings, rules } from '../../src/index.ts';
import { Workspace } from '../../src/model/workspace.ts';
import { parse } from '../../src/yaml/parse.ts';
import { dapr } from './pictured.ts';

const listOf = (accessControl: unknown, isGrpc = false): AccessList | undefined => {
  const text = dapr('Configuration', 'guarded', accessControl === undefined ? {} : { accessControl });
  const { configurations } = new Workspace(parse({ path: 'a.yaml', text }), defaultSettings(rules).world);
  const [configuration] = configurations;
  if (!configuration) throw new Error('no configuration');
  return accessListOf(configuration, isGrpc);
};
const caller = { appId: 'cart', namespace: 'shop', trustDomain: 'public' };
const operation = (name: string, action: string, httpVerb: readonly string[] = ['*']) => ({ name, action, httpVerb });

describe('an access list as daprd reads it', () => {
  it.each([
    ['is none where nothing is written', undefined, undefined],
    ['is none where everybody may', { defaultAction: 'Allow' }, undefined],
    ['lets everybody in with a trust domain alone', { trustDomain: 'shop' }, undefined],
    ['denies by default where the default is empty', { defaultAction: '' }, 'none'],
    ['denies by any word but allow', { defaultAction: 'permit' }, 'none'],
  ])('%s', (_, access, otherwise) => {
    expect(listOf(access)?.otherwise).toBe(otherwise);
  });

  it.each([
    ['the default action of a policy counts', { defaultAction: 'allow' }, 'all'],
    ['a policy without one goes by the global one', {}, undefined],
    ['an operation allows a part', { operations: [operation('/prices/*', 'allow')] }, 'some'],
    ['an operation denies a part', { defaultAction: 'allow', operations: [operation('/admin', 'deny')] }, 'some'],
    ['an operation may be everything', { operations: [operation('/**', 'allow')] }, 'all'],
    ['everything with one verb is a part', { operations: [operation('/**', 'allow', ['GET'])] }, 'some'],
    ['an operation without verbs never matches', { operations: [operation('/a', 'allow', [])] }, undefined],
    ['a verb in lower case never matches', { operations: [operation('/a', 'allow', ['get'])] }, undefined],
    ['an operation that says the same says nothing', { operations: [operation('/a', 'deny')] }, undefined],
  ])('%s', (_, policy, permission) => {
    const list = listOf({ defaultAction: 'deny', policies: [{ ...caller, ...policy }] });
    expect(list?.exceptions[0]?.permission).toBe(permission);
  });

  it('does not look at verbs for an app that takes gRPC', () => {
    const policies = [{ ...caller, operations: [operation('/a', 'allow', [])] }];
    expect(listOf({ defaultAction: 'deny', policies }, true)?.exceptions[0]?.permission).toBe('some');
  });

  it('takes the last of two policies for one caller', () => {
    const policies = [
      { ...caller, defaultAction: 'allow' },
      { ...caller, defaultAction: 'deny' },
    ];
    expect(listOf({ defaultAction: 'deny', policies })?.exceptions).toEqual([]);
  });
});
