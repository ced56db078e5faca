import type { Problem } from '../../../finding.ts';
import type { Component } from '../../component.ts';
import { isTruthy, jsonObjectIn } from '../../values.ts';
import { listed } from '../../wording.ts';
import { kafkaAuthentication } from '../kafka.ts';
import { withoutPem } from './pem.ts';

/** What the methods that the old authRequired stands for cannot do without, in words. */
const needs: Readonly<Record<string, readonly string[]>> = {
  password: ['saslUsername'],
  mtls: ['clientCert', 'clientKey', 'caCert'],
};

/** Source: components-contrib v1.18.4 common/component/kafka/metadata.go:142,268, auth.go:45,58, kafka.go:344 ValidateAWS. */
export function* authentication(component: Component): Generator<Problem> {
  const chosen = kafkaAuthentication(component);
  if (!chosen) return;
  const { method, item } = chosen;
  // What authType itself asks for is told of every component.
  if (item.name.toLowerCase() !== 'authtype')
    yield* missingFor(component, `${item.name} means ${method}, which`, needs[method] ?? []);
  if (method === 'mtls') yield* mtls(component);
  if (method === 'awsiam') yield* region(component);
  if (method.startsWith('oidc')) yield* extensions(component);
}

function* missingFor(component: Component, title: string, names: readonly string[]): Generator<Problem> {
  const missing = names.filter((name) => component.text(name) === '');
  const [first] = missing;
  if (first === undefined) return;
  yield { at: component.place(first), message: `${title} needs ${listed(missing)}`, help: `set ${first}, or authType` };
}

function* mtls(component: Component): Generator<Problem> {
  const skips = component.item('skipVerify');
  if (isTruthy(component.text('disableTls') ?? ''))
    yield {
      at: component.place('disableTls'),
      message: 'authType mtls cannot do without TLS',
      help: 'remove disableTls',
    };
  else if (component.text('caCert') === '' && skips?.text && !skips.isTruthy)
    yield {
      at: skips.value,
      message: 'authType mtls crashes without caCert where the broker is verified',
      help: 'set caCert',
    };
  yield* withoutPem(component, ['clientCert', 'clientKey']);
}

function* region(component: Component): Generator<Problem> {
  const item = component.item('region') ?? component.item('awsRegion');
  if (!item?.isGiven || component.exactText('region') !== '' || component.exactText('awsRegion') !== '') return;
  yield {
    at: item,
    message: `${item.name} is not read: authType awsiam needs region, in this letter case`,
    help: 'write region',
  };
}

function* extensions(component: Component): Generator<Problem> {
  const text = component.text('oidcExtensions');
  if (text && !isStringMap(text))
    yield { at: component.place('oidcExtensions'), message: 'oidcExtensions is no JSON object with strings in it' };
}

const isStringMap = (text: string): boolean => {
  const values = Object.values(jsonObjectIn(text) ?? {});
  return values.length > 0 && values.every((each) => each === null || typeof each === 'string');
};
