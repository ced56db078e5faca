import { describe, expect, it } from 'vitest';
import type { App } from '../../../src/model/app.ts';
import { Workspace } from '../../../src/model/workspace.ts';
import { defaultSettings } from '../../../src/triage/settings.ts';
import { parse } from '../../../src/yaml/parse.ts';

const app = (appId: string, more = '', namespace = 'shop'): string => `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${appId}, namespace: ${namespace} }
spec: { template: { metadata: { annotations: { dapr.io/enabled: "true", dapr.io/app-id: ${appId}${more} } } } }
`;
const configuration = (name: string, spec: string, namespace = 'shop'): string => `---
apiVersion: dapr.io/v1alpha1
kind: Configuration
metadata: { name: ${name}, namespace: ${namespace} }
spec: ${spec}
`;
const workspaceOf = (...texts: readonly string[]): Workspace =>
  new Workspace(parse({ path: 'all.yaml', text: texts.join('') }), defaultSettings([]).world);
const named = (workspace: Workspace, appId: string): App => workspace.appsWithId(appId)[0] as App;

const closed =
  '{ accessControl: { defaultAction: deny, policies: [{ appId: checkout, namespace: shop, trustDomain: public, defaultAction: allow }] } }';
const orders = app('orders', ', dapr.io/config: strict') + configuration('strict', closed);
const reach = (...texts: readonly string[]): string => {
  const workspace = workspaceOf(orders, ...texts);
  return workspace.access.judge(named(workspace, 'checkout'), named(workspace, 'orders')).reach;
};

describe('who may invoke an app', () => {
  it('is decided by the Configuration of the app that is called, and the trust domain of that of the caller', () => {
    expect(reach(app('checkout'))).toBe('everything');
    expect(reach(app('checkout', '', 'bank'))).toBe('nothing');
    const elsewhere = ', dapr.io/config: mine';
    expect(reach(app('checkout', elsewhere))).toBe('unknown');
    const mine = (domain: string): string =>
      reach(app('checkout', elsewhere), configuration('mine', `{ accessControl: { trustDomain: "${domain}" } }`));
    expect(mine('bank.example')).toBe('nothing');
    expect(mine('spiffe://public/any')).toBe('everything');
    expect(mine('{{ .domain }}')).toBe('unknown');
  });

  it('is the default action alone where mTLS is off', () => {
    const system = '{ mtls: { enabled: false, sentryAddress: a, controlPlaneTrustDomain: b } }';
    expect(reach(app('checkout'), configuration('daprsystem', system, 'dapr-system'))).toBe('nothing');
  });

  it('is told with the apps that a policy names, and what holds for the others', () => {
    const workspace = workspaceOf(orders, app('checkout'), app('billing'));
    const { otherwise, named: callers } = workspace.access.callersOf(named(workspace, 'orders'));
    expect([otherwise, ...callers.map((caller) => [caller.app.appId, caller.reach])]).toEqual([
      'nothing',
      ['checkout', 'everything'],
    ]);
    expect(workspace.access.callersOf(named(workspace, 'billing'))).toEqual({ otherwise: 'everything', named: [] });
  });
});
